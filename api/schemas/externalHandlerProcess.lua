--- A process, by name, in which programs outside work.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

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
