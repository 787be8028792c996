--- What a network offers: its subnets, its services and who provides them, its virtual networks.

local flow = require("stampede.flow")
local resource = require("stampede.resource")

local network = {}

local function active(type_name, filter)
  filter.state = "active"
  return resource.list(type_name, filter, { removed = false })
end

--- The active subnets of a network.
function network.subnets(network_id)
  return active("subnet", { networkId = network_id })
end

--- The active services of a network by kind: { dnsService = row, ... }.
function network.services(network_id)
  local by_kind = {}
  for _, service in ipairs(active("networkService", { networkId = network_id })) do
    by_kind[service.kind] = by_kind[service.kind] or service
  end
  return by_kind
end

--- The providers of a network that work by a container of their own.
function network.providers(network_id)
  return active("networkServiceProvider", { networkId = network_id, kind = "agentInstanceProvider" })
end

--- The interfaces of an instance that are in use, lowest first.
function network.nics(instance_id)
  local list = {}
  for _, nic in ipairs(flow.children("nic", "instanceId", instance_id)) do
    if not nic.removed then
      list[#list + 1] = nic
    end
  end
  return list
end

--- The services of all networks of an instance by kind, and for each the interface that has it.
function network.of_instance(instance_id)
  local by_kind, nic_of = {}, {}
  for _, nic in ipairs(network.nics(instance_id)) do
    for kind, service in pairs(nic.networkId and network.services(nic.networkId) or {}) do
      if not by_kind[kind] then
        by_kind[kind], nic_of[kind] = service, nic
      end
    end
  end
  return by_kind, nic_of
end

--- The hosts an instance is placed on.
function network.hosts(instance_id)
  local hosts = {}
  for _, map in ipairs(flow.maps("instanceHostMap", "instanceId", instance_id)) do
    hosts[#hosts + 1] = flow.referred(map, "host")
  end
  return hosts
end

--- A host and the others of the same machine.
function network.same_machine(host)
  if not host.physicalHostId then
    return { host }
  end
  return resource.list("host", { physicalHostId = host.physicalHostId }, { removed = false })
end

--- The virtual network of this network that a host (or its machine) takes part in, or nil.
function network.vnet_near(network_id, host)
  for _, near in ipairs(network.same_machine(host)) do
    for _, map in ipairs(flow.maps("hostVnetMap", "hostId", near.id)) do
      local vnet = flow.referred(map, "vnet")
      if vnet and not vnet.removed and vnet.networkId == network_id then
        return vnet
      end
    end
  end
  return nil
end

return network
