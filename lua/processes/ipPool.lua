--- The life of a pool of public addresses.

local process = require("stampede.process")

return process.standard("ipPool", {
  create = { delegate = true },
})
