--- Takes an instance off its host and sets its interfaces and volumes aside until the purge.
--
-- Whatever state it comes from, nothing may be left running: a start that failed half-way
-- ends here too, and gives up the place that it did not find or confirm (or that a stop which this
-- interrupted was giving up).

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("instance_remove", {
  timeout = 900,
  run = function(instance)
    flow.each(flow.maps("instanceHostMap", "instanceId", instance.id), flow.deactivate)
    flow.each(flow.children("port", "instanceId", instance.id), flow.deactivate)
    flow.each(flow.children("instanceLink", "instanceId", instance.id), flow.deactivate)
    flow.each(flow.children("nic", "instanceId", instance.id), flow.remove)
    flow.each(flow.children("volume", "instanceId", instance.id), flow.remove)
    if instance.allocationState == "activating" or instance.allocationState == "deactivating" then
      flow.run(instance, "deallocate")
    end
  end,
})
