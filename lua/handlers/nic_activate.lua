--- Connects an interface: its network and virtual network are up, it has an address of its
-- subnet and a MAC address.
--
-- An interface whose network is the host's own matter (no subnet) gets no address here; the host
-- reports one. Docker chooses the MAC addresses of such containers itself.

local address = require("stampede.address")
local err = require("stampede.error")
local flow = require("stampede.flow")
local handler = require("stampede.handler")
local network = require("stampede.network")
local pool = require("stampede.pool")
local resource = require("stampede.resource")

local function find_vnet(nic)
  if nic.vnetId then
    return resource.get("vnet", nic.vnetId)
  end
  local maps = nic.subnetId and flow.maps("subnetVnetMap", "subnetId", nic.subnetId) or {}
  if #maps == 1 then
    return resource.get("vnet", maps[1].vnetId)
  end
  for _, host in ipairs(#maps > 1 and network.hosts(nic.instanceId) or {}) do
    local vnet = network.vnet_near(nic.networkId, host)
    if vnet then
      return vnet
    end
  end
  return nil
end

-- The old way of a network without a prefix: from the interface's uuid.
local function own_mac(nic)
  local hex = nic.uuid:gsub("[^%x]", ""):lower()
  local bytes = { "02" } -- locally administered, unicast
  for i = #hex - 9, #hex - 1, 2 do
    bytes[#bytes + 1] = hex:sub(i, i + 1)
  end
  return table.concat(bytes, ":")
end

local function mac(nic, net)
  local instance = nic.instanceId and resource.get("instance", nic.instanceId)
  if not nic.subnetId and not (instance and instance.kind == "virtualMachine") then
    return nil
  end
  if not (net and net.macPrefix) then
    return own_mac(nic)
  end
  local text, fault = pool.take_one(pool.macs(net), nic)
  if not text then
    error(fault.code == "conflict" and err.new("conflict", "network has no MAC address left") or fault)
  end
  return text
end

return handler.define("nic_activate", {
  run = function(nic)
    local net = nic.networkId and resource.get("network", nic.networkId)
    if net then
      net = flow.activate(net)
    end
    local vnet = net and find_vnet(nic)
    if vnet then
      flow.activate(vnet)
    end
    if nic.subnetId then
      address.give(nic)
    end
    local fields = {}
    if vnet and nic.vnetId ~= vnet.id then
      fields.vnetId = vnet.id
    end
    if not nic.macAddress then
      fields.macAddress = mac(nic, net)
    end
    return next(fields) and fields or nil
  end,
})
