--- Takes an instance off its host; place, addresses and disks are kept for the next start, the
-- place only where another would not do as well.
--
-- A place that was never found or confirmed is no place: it is given up, and the next start looks anew.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local placement = require("stampede.placement")

return handler.define("instance_stop", {
  timeout = 900,
  run = function(instance, task)
    flow.each(flow.maps("instanceHostMap", "instanceId", instance.id), flow.deactivate)
    flow.each(flow.children("nic", "instanceId", instance.id), flow.deactivate)
    flow.each(flow.children("port", "instanceId", instance.id), flow.deactivate)
    flow.each(flow.children("instanceLink", "instanceId", instance.id), flow.deactivate)
    flow.each(flow.children("volume", "instanceId", instance.id), flow.deactivate)
    if instance.allocationState == "activating" or instance.allocationState == "deactivating"
      or (instance.allocationState ~= "inactive"
        and (task.data.deallocateFromHost or placement.is_movable(instance))) then
      flow.run(instance, "deallocate")
    end
  end,
})
