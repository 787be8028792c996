--- A new address of a host is news for the tunnels of every network that has interfaces there.

local agent_instance = require("stampede.agent_instance")
local config = require("stampede.config")
local flow = require("stampede.flow")
local handler = require("stampede.handler")
local network = require("stampede.network")

return handler.define("host_ip_items", {
  run = function(map, task)
    local seen = {}
    if not map.hostId then
      return
    end
    for _, tie in ipairs(flow.maps("hostVnetMap", "hostId", map.hostId)) do
      local vnet = flow.referred(tie, "vnet")
      for _, provider in ipairs(vnet and network.providers(vnet.networkId) or {}) do
        for _, one in ipairs(agent_instance.all(provider)) do
          if not seen[one.agent.id] then
            seen[one.agent.id] = true
            local key = ("hostip %d agent %d"):format(map.id, one.agent.id)
            config.ask(task, key, one.agent.id, { increment = { "ipsec-hosts" } })
          end
        end
      end
    end
  end,
})
