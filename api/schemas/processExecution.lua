--- The log of one run of a process instance.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("processExecution", {
  description = "The log of one run of a process instance.",
  table = false, filters = true,
  methods = { collection = "GET", resource = "GET" },
  fields = {
    { id = field.int { description = "Its number: that of the process instance." } },
    { uuid = field.string { access = "rc", max_length = 128, description = "Another name of it." } },
    { processInstanceId = field.reference {
      to = "processInstance", access = "rcu", max_length = 255, nullable = false,
      description = "The process instance that ran.",
    } },
    { log = field.map {
      of = "json", max_length = 16777215,
      description = "Which process it was, how it ended and why; `history` tells each step.",
    } },
  },
})
