--- A gateway of a network that is not the host's.

local schema = require("stampede.schema")

return schema.define("gatewayService", {
  parent = "networkService",
  description = "A gateway of a network that is not the host's.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
})
