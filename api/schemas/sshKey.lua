--- A pair of SSH keys; the public half goes into instances.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

return schema.define("sshKey", {
  parent = "credential",
  description = "A pair of SSH keys; the public half goes into instances.",
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
    { created = standard.created() },
    { removed = standard.removed() },
    { transitioning = standard.transitioning() },
    { transitioningMessage = standard.transitioningMessage() },
    { transitioningProgress = standard.transitioningProgress() },
  },
})
