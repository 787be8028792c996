--- Unties a port from its addresses; the public port is kept for the record.

local handler = require("stampede.handler")
local resource = require("stampede.resource")

return handler.define("port_remove", {
  run = function()
    return { privateIpAddressId = resource.null, publicIpAddressId = resource.null }
  end,
})
