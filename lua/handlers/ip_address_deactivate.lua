--- Nulls an address that was the host's to give, not ours.

local handler = require("stampede.handler")
local resource = require("stampede.resource")

local REPORTED = { docker = true, dhcp = true }

return handler.define("ip_address_deactivate", {
  run = function(ip)
    if REPORTED[ip.kind] and ip.address then
      return { address = resource.null }
    end
  end,
})
