--- Addresses of the instances of a network, given out inside it.

local schema = require("stampede.schema")

return schema.define("dhcpService", {
  parent = "networkService",
  description = "Addresses of the instances of a network, given out inside it.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
})
