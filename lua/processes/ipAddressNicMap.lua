--- The life of the tie between an address and a network interface.

local process = require("stampede.process")

return process.standard("ipAddressNicMap", {
  create = { delegate = true },
})
