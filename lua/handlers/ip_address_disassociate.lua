--- A public address stands for no other any more.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("ip_address_disassociate", {
  run = function(ip)
    flow.each(flow.maps("ipAssociation", "ipAddressId", ip.id), flow.remove)
  end,
})
