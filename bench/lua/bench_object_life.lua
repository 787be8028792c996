--- The no-op lifecycle of the benchmarks: a flip is two commits and nothing else.

local process = require("stampede.process")

return process.standard("benchObject", {
  create = { delegate = true },
  flip = { from = "active", via = "flipping", to = "active" },
})
