--- That a program outside works in a process.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("externalHandlerExternalHandlerProcessMap", {
  description = "That a program outside works in a process; it does while this is active.",
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
    { externalHandlerId = field.reference {
      to = "externalHandler", access = "rcu", max_length = 255,
      description = "The program.",
    } },
    { externalHandlerProcessId = field.reference {
      to = "externalHandlerProcess", access = "rcu", max_length = 255,
      description = "A process that the handler takes part in.",
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
