--- A name under which one instance reaches another, wherever that one is.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("instanceLink", {
  description = "A name under which one instance reaches another, wherever that one is.",
  table = true,
  methods = {
    collection = "GET", resource = "GET PUT",
    user = { collection = "GET", resource = "GET PUT" },
  },
  fields = {
    { id = standard.id { user = "r" } },
    { name = standard.name { access = "rcu", user = "rcu" } },
    { description = standard.description { access = "rcu", user = "rcu" } },
    { uuid = standard.uuid { access = "rc", user = "r" } },
    { kind = standard.kind { access = "rc", user = "r" } },
    { state = standard.state { user = "r" } },
    { accountId = standard.accountId { access = "rcu" } },
    { instanceId = field.reference {
      to = "instance", user = "r", max_length = 255,
      description = "The instance that reaches.",
    } },
    { linkName = field.string {
      user = "r", max_length = 255,
      description = "The name under which the other is reached.",
    } },
    { targetInstanceId = field.reference {
      to = "instance", access = "rcu", user = "ru", max_length = 255, schedule_update = true,
      description = "The instance that is reached; it may be exchanged at any time.",
    } },
    { ports = field.array {
      of = "json", nullable = false, fields = true,
      description = "Where each port of the target is reached: ipAddress, publicPort, "
        .. "privatePort, protocol.",
    } },
    { created = standard.created { user = "r" } },
    { removed = standard.removed { user = "r" } },
    { removeTime = standard.removeTime { access = "ru" } },
    { transitioning = standard.transitioning { user = "r" } },
    { transitioningMessage = standard.transitioningMessage { user = "r" } },
    { transitioningProgress = standard.transitioningProgress { user = "r" } },
    { data = standard.data { access = "rcu" } },
  },
})
