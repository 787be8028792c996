--- The life of a network.

local process = require("stampede.process")

return process.standard("network", {
  create = { delegate = true },
})
