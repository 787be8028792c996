--- An object without a type of its own; its kind says what it is.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("genericObject", {
  description = "An object without a type of its own; its kind says what it is.",
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
    { key = field.string {
      max_length = 255,
      description = "Tells it from others of its kind.",
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
