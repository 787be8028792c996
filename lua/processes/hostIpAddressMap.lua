--- The life of the tie between a host and an address.

local process = require("stampede.process")

return process.standard("hostIpAddressMap", {
  create = { delegate = true },
  activate = { post = { "host_ip_items" } },
})
