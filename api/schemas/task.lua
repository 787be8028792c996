--- Something that the server does again and again.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("task", {
  description = "Something that the server does again and again.",
  table = true,
  methods = {
    collection = "GET", resource = "GET",
  },
  fields = {
    { id = standard.id() },
    { name = field.string {
      access = "rcu", max_length = 128,
      description = "What it is called: `purge.resources`, for example.",
    } },
  },
  actions = { execute = { output = "task", description = "Does it now." } },
})
