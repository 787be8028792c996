--- A network that instances are connected to.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("network", {
  description = "A network that instances are connected to.",
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
    { domain = field.string {
      max_length = 128,
      description = "The DNS domain of its instances.",
    } },
    { isPublic = field.boolean {
      access = "rcu", max_length = 255, nullable = false,
      description = "Whether every account may use it.",
    } },
    { macPrefix = field.string {
      nullable = false, fields = true,
      description = "How the MAC addresses of its interfaces begin.",
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
