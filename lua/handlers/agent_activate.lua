--- Waits until an agent answers, and takes in what it says of its machine.
--
-- Serves activate and reconnect alike: an agent that is away is asked again for as long as
-- it takes.

local agents = require("stampede.agent")
local handler = require("stampede.handler")
local inventory = require("stampede.inventory")

return handler.define("agent_activate", {
  timeout = 120,
  run = function(agent, task)
    local reply, fault = agents.request(agent.id, "ping", {
      resourceType = "agent",
      resourceId = agent.id,
      data = { options = { stats = true, resources = true, instances = true } },
    }, { timeout = 5, attempts = 3 })
    if not reply then
      if task.process == "agent.reconnect" and task.attempt >= 5 then
        inventory.mark(agent.id, "disconnected")
      end
      return nil, fault
    end
    inventory.ping_reply(agent.id, reply)
  end,
})
