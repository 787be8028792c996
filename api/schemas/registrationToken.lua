--- A key that signs the tokens with which new hosts register themselves.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("registrationToken", {
  parent = "credential",
  description = "A key that signs the tokens with which new hosts register themselves.",
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
    { publicValue = field.hidden {} },
    { secretValue = field.hidden {} },
  },
})
