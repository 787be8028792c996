--- Where the console of an instance can be seen.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("instanceConsole", {
  description = "Where the console of an instance can be seen.",
  table = false,
  methods = {
    collection = "POST", resource = "GET PUT DELETE",
    user = { collection = "", resource = "GET" },
  },
  fields = {
    { kind = field.string {
      access = "rc", user = "r", nullable = false,
      description = "Which kind of console it is.",
    } },
    { url = field.string {
      user = "r", nullable = false, fields = true,
      description = "Where the console is.",
    } },
    { password = field.password {
      wire = "string", user = "r", nullable = false, fields = true,
      description = "What it asks for.",
    } },
  },
})
