--- A virtual network: a broadcast domain on one or more hosts.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("vnet", {
  description = "A virtual network: a broadcast domain on one or more hosts.",
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
    { networkId = field.reference {
      to = "network", access = "rcu", max_length = 255, required = true, nullable = true,
      description = "The network that it carries.",
    } },
    { uri = field.string {
      access = "rc", max_length = 255, required = true, nullable = true,
      description = "What it is on the host, such as bridge://docker0.",
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
