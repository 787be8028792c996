--- The placement of an instance on a host; active while the instance runs there.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("instanceHostMap", {
  description = "The placement of an instance on a host; active while the instance runs there.",
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
      description = "The host that has a place for the instance.",
    } },
    { instanceId = field.reference {
      to = "instance", access = "rcu", max_length = 255,
      description = "The instance that is placed.",
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
