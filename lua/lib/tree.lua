--- What an agent is told about a resource: the row with everything it needs to know around it.
--
-- Agents hold no truth, so a command carries all of it. Map rows that were removed are left
-- out; removed children are kept, because a command may be about taking them away.

local flow = require("stampede.flow")
local resource = require("stampede.resource")

local tree = {}

-- A copy one level deep, so that what is hung on it never reaches the row itself.
local function copy(res)
  local node = {}
  for key, value in pairs(res) do
    node[key] = value
  end
  return node
end

local function get(type, id)
  if not id then
    return nil
  end
  local res = resource.get(type, id)
  return res and copy(res)
end

local function through(map_type, via, id, target_type, target_via)
  local list = {}
  for _, map in ipairs(flow.maps(map_type, via, id)) do
    list[#list + 1] = get(target_type, map[target_via])
  end
  return list
end

-- What the driver left behind is long, and of no use to it.
local function lean(instance)
  local node = copy(instance)
  if node.data then
    node.data = copy(node.data)
    node.data.dockerInspect = nil
    node.data.dockerContainer = nil
    node.data.libvirt = nil
  end
  return node
end

--- volume: instance, image, storagePools
function tree.volume(volume)
  local node = copy(volume)
  if volume.instanceId then
    local instance = resource.get("instance", volume.instanceId)
    node.instance = instance and lean(instance)
  end
  node.image = get("image", volume.imageId)
  node.storagePools =
    through("volumeStoragePoolMap", "volumeId", volume.id, "storagePool", "storagePoolId")
  return node
end

--- nic: ipAddresses, network
function tree.nic(nic)
  local node = copy(nic)
  node.ipAddresses = through("ipAddressNicMap", "nicId", nic.id, "ipAddress", "ipAddressId")
  node.network = get("network", nic.networkId)
  return node
end

--- instance: image, volumes, nics, ports
function tree.instance(instance)
  local node = lean(instance)
  node.image = get("image", instance.imageId)
  node.volumes, node.nics, node.ports = {}, {}, {}
  for _, volume in ipairs(resource.list("volume", { instanceId = instance.id })) do
    local child = copy(volume)
    child.image = volume.imageId == instance.imageId and node.image or get("image", volume.imageId)
    node.volumes[#node.volumes + 1] = child
  end
  for _, nic in ipairs(resource.list("nic", { instanceId = instance.id })) do
    node.nics[#node.nics + 1] = tree.nic(nic)
  end
  for _, port in ipairs(flow.maps("port", "instanceId", instance.id)) do
    node.ports[#node.ports + 1] = copy(port)
  end
  return node
end

--- instanceHostMap: instance, host
function tree.instance_host_map(map, instance, host)
  local node = copy(map)
  node.instance = tree.instance(instance)
  node.host = copy(host)
  return { instanceHostMap = node }
end

--- imageStoragePoolMap: image, storagePool
function tree.image_map(map, image, pool)
  local node = copy(map)
  node.image = copy(image)
  node.storagePool = copy(pool)
  return { imageStoragePoolMap = node }
end

--- volumeStoragePoolMap: volume, storagePool
function tree.volume_map(map, volume, pool)
  local node = copy(map)
  node.volume = tree.volume(volume)
  node.storagePool = copy(pool)
  return { volumeStoragePoolMap = node }
end

return tree
