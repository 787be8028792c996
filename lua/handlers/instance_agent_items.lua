--- What the agent inside an instance needs to begin with: a token by which it is known, and its
-- configuration, which it asks for once it is up.

local config = require("stampede.config")
local handler = require("stampede.handler")
local id = require("stampede.id")
local items = require("stampede.items")
local resource = require("stampede.resource")

return handler.define("instance_agent_items", {
  run = function(instance, task)
    if not instance.agentId then
      return
    end
    if not instance.token then
      assert(resource.update(instance, { token = id.secret() }))
    end
    config.ask(task, "start " .. instance.id, instance.agentId, items.BASE)
  end,
})
