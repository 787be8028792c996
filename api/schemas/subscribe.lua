--- A stream of events for one who listens.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("subscribe", {
  plural = "subscribe",
  description = "A stream of events for one who listens.",
  table = false,
  methods = {
    collection = "GET POST", resource = "GET",
    user = { collection = "GET POST", resource = "GET" },
    agent = { collection = "GET POST", resource = "GET" },
  },
  fields = {
    { agentId = field.reference {
      to = "agent", access = "rcu", agent = "rc",
      description = "Hear what is meant for this agent.",
    } },
    { eventNames = field.array {
      of = "string", access = "rc", user = "rc", agent = "rc", min_length = 1,
      valid_chars = "*._0-9a-zA-Z;=", nullable = false, filters = "eq",
      description = "Names of the events to hear; `*` stands for anything.",
    } },
  },
})
