--- A type of resources with a lifecycle.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("resourceDefinition", {
  description = "A type of resources with a lifecycle; its links lead to its processes and their drawing.",
  table = false,
  methods = {
    collection = "GET", resource = "GET",
  },
  fields = {
    { id = field.string { nullable = false, description = "The type's name." } },
    { name = field.string { access = "rcu", nullable = false, description = "The type's name: `instance`." } },
  },
})
