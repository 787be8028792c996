--- An instance that works for a provider of network services.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("networkServiceProviderInstanceMap", {
  description = "An instance that works for a provider of network services.",
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
    { instanceId = field.reference {
      to = "instance", access = "rcu", max_length = 255,
      description = "The instance that works for the provider.",
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
