--- One run of a task.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("taskInstance", {
  description = "One run of a task.",
  table = true,
  methods = {
    collection = "GET", resource = "GET DELETE",
  },
  fields = {
    { id = standard.id() },
    { name = standard.name { access = "rcu", max_length = 128 } },
    { endTime = field.date {
      max_length = 255,
      description = "When it ended.",
    } },
    { exception = field.string {
      max_length = 255,
      description = "What went wrong; null when nothing.",
    } },
    { serverId = field.string {
      access = "rcu", max_length = 128,
      description = "The server that ran it.",
    } },
    { startTime = field.date {
      max_length = 255, nullable = false,
      description = "When it began.",
    } },
    { taskId = field.reference {
      to = "task", access = "rcu", max_length = 255, nullable = false,
      description = "The task that was run.",
    } },
  },
})
