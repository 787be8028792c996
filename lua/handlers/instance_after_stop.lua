--- Says what follows a stop: nothing, a start (restart), or removal.
--
-- An instance that ended by itself (haRestart) follows its own instanceTriggeredStop.

local handler = require("stampede.handler")

return handler.define("instance_after_stop", {
  run = function(instance, task)
    local data = task.data
    if data.haRestart then
      if instance.instanceTriggeredStop == "remove" then
        return { _chain = "remove" }
      elseif instance.instanceTriggeredStop == "restart" then
        return { _chain = "start" }
      end
    elseif data.start then
      return { _chain = "start" }
    elseif data.remove then
      return { _chain = "remove" }
    end
  end,
})
