--- Reserves the two ports of a host by which an instance that works for a network keeps its
-- tunnels; one such instance a machine has the well-known ones.

local handler = require("stampede.handler")
local network = require("stampede.network")
local pool = require("stampede.pool")
local resource = require("stampede.resource")

return handler.define("nic_ipsec", {
  run = function(nic)
    local instance = nic.deviceNumber == 0 and nic.networkId and nic.instanceId
      and resource.get("instance", nic.instanceId)
    if not instance or not instance.agentId
      or not network.services(nic.networkId).ipsecTunnelService then
      return
    end
    for _, host in ipairs(network.hosts(instance.id)) do
      local rows, fault = pool.take(pool.host_ports(host), instance, 2)
      if not rows then
        return nil, fault
      end
      local known = instance.data and instance.data.ipsec or {}
      if not known[tostring(host.id)] then
        assert(resource.update(instance, { ["+data"] = { ["+ipsec"] = {
          [tostring(host.id)] = { nat = 4500, isakmp = 500 },
        } } }))
      end
    end
  end,
})
