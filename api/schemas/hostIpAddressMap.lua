--- Says which addresses a host has.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("hostIpAddressMap", {
  description = "Says which addresses a host has.",
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
      description = "The host that has the address.",
    } },
    { ipAddressId = field.reference {
      to = "ipAddress", access = "rcu", max_length = 255,
      description = "The address that it has.",
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
