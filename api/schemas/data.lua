--- A name and a value that are kept for somebody.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("data", {
  description = "A name and a value that are kept for somebody.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
  fields = {
    { id = standard.id() },
    { name = standard.name { access = "rcu" } },
    { value = field.string {
      access = "rcu", max_length = 65535,
      description = "What is kept under the name.",
    } },
    { visible = field.boolean {
      max_length = 255, default = true, nullable = false,
      description = "Whether it may be shown.",
    } },
  },
})
