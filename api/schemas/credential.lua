--- A pair of a public and a secret value that belongs to an account.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("credential", {
  description = "A pair of a public and a secret value that belongs to an account.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
    user = { collection = "GET", resource = "GET" },
  },
  fields = {
    { id = standard.id { user = "r" } },
    { name = standard.name { access = "rcu", user = "rcu" } },
    { description = standard.description { access = "rcu", user = "rcu" } },
    { uuid = standard.uuid { access = "rc", user = "r" } },
    { kind = standard.kind { access = "rc", user = "r" } },
    { state = standard.state { user = "r" } },
    { accountId = standard.accountId { access = "rcu" } },
    { publicValue = field.string {
      access = "rcu", max_length = 4096, indexed = true,
      description = "The half that may be seen: the access key, or a public key.",
    } },
    { secretValue = field.password {
      wire = "string", access = "rcu", max_length = 4096,
      description = "The half to keep: kept sealed, shown only to those who may use it.",
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
