--- What opening a console takes: nothing.

local schema = require("stampede.schema")

return schema.define("instanceConsoleInput", {
  description = "What opening a console takes: nothing.",
  table = false,
  methods = {
    collection = "POST", resource = "GET PUT DELETE",
    user = { collection = "", resource = "GET" },
  },
})
