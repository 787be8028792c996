--- A process, by name, in which programs outside work.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("externalHandlerProcess", {
  plural = "externalHandlerProcesses",
  description = "A process, by name, in which programs outside work.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
  fields = {
    { id = standard.id() },
    { name = standard.name {
      access = "rcu",
      description = "The name of the process, with `pre.` or `post.` before it for those phases.",
    } },
    { isDefined = field.boolean {
      extension = true, access = "r", place = "live",
      description = "Whether there is such a process now. While there is none nobody is asked; a drop-in may bring it.",
    } },
    { description = standard.description { access = "rcu" } },
    { uuid = standard.uuid { access = "rc" } },
    { kind = standard.kind { access = "rc" } },
    { state = standard.state() },
    { created = standard.created() },
    { removed = standard.removed() },
    { removeTime = standard.removeTime { access = "ru" } },
    { transitioning = standard.transitioning() },
    { transitioningMessage = standard.transitioningMessage() },
    { transitioningProgress = standard.transitioningProgress() },
    { data = standard.data { access = "rcu" } },
  },
})
