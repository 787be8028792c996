--- Which version of a piece of configuration an agent shall have, and has.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("configItemStatus", {
  description = "Which version of a piece of configuration an agent shall have, and has.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
  fields = {
    { id = standard.id() },
    { name = standard.name { access = "rcu", description = "The name of the piece." } },
    { agentId = field.reference {
      to = "agent", access = "rcu", max_length = 255,
      description = "The agent that takes the item over.",
    } },
    { behind = field.boolean {
      extension = true, access = "", indexed = true, nullable = true,
      description = "Whether the agent has yet to apply what is asked for.",
    } },
    { appliedUpdated = field.date {
      access = "rcu", max_length = 255,
      description = "When it said so.",
    } },
    { appliedVersion = field.int {
      access = "rcu", max_length = 255, nullable = false,
      description = "The version that the agent last said it has; -1 for none.",
    } },
    { requestedUpdated = field.date {
      access = "rcu", max_length = 255, nullable = false,
      description = "When that was asked for.",
    } },
    { requestedVersion = field.int {
      access = "rcu", max_length = 255, nullable = false,
      description = "The version that it shall have.",
    } },
    { sourceVersion = field.string {
      access = "rcu", max_length = 255,
      description = "A hash of its content.",
    } },
  },
})
