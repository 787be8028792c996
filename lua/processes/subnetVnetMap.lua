--- The life of the tie between a subnet and a virtual network.

local process = require("stampede.process")

return process.standard("subnetVnetMap", {
  create = { delegate = true },
})
