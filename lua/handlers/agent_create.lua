--- Gives an agent an account and a key of its own, so that it can speak for itself alone.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("agent_create", {
  run = function(agent)
    local account = flow.ensure("account", { uuid = "agentAccount" .. agent.id }, {
      kind = "agent",
      name = "Agent " .. agent.id,
    })
    flow.ensure("credential", { accountId = account.id, kind = "agentApiKey" })
    flow.activate(account)
    if agent.accountId ~= account.id then
      return { accountId = account.id }
    end
  end,
})
