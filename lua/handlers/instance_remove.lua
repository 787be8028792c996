--- Takes an instance off its host and sets its interfaces and volumes aside until the purge.
--
-- Whatever state it comes from, nothing may be left running: a start that failed half-way
-- ends here too.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("instance_remove", {
  timeout = 900,
  run = function(instance)
    flow.each(flow.maps("instanceHostMap", "instanceId", instance.id), flow.deactivate)
    flow.each(flow.children("port", "instanceId", instance.id), flow.deactivate)
    flow.each(flow.children("nic", "instanceId", instance.id), flow.remove)
    flow.each(flow.children("volume", "instanceId", instance.id), flow.remove)
  end,
})
