--- Forgets the addresses that the host gave to an interface; the next start brings new ones. One of
-- a subnet is kept, unless it never came to be. The ports of one that keeps tunnels go back.

local address = require("stampede.address")
local flow = require("stampede.flow")
local handler = require("stampede.handler")
local pool = require("stampede.pool")
local resource = require("stampede.resource")

local REPORTED = { docker = true, dhcp = true }

return handler.define("nic_deactivate", {
  run = function(nic)
    for _, ip in ipairs(address.of_nic(nic.id)) do
      if REPORTED[ip.kind] or ip.state == "activating" then
        flow.deactivate(flow.create(ip))
      end
    end
    local instance = nic.deviceNumber == 0 and nic.instanceId
      and resource.get("instance", nic.instanceId)
    if instance and instance.agentId then
      pool.release(instance, "hostPort")
    end
  end,
})
