--- Sees to it that somebody serves the network of an interface: for every provider the instance
-- that works on this virtual network, and what its agent, and those of the others, must know.
--
-- The first start on a new machine makes that instance; who made it waits for its agent before
-- the thing itself is started (instance_host_map_wait).

local agent_instance = require("stampede.agent_instance")
local config = require("stampede.config")
local handler = require("stampede.handler")
local items = require("stampede.items")
local network = require("stampede.network")
local resource = require("stampede.resource")

local function base_and(services)
  local wanted = items.of_services(services)
  table.move(items.BASE.apply, 1, #items.BASE.apply, #wanted.apply + 1, wanted.apply)
  table.move(items.BASE.increment, 1, #items.BASE.increment, #wanted.increment + 1, wanted.increment)
  return wanted
end

return handler.define("nic_agent_instance", {
  run = function(nic, task)
    local providers = nic.networkId and nic.vnetId and network.providers(nic.networkId) or {}
    local instance = #providers > 0 and nic.instanceId and resource.get("instance", nic.instanceId)
    if not instance then
      return
    end
    local services = network.services(nic.networkId)
    for _, provider in ipairs(providers) do
      local mine
      if instance.agentId then
        mine = resource.get("agent", instance.agentId)
      else
        mine = agent_instance.ensure(provider, nic)
      end
      if mine then
        local key = ("nic %d agent %d"):format(nic.id, mine.id)
        config.ask(task, key, mine.id, base_and(services), not instance.agentId)
      end
      for _, other in ipairs(mine and agent_instance.all(provider) or {}) do
        if other.agent.id ~= mine.id then
          local key = ("nic %d agent %d"):format(nic.id, other.agent.id)
          config.ask(task, key, other.agent.id, items.of_services(services))
        end
      end
    end
  end,
})
