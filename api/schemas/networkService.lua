--- Something that a network does for its instances.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("networkService", {
  description = "Something that a network does for its instances.",
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
    { accountId = standard.accountId { access = "rcu" } },
    { networkId = field.reference {
      to = "network", access = "rcu", max_length = 255, required = true,
      description = "The network that has the service.",
    } },
    { networkServiceProviderId = field.reference {
      to = "networkServiceProvider", access = "rcu", max_length = 255,
      description = "Who provides it.",
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
