--- The no-op lifecycle of the benchmarks: a type of its own with one process and no handlers.
-- Loaded with `--lua bench/lua`; also an example of a whole resource type dropped in.

local process = require("stampede.process")
local schema = require("stampede.schema")
local field = schema.field

schema.define("benchObject", {
  description = "A resource that does nothing, quickly.",
  methods = { collection = "GET POST", resource = "GET PUT DELETE" },
  fields = {
    { payload = field.string { max_length = 4096, access = "cru", description = "Bytes to carry along." } },
  },
})

return process.standard("benchObject", {
  create = { delegate = true },
  flip = { from = "active", via = "flipping", to = "active" },
})
