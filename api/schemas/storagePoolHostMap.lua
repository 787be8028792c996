--- Says which hosts can reach a storage pool.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("storagePoolHostMap", {
  description = "Says which hosts can reach a storage pool.",
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
    { hostId = field.reference {
      to = "host", access = "rcu", max_length = 255,
      description = "A host that can reach the pool.",
    } },
    { storagePoolId = field.reference {
      to = "storagePool", access = "rcu", max_length = 255,
      description = "The pool that the host can reach.",
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
