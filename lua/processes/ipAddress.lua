--- The life of an IP address.

local process = require("stampede.process")

return process.standard("ipAddress", {
  create = { delegate = true },
  deactivate = { handlers = { "ip_address_deactivate" } },
  associate = { from = "active", via = "associating", to = "associated" },
  disassociate = {
    from = { "associating", "associated" }, via = "disassociating", to = "active",
  },
})
