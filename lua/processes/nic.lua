--- The life of a network interface; its addresses stay until it is purged.

local process = require("stampede.process")

return process.standard("nic", {
  activate = { handlers = { "nic_activate" } },
  deactivate = { handlers = { "nic_deactivate" } },
  purge = { handlers = { "nic_purge" } },
})
