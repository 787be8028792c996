--- The life of a network interface; its addresses stay until it is purged.

local process = require("stampede.process")

return process.standard("nic", {
  activate = {
    pre = { "nic_vnet", "nic_ipsec" },
    handlers = { "nic_activate" },
    post = { "nic_public_ip", "nic_agent_instance" },
  },
  deactivate = { handlers = { "nic_deactivate" } },
  purge = { handlers = { "nic_purge" } },
})
