--- A key for the API: user name and password of HTTP Basic authentication.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("apiKey", {
  parent = "credential",
  description = "A key for the API: user name and password of HTTP Basic authentication.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
    user = { collection = "GET POST", resource = "GET PUT DELETE" },
  },
  fields = {
    { publicValue = field.string {
      access = "rcu", user = "r", max_length = 4096,
      description = "The half that may be seen: the access key, or a public key.",
    } },
    { secretValue = field.password {
      wire = "string", access = "rcu", user = "r", max_length = 4096,
      description = "The half to keep: kept sealed, shown only to those who may use it.",
    } },
  },
})
