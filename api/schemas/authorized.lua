--- The SSH keys with which the server may come in.

local schema = require("stampede.schema")

return schema.define("authorized", {
  plural = "authorized_keys",
  description = "The SSH keys with which the server may come in.",
  table = false,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
    agent = { collection = "GET", resource = "GET" },
    agentRegister = { collection = "GET", resource = "GET" },
    super = { collection = "GET", resource = "GET" },
  },
  fields = {},
})
