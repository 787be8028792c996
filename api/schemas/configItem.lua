--- A piece of configuration that agents apply.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("configItem", {
  description = "A piece of configuration that agents apply.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
  fields = {
    { id = standard.id() },
    { name = standard.name { access = "rcu" } },
    { sourceVersion = field.string {
      access = "rcu", max_length = 1024,
      description = "A hash of its content.",
    } },
  },
})
