--- Names of the instances of a network, answered inside it.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("dnsService", {
  parent = "networkService",
  description = "Names of the instances of a network, answered inside it.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
  fields = {
    { dns = field.array {
      of = "string", access = "rcu", nullable = false, fields = true,
      description = "Servers that answer what this one does not know.",
    } },
  },
})
