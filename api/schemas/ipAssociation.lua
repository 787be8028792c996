--- A public address that stands for a private one.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("ipAssociation", {
  description = "A public address that stands for a private one.",
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
    { childIpAddressId = field.reference {
      to = "ipAddress", access = "rcu", max_length = 255,
      description = "The private address.",
    } },
    { ipAddressId = field.reference {
      to = "ipAddress", access = "rcu", max_length = 255,
      description = "The public address.",
    } },
    { role = field.string {
      access = "rcu", max_length = 255,
      description = "What it is for.",
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
