--- The request of a new host to be let in.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("register", {
  parent = "genericObject",
  plural = "register",
  description = "The request of a new host to be let in.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
  fields = {
    { key = field.string {
      access = "rc", max_length = 255, required = true, nullable = true,
      description = "A secret of the new host's own; whoever knows it sees the keys.",
    } },
    { authToken = field.string {
      nullable = false, fields = true,
      description = "The two keys as one header of HTTP Basic authentication.",
    } },
    { accessKey = field.string {
      nullable = false, fields = true,
      description = "The access key of the new agent.",
    } },
    { secretKey = field.password {
      nullable = false, fields = true,
      description = "The secret key of the new agent.",
    } },
  },
})
