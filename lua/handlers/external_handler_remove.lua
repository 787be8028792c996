--- Removes the bonds of a program outside that is removed.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("external_handler_remove", {
  run = function(external)
    local maps = flow.maps("externalHandlerExternalHandlerProcessMap", "externalHandlerId", external.id)
    flow.each(maps, flow.remove)
  end,
})
