--- What one field or action is for; only found inside of a typeDocumentation.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("fieldDocumentation", {
  description = "What one field or action is for; only found inside of a typeDocumentation.",
  table = false,
  methods = { collection = "POST", resource = "GET PUT DELETE" },
  fields = {
    { description = field.string { nullable = false, access = "rcu", description = "What it says or does." } },
    { placeholder = field.string {
      nullable = false, description = "An example of what can be written there; null: none is needed.",
    } },
  },
})
