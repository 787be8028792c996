--- Gives up an instance's place; its next start may choose another host.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local placement = require("stampede.placement")
local resource = require("stampede.resource")

return handler.define("instance_deallocate", {
  timeout = 900,
  run = function(instance)
    for _, map in ipairs(resource.list("instanceHostMap", { instanceId = instance.id })) do
      flow.remove(map)
      placement.count(map.hostId)
    end
  end,
})
