--- The lifecycle of the benchmarks: a flip has no logic, a turn has one handler that does nothing.

local process = require("stampede.process")

return process.standard("benchObject", {
  create = { delegate = true },
  flip = { from = "active", via = "flipping", to = "active" },
  turn = { from = "active", via = "turning", to = "active", handlers = { "bench_object_look" } },
})
