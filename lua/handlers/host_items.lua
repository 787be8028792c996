--- Tells the agents of the hosts what a change of a placement, a port or a floating address
-- means for their rules and routes.

local handler = require("stampede.handler")
local items = require("stampede.items")

return handler.define("host_items", {
  run = function(res, task)
    local instance_id = res.instanceId
    if res.childIpAddressId then
      instance_id = items.instance_of_ip(res.childIpAddressId)
    end
    if instance_id then
      items.ask_hosts(task, instance_id)
    end
  end,
})
