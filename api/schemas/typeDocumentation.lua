--- What a type is for: sentences for people, beside the schema for programs.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("typeDocumentation", {
  description = "What a type is for, and each of its fields and actions: sentences for people.",
  table = false,
  methods = {
    collection = "GET", resource = "GET",
    user = { collection = "GET", resource = "GET" },
  },
  fields = {
    { id = field.string { nullable = false, user = "r", description = "The name of the type it is about." } },
    { description = field.string {
      nullable = false, access = "rcu", user = "rcu",
      description = "What a resource of the type is.",
    } },
    { resourceFields = field.map {
      of = "fieldDocumentation", nullable = false, user = "r", contract = { access = "r" },
      description = "Each field that you may see, and what it says. (Users did not see it in the 2014 system.)",
    } },
    { resourceActions = field.map {
      of = "fieldDocumentation", nullable = false, user = "r", extension = true,
      description = "Each action, and what it does. (Not in the 2014 system.)",
    } },
  },
})
