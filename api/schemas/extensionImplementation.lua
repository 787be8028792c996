--- A handler that stands at an extension point.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("extensionImplementation", {
  description = "A handler that stands at an extension point.",
  table = false,
  methods = {
    collection = "POST", resource = "GET PUT DELETE",
    super = { collection = "", resource = "GET" },
  },
  fields = {
    { name = field.string { access = "rcu", nullable = false, description = "The handler's name." } },
    { className = field.string { nullable = false, description = "Where it is from: `lua`, or `external`." } },
    { properties = field.map {
      of = "string", nullable = false,
      description = "Of an external handler: name, eventName, priority, retry, timeoutMillis.",
    } },
  },
})
