--- Notes which addresses a port joins, where nobody has said so yet.

local address = require("stampede.address")
local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("port_activate", {
  run = function(port)
    local fields = {}
    if not port.privateIpAddressId then
      local ip = address.primary(port.instanceId)
      fields.privateIpAddressId = ip and ip.id
    end
    if not port.publicIpAddressId then
      local place = flow.maps("instanceHostMap", "instanceId", port.instanceId)[1]
      local ip = place and address.of_host(place.hostId)
      fields.publicIpAddressId = ip and ip.id
    end
    return next(fields) and fields or nil
  end,
})
