--- A restart is a stop that is followed by a start.

local handler = require("stampede.handler")

return handler.define("instance_restart", {
  run = function(_, task)
    if not task.data.start then
      task:patch { start = true }
    end
    return { _chain = "stop" }
  end,
})
