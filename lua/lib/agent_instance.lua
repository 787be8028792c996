--- Instances that work for a network: one for each virtual network and provider, with an agent
-- inside, which is reached through the agent of the host.

local agent_account = require("stampede.agent_account")
local check_instance = require("stampede.check_instance")
local flow = require("stampede.flow")
local network = require("stampede.network")
local resource = require("stampede.resource")
local setting = require("stampede.setting")

local agent_instance = {}

local function uri_of(vnet_id, provider_id)
  return ("delegate:///?vnetId=%d&networkServiceProviderId=%d"):format(vnet_id, provider_id)
end

--- The agent's row of the instance that serves a virtual network, and the instance; or nil.
function agent_instance.find(provider, vnet_id)
  local agent = resource.first("agent", { uri = uri_of(vnet_id, provider.id) }, { removed = false })
  local instance = agent
    and resource.first("instance", { agentId = agent.id }, { removed = false })
  return instance and agent, instance
end

local function group_of(nic)
  local host = nic.instanceId and network.hosts(nic.instanceId)[1]
  local row = host and host.agentId and resource.get("agent", host.agentId)
  return row and row.agentGroupId
end

local function image_of(provider)
  local uuid = provider.agentInstanceImageUuid or setting.get("agent.instance.image.uuid")
  if not uuid or uuid == "" then
    return nil
  end
  return assert(check_instance.image("container", uuid))
end

local function make(provider, nic, image)
  local agent = flow.ensure("agent", { uri = uri_of(nic.vnetId, provider.id) }, {
    managedConfig = false,
    agentGroupId = group_of(nic),
  })
  agent = agent_account.give(agent)
  local system = resource.first("account", { uuid = "system" })
  local instance = flow.ensure("instance", { agentId = agent.id }, {
    kind = "container",
    accountId = system and system.id,
    name = "Agent",
    imageId = image.id,
    imageUuid = image.uuid,
    instanceTriggeredStop = "restart",
    privileged = true,
    vnetIds = { nic.vnetId },
  })
  flow.activate(flow.ensure("networkServiceProviderInstanceMap", {
    networkServiceProviderId = provider.id,
    instanceId = instance.id,
  }))
  return agent, instance
end

--- The same as find, but one that is missing is made and one that has stopped is started, both
-- beside the caller. nil when nobody said which image it is made of.
function agent_instance.ensure(provider, nic)
  local agent, instance = agent_instance.find(provider, nic.vnetId)
  local made = instance and resource.first("networkServiceProviderInstanceMap", {
    networkServiceProviderId = provider.id, instanceId = instance.id, state = "active",
  })
  if not made then
    local image = image_of(provider)
    if not image then
      return nil
    end
    agent, instance = make(provider, nic, image)
  end
  flow.launch(instance)
  if instance.state == "stopped" then
    assert(resource.schedule(instance, "start"))
  end
  return agent, instance
end

--- All that serve a network by this provider: {agent, instance} pairs.
function agent_instance.all(provider)
  local list = {}
  for _, map in ipairs(flow.maps("networkServiceProviderInstanceMap", "networkServiceProviderId", provider.id)) do
    local instance = flow.referred(map, "instance")
    local agent = instance and instance.agentId and resource.get("agent", instance.agentId)
    if agent and not instance.removed then
      list[#list + 1] = { agent = agent, instance = instance }
    end
  end
  return list
end

return agent_instance
