--- Which hosts an instance's interfaces let it go to, and which subnets they get there.
--
-- An interface on a virtual network binds the instance to the hosts that take part in it (or
-- are the same machine). A network that makes its virtual networks where they are needed binds
-- nothing.

local flow = require("stampede.flow")
local network = require("stampede.network")
local resource = require("stampede.resource")

local reach = {}

local function vnets_of_subnet(subnet_id)
  local ids = {}
  for _, map in ipairs(flow.maps("subnetVnetMap", "subnetId", subnet_id)) do
    ids[#ids + 1] = map.vnetId
  end
  return ids
end

local function is_in(list, value)
  for _, one in ipairs(list) do
    if one == value then
      return true
    end
  end
  return false
end

-- The subnets that an interface may get an address from.
local function subnets_for(nic)
  if nic.subnetId then
    return { resource.get("subnet", nic.subnetId) }
  end
  local list = network.subnets(nic.networkId)
  if not nic.vnetId then
    return list
  end
  local mapped = {}
  for _, subnet in ipairs(list) do
    if is_in(vnets_of_subnet(subnet.id), nic.vnetId) then
      mapped[#mapped + 1] = subnet
    end
  end
  return mapped
end

-- The hosts that take part in any of these virtual networks, and those of the same machines.
local function hosts_of(vnet_ids)
  local hosts, any = {}, false
  for _, vnet_id in ipairs(vnet_ids) do
    for _, map in ipairs(flow.maps("hostVnetMap", "vnetId", vnet_id)) do
      local host = map.state == "active" and flow.referred(map, "host")
      for _, near in ipairs(host and network.same_machine(host) or {}) do
        hosts[near.id], any = true, true
      end
    end
  end
  return any and hosts or nil
end

local function hosts_for(nic)
  if nic.vnetId then
    return hosts_of { nic.vnetId }
  end
  local row = resource.get("network", nic.networkId)
  if not row or row.dynamicCreateVnet then
    return nil
  end
  local vnets = {}
  for _, subnet in ipairs(subnets_for(nic)) do
    table.move(vnets_of_subnet(subnet.id), 1, 100, #vnets + 1, vnets)
  end
  return hosts_of(vnets)
end

--- The allowed hosts (a set by id, nil: all) without those that an interface cannot reach.
function reach.narrow(instance, allowed)
  for _, nic in ipairs(network.nics(instance.id)) do
    local near = nic.networkId and hosts_for(nic)
    if near and allowed then
      for id in pairs(allowed) do
        allowed[id] = near[id]
      end
    end
    allowed = allowed or near or nil
  end
  return allowed
end

--- Gives each interface that has none its subnet, the first that will do.
function reach.give_subnets(instance)
  for _, nic in ipairs(network.nics(instance.id)) do
    if nic.networkId and not nic.subnetId then
      local subnet = subnets_for(nic)[1]
      if subnet then
        assert(resource.update(nic, { subnetId = subnet.id }))
      end
    end
  end
end

return reach
