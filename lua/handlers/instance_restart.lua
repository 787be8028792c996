--- A restart is a stop that is followed by a start.
--
-- That of an instance which ended by itself (haRestart) is followed by what instance_after_stop says.

local handler = require("stampede.handler")

return handler.define("instance_restart", {
  run = function(_, task)
    if not task.data.start and not task.data.haRestart then
      task:patch { start = true }
    end
    return { _chain = "stop" }
  end,
})
