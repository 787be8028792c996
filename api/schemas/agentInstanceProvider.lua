--- Provides the services of a network by a container of its own on every virtual network.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("agentInstanceProvider", {
  parent = "networkServiceProvider",
  description = "Provides the services of a network by a container of its own on every virtual network.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
  fields = {
    { agentInstanceImageUuid = field.string {
      access = "rcu", nullable = false, fields = true,
      description = "The image of the containers that do the work; the setting "
        .. "agent.instance.image.uuid when absent.",
    } },
  },
})
