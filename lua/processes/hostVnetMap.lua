--- The life of a host's part in a virtual network.

local process = require("stampede.process")

return process.standard("hostVnetMap", {
  create = { delegate = true },
})
