--- A subnet that is reachable in a virtual network.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("subnetVnetMap", {
  description = "A subnet that is reachable in a virtual network.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
  fields = {
    { id = standard.id() },
    { name = standard.name { access = "rcu" } },
    { description = standard.description { access = "rcu" } },
    { uuid = standard.uuid { access = "rc" } },
    { kind = standard.kind { access = "rc" } },
    { state = standard.state() },
    { subnetId = field.reference {
      to = "subnet", access = "rcu", max_length = 255,
      description = "A subnet that the virtual network carries.",
    } },
    { vnetId = field.reference {
      to = "vnet", access = "rcu", max_length = 255,
      description = "The virtual network.",
    } },
    { created = standard.created() },
    { removed = standard.removed() },
    { removeTime = standard.removeTime { access = "ru" } },
    { transitioning = standard.transitioning() },
    { transitioningMessage = standard.transitioningMessage() },
    { transitioningProgress = standard.transitioningProgress() },
    { data = standard.data { access = "rcu" } },
  },
})
