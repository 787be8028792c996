--- Makes what belongs to an instance: credentials, its root volume, its network interfaces.
--
-- Nothing is done on a host yet; that is the matter of its start. Children are known by
-- their device number, so a second run finds those of the first.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local resource = require("stampede.resource")

-- Asked for, else the account's default, else none.
local function wanted(instance, field, default_field)
  local list = instance[field]
  if list and #list > 0 then
    return list
  end
  local account = instance.accountId and resource.get("account", instance.accountId)
  return account and account[default_field] or {}
end

local function credentials(instance)
  for _, id in ipairs(wanted(instance, "credentialIds", "defaultCredentialIds")) do
    local map = flow.born("credentialInstanceMap", {
      instanceId = instance.id,
      credentialId = id,
    })
    flow.activate(map)
  end
end

local function root_volume(instance)
  if not instance.imageId then
    return
  end
  local image = resource.get("image", instance.imageId)
  flow.born("volume", { instanceId = instance.id, deviceNumber = 0 }, {
    accountId = instance.accountId,
    imageId = instance.imageId,
    attachedState = "active",
    format = image and image.format == "docker" and "docker" or nil,
  })
end

-- What each interface is connected to: networks, then subnets, then virtual networks.
local function connections(instance)
  local list = {}
  for _, id in ipairs(instance.networkIds or {}) do
    list[#list + 1] = { networkId = id }
  end
  for _, id in ipairs(instance.subnetIds or {}) do
    local subnet = assert(resource.get("subnet", id))
    list[#list + 1] = { subnetId = id, networkId = subnet.networkId }
  end
  for _, id in ipairs(instance.vnetIds or {}) do
    local vnet = assert(resource.get("vnet", id))
    list[#list + 1] = { vnetId = id, networkId = vnet.networkId }
  end
  if #list > 0 then
    return list
  end
  for _, id in ipairs(wanted(instance, "networkIds", "defaultNetworkIds")) do
    list[#list + 1] = { networkId = id }
  end
  local unmanaged = #list == 0 and resource.first("network", { uuid = "unmanaged" })
  return unmanaged and { { networkId = unmanaged.id } } or list
end

local function nics(instance)
  for i, connection in ipairs(connections(instance)) do
    connection.accountId = instance.accountId
    flow.born("nic", { instanceId = instance.id, deviceNumber = i - 1 }, connection)
  end
end

return handler.define("instance_create", {
  timeout = 120,
  run = function(instance)
    credentials(instance)
    root_volume(instance)
    nics(instance)
  end,
})
