--- A port of an instance that is reachable from outside.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("port", {
  description = "A port of an instance that is reachable from outside.",
  table = true,
  methods = {
    collection = "GET", resource = "GET PUT",
    user = { collection = "GET", resource = "GET PUT" },
  },
  fields = {
    { id = standard.id { user = "r" } },
    { name = standard.name { access = "rcu", user = "rcu" } },
    { description = standard.description { access = "rcu", user = "rcu" } },
    { uuid = standard.uuid { access = "rc", user = "r" } },
    { kind = standard.kind { access = "rc", user = "r" } },
    { state = standard.state { user = "r" } },
    { accountId = standard.accountId { access = "rcu" } },
    { instanceId = field.reference {
      to = "instance", user = "r", max_length = 255,
      description = "The instance that listens there.",
    } },
    { privatePort = field.int {
      user = "r", max_length = 255,
      description = "The port inside the instance.",
    } },
    { publicPort = field.int {
      access = "ru", user = "ru", max_length = 255, schedule_update = true,
      description = "The port outside; chosen by the host when it was not asked for.",
    } },
    { protocol = field.string { user = "r", max_length = 128, description = "The transport: tcp or udp." } },
    { privateIpAddressId = field.reference {
      to = "ipAddress", user = "r", max_length = 255,
      description = "The instance's address that the port leads to.",
    } },
    { publicIpAddressId = field.reference {
      to = "ipAddress", user = "r", max_length = 255,
      description = "The host's address that the port is reached at.",
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
