--- Assigns an agent whose configuration is managed what it must have, and tells it.
--
-- It is active all the same when it does not apply that now: the task config.item.sync repeats it.

local config = require("stampede.config")
local handler = require("stampede.handler")
local setting = require("stampede.setting")

return handler.define("agent_config", {
  run = function(agent, task)
    if not agent.managedConfig then
      return
    end
    local names = {}
    for name in setting.get("agent.config.items", "pyagent,configscripts"):gmatch("[^,%s]+") do
      names[#names + 1] = name
    end
    config.ask(task, "agent " .. agent.id, agent.id, { apply = names })
  end,
})
