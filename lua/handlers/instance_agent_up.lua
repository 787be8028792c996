--- The instance of an agent runs, so the agent in it can be reached: it is made active.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local resource = require("stampede.resource")

return handler.define("instance_agent_up", {
  run = function(instance)
    local agent = instance.agentId and resource.get("agent", instance.agentId)
    if agent and not agent.removed then
      flow.launch(agent)
    end
  end,
})
