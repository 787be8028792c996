--- Logic that looks at its resource and finds nothing to do: what a handler costs at the least.

local handler = require("stampede.handler")

return handler.define("bench_object_look", {
  run = function(object)
    assert(object.state == "turning", "a handler sees what is committed")
  end,
})
