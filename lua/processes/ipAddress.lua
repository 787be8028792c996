--- The life of an IP address.
--
-- One of a subnet gets its text when it becomes active and gives it back when it is no longer; a
-- public one can stand for a private one (associated).

local process = require("stampede.process")

return process.standard("ipAddress", {
  create = { delegate = true },
  activate = { handlers = { "ip_address_activate" }, on_failure = "deactivate" },
  deactivate = { handlers = { "ip_address_deactivate" } },
  purge = { handlers = { "ip_address_purge" } },
  associate = {
    from = "active", via = "associating", to = "associated",
    handlers = { "ip_address_associate" }, on_failure = "disassociate",
  },
  disassociate = {
    from = { "associating", "associated" }, via = "disassociating", to = "active",
    handlers = { "ip_address_disassociate" },
  },
})
