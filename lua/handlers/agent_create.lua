--- Gives an agent an account and a key of its own, so that it can speak for itself alone.

local agent_account = require("stampede.agent_account")
local handler = require("stampede.handler")

return handler.define("agent_create", {
  run = function(agent)
    agent_account.give(agent)
  end,
})
