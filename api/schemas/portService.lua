--- Public ports of the instances of a network, published by its own means.

local schema = require("stampede.schema")

return schema.define("portService", {
  parent = "networkService",
  description = "Public ports of the instances of a network, published by its own means.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
})
