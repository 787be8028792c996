--- The way out of a network through the address of the host.

local schema = require("stampede.schema")

return schema.define("hostNatGatewayService", {
  parent = "networkService",
  description = "The way out of a network through the address of the host.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
})
