--- The life of a virtual network.

local process = require("stampede.process")

return process.standard("vnet", {
  create = { delegate = true },
})
