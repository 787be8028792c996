--- A value by which operators change how the system behaves.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("setting", {
  description = "A value by which operators change how the system behaves.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
  fields = {
    { id = field.int { description = "The number of the setting." } },
    { name = field.string {
      access = "rc", max_length = 255,
      description = "What it is called: `object.remove.time.delay.seconds`.",
    } },
    { value = field.string {
      access = "rcu", max_length = 1024,
      description = "What it is set to, as text.",
    } },
  },
})
