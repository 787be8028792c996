--- What may be said when an instance is stopped.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("instanceStop", {
  description = "What may be said when an instance is stopped.",
  table = false,
  methods = {
    collection = "POST", resource = "GET PUT DELETE",
    user = { collection = "POST", resource = "GET" },
  },
  fields = {
    { remove = field.boolean {
      access = "rc", user = "rc", nullable = false, fields = true,
      description = "Whether the instance is removed when it has stopped.",
    } },
    { deallocateFromHost = field.boolean {
      access = "rc", nullable = false, fields = true,
      description = "Whether it gives up its place, so that the next start may choose "
        .. "another host.",
    } },
    { timeout = field.int {
      extension = true, access = "rc", user = "rc", fields = true,
      description = "Seconds it gets to end by itself before it is killed; 10 when absent. "
        .. "(Not in the 2014 system.)",
    } },
  },
})
