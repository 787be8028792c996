--- Stable addresses of linked instances of a network.

local schema = require("stampede.schema")

return schema.define("linkService", {
  parent = "networkService",
  description = "Stable addresses of linked instances of a network.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
})
