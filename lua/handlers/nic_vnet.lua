--- Puts an interface on the virtual network that its machine has of a host-only network; the
-- first one there makes it.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local network = require("stampede.network")
local resource = require("stampede.resource")

-- Known by the machine, so that two hosts of one machine never make two.
local function make(net, host)
  local machine = host.physicalHostId and resource.get("physicalHost", host.physicalHostId) or host
  return flow.ensure("vnet", { uuid = ("%s-%s"):format(net.uuid, machine.uuid) }, {
    accountId = net.accountId,
    networkId = net.id,
    uri = net.hostVnetUri or "host:///",
  })
end

local function take_part(net, nic, host)
  local vnet = network.vnet_near(net.id, host) or make(net, host)
  vnet = flow.activate(vnet)
  flow.activate(flow.ensure("hostVnetMap", { hostId = host.id, vnetId = vnet.id }))
  if nic.subnetId then
    flow.activate(flow.ensure("subnetVnetMap", { subnetId = nic.subnetId, vnetId = vnet.id }))
  end
  return vnet
end

return handler.define("nic_vnet", {
  run = function(nic)
    local net = nic.networkId and resource.get("network", nic.networkId)
    if not net or net.kind ~= "hostOnlyNetwork" or not nic.instanceId then
      return
    end
    local vnet
    for _, host in ipairs(network.hosts(nic.instanceId)) do
      vnet = take_part(net, nic, host)
    end
    if vnet and nic.vnetId ~= vnet.id then
      return { vnetId = vnet.id }
    end
  end,
})
