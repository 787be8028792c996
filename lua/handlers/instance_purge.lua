--- Leaves nothing of an instance on any host, and gives its place back.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("instance_purge", {
  timeout = 900,
  run = function(instance)
    flow.each(flow.children("port", "instanceId", instance.id), flow.remove)
    flow.each(flow.children("instanceLink", "instanceId", instance.id), flow.remove)
    flow.each(flow.children("nic", "instanceId", instance.id), flow.purge)
    flow.each(flow.children("volume", "instanceId", instance.id), flow.purge)
    if instance.allocationState ~= "inactive" then
      flow.run(instance, "deallocate")
    end
    flow.each(flow.maps("instanceHostMap", "instanceId", instance.id), flow.remove)
  end,
})
