--- Gives an interface's addresses and its MAC address back.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local pool = require("stampede.pool")
local resource = require("stampede.resource")

return handler.define("nic_purge", {
  run = function(nic)
    for _, map in ipairs(flow.maps("ipAddressNicMap", "nicId", nic.id)) do
      local ip = flow.referred(map, "ipAddress")
      if ip then
        flow.remove(flow.create(ip))
      end
      flow.remove(flow.create(map))
    end
    pool.release(nic, "mac")
    return { macAddress = resource.null }
  end,
})
