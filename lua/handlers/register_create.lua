--- Lets a new host in: whoever made a `register` with a key of its own gets an agent, and that
-- one's keys.
--
-- The secret stays sealed as it is in the credential.

local agent_account = require("stampede.agent_account")
local err = require("stampede.error")
local flow = require("stampede.flow")
local handler = require("stampede.handler")
local resource = require("stampede.resource")

return handler.define("register_create", {
  run = function(register)
    if register.kind ~= "register" then
      return
    elseif not register.key or register.key == "" then
      return nil, err.new("invalid", "a key is needed", { field = "key" })
    end
    local agent = flow.ensure("agent", { uri = "event://" .. register.uuid }, {
      kind = "registeredAgent",
      managedConfig = true,
      data = {
        registrationKey = register.key,
        agentResourcesAccountId = register.accountId,
      },
    })
    agent = agent_account.give(agent)
    flow.launch(agent)
    local key = agent_account.key(agent)
    if not key then
      return nil, err.new("unavailable", "the agent's key is not there yet")
    end
    if register.accessKey ~= key.publicValue then
      assert(resource.update(register, {
        accessKey = key.publicValue,
        secretKey = key.secretValue,
        ["+data"] = { agentId = agent.id },
      }))
    end
  end,
})
