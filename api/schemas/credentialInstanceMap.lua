--- A credential that an instance was given at its creation.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("credentialInstanceMap", {
  description = "A credential that an instance was given at its creation.",
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
    { credentialId = field.reference {
      to = "credential", access = "rcu", max_length = 255,
      description = "The credential that is put into the instance.",
    } },
    { instanceId = field.reference {
      to = "instance", access = "rcu", max_length = 255,
      description = "The instance that gets it.",
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
