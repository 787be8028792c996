--- Gives up an instance's place; its next start may choose another host.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("instance_deallocate", {
  timeout = 900,
  run = function(instance)
    flow.each(flow.maps("instanceHostMap", "instanceId", instance.id), flow.remove)
  end,
})
