--- Takes the interfaces and volumes of a removed instance back.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("instance_restore", {
  run = function(instance)
    flow.each(flow.children("nic", "instanceId", instance.id), flow.restore)
    flow.each(flow.children("volume", "instanceId", instance.id), flow.restore)
  end,
})
