--- The root of a version of this API, with a link to every collection.

local schema = require("stampede.schema")

return schema.define("apiVersion", {
  description = "The root of a version of this API, with a link to every collection.",
  table = false,
  methods = {
    collection = "POST", resource = "GET PUT DELETE",
  },
  fields = {},
})
