--- What all resources have in common.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("resource", {
  description = "What all resources have in common.",
  table = false,
  methods = {
    collection = "POST", resource = "GET PUT DELETE",
  },
  fields = {
    { id = field.string {
      nullable = false,
      description = "By what it is known; the letters in front tell the kind of table.",
    } },
    { actions = field.map {
      of = "json", nullable = false,
      description = "What can be done now, with where to post it.",
    } },
    { links = field.map {
      of = "json", nullable = false,
      description = "Where the resource and what hangs on it are.",
    } },
    { type = field.string { nullable = false, description = "Which schema describes it." } },
  },
})
