--- Addresses of network interfaces and hosts: finding and keeping the rows.
--
-- A `docker` or `dhcp` address is what the host reported; it changes with each start and is
-- nulled when the interface goes down.

local flow = require("stampede.flow")
local resource = require("stampede.resource")

local address = {}

--- The addresses of a nic, primary first, then in the order they came.
function address.of_nic(nic_id)
  local list = {}
  for _, map in ipairs(flow.maps("ipAddressNicMap", "nicId", nic_id)) do
    list[#list + 1] = flow.referred(map, "ipAddress")
  end
  table.sort(list, function(a, b)
    local x, y = a.role == "primary", b.role == "primary"
    if x ~= y then
      return x
    end
    return a.id < b.id
  end)
  return list
end

--- The lowest interface of an instance, or nil.
function address.first_nic(instance_id)
  for _, nic in ipairs(flow.children("nic", "instanceId", instance_id)) do
    if not nic.removed then
      return nic
    end
  end
  return nil
end

--- The first address of the first interface that has one, or nil.
function address.primary(instance_id)
  for _, nic in ipairs(flow.children("nic", "instanceId", instance_id)) do
    if not nic.removed then
      local ip = address.of_nic(nic.id)[1]
      if ip and ip.address then
        return ip
      end
    end
  end
  return nil
end

--- The public address that stands for a private one, or nil.
function address.associated(ip)
  for _, tie in ipairs(flow.maps("ipAssociation", "childIpAddressId", ip.id)) do
    local public = flow.referred(tie, "ipAddress")
    if public and public.address and not public.removed then
      return public
    end
  end
  return nil
end

--- The first address of a host, or nil.
function address.of_host(host_id)
  local map = flow.maps("hostIpAddressMap", "hostId", host_id)[1]
  return map and flow.referred(map, "ipAddress")
end

-- Brings a reported address to life beside the caller: nobody waits for it.
local function wake(ip)
  if ip.state == "inactive" or ip.state == "deactivating" then
    assert(resource.schedule(ip, "activate"))
  else
    flow.launch(ip)
  end
  return ip
end

-- A uuid that no removed row has: addresses that somebody removed are not brought back.
local function fresh_uuid(uuid)
  local candidate, turn = uuid, 1
  while true do
    local row = resource.first("ipAddress", { uuid = candidate })
    if not row or not row.removed then
      return candidate
    end
    turn = turn + 1
    candidate = ("%s-%d"):format(uuid, turn)
  end
end

--- Sees to it that a nic with a subnet has an active address of that subnet.
function address.give(nic)
  local found
  for _, ip in ipairs(address.of_nic(nic.id)) do
    if ip.subnetId == nic.subnetId and not ip.removed then
      found = ip
      break
    end
  end
  -- Until the map is there, a second run knows the address by its uuid alone.
  found = found or flow.ensure("ipAddress", { uuid = fresh_uuid(nic.uuid .. "-primary") }, {
    accountId = nic.accountId,
    role = "primary",
    subnetId = nic.subnetId,
    networkId = nic.networkId,
  })
  for _, map in ipairs(flow.maps("ipAddressNicMap", "nicId", nic.id)) do
    flow.activate(map)
  end
  flow.activate(flow.ensure("ipAddressNicMap", { nicId = nic.id, ipAddressId = found.id }))
  return flow.activate(found)
end

--- Notes the address that a host reported for a nic.
function address.report(nic, kind, text)
  for _, map in ipairs(flow.maps("ipAddressNicMap", "nicId", nic.id)) do
    local ip = flow.referred(map, "ipAddress")
    if ip and (ip.kind == kind or ip.address == text) then
      if ip.address ~= text then
        ip = assert(resource.update(ip, { address = text }))
      end
      flow.launch(map)
      return wake(ip)
    end
  end
  -- The map is what tells a second run about the address: until it is there, the address is
  -- known by its uuid alone.
  local ip = flow.ensure("ipAddress", { uuid = nic.uuid .. "-" .. kind }, {
    accountId = nic.accountId,
    kind = kind,
    address = text,
    networkId = nic.networkId,
  }, "create")
  flow.launch(flow.ensure("ipAddressNicMap", { nicId = nic.id, ipAddressId = ip.id }, nil, "create"))
  return wake(ip)
end

--- Notes an address of a host.
function address.report_host(host, text)
  for _, map in ipairs(flow.maps("hostIpAddressMap", "hostId", host.id)) do
    local ip = flow.referred(map, "ipAddress")
    if ip and ip.address == text then
      flow.launch(map)
      return wake(ip)
    end
  end
  local ip = flow.ensure("ipAddress", { uuid = host.uuid .. "-" .. text }, {
    accountId = host.accountId,
    address = text,
  }, "create")
  local map = flow.ensure("hostIpAddressMap", { hostId = host.id, ipAddressId = ip.id }, nil, "create")
  flow.launch(map)
  return wake(ip)
end

return address
