--- What an instance can ask about itself at 169.254.169.254.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("metadataService", {
  parent = "networkService",
  description = "What an instance can ask about itself at 169.254.169.254.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
  fields = {
    { configDrive = field.boolean {
      access = "rcu", default = false, nullable = false, fields = true,
      description = "Whether the data is given to the instance on a disk, too.",
    } },
  },
})
