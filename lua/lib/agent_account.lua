--- The account and the key with which an agent speaks for itself alone.

local flow = require("stampede.flow")
local resource = require("stampede.resource")

local agent_account = {}

--- The agent with its account, both made when they are missing.
function agent_account.give(agent)
  local account = flow.ensure("account", { uuid = "agentAccount" .. agent.id }, {
    kind = "agent",
    name = "Agent " .. agent.id,
  })
  flow.ensure("credential", { accountId = account.id, kind = "agentApiKey" })
  flow.activate(account)
  if agent.accountId ~= account.id then
    agent = assert(resource.update(agent, { accountId = account.id }))
  end
  return agent
end

--- The active key of an agent, or nil.
function agent_account.key(agent)
  return agent.accountId and resource.first("credential", {
    accountId = agent.accountId, kind = "agentApiKey", state = "active",
  }, { removed = false })
end

return agent_account
