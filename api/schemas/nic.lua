--- The connection of one instance to one network.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("nic", {
  description = "The connection of one instance to one network.",
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
    { instanceId = field.reference {
      to = "instance", access = "rcu", user = "r", max_length = 255,
      description = "The instance that it is plugged into.",
    } },
    { networkId = field.reference {
      to = "network", access = "rcu", user = "r", max_length = 255,
      description = "The network that it leads to.",
    } },
    { subnetId = field.reference {
      to = "subnet", access = "rcu", user = "r", max_length = 255,
      description = "The subnet it is part of.",
    } },
    { vnetId = field.reference {
      to = "vnet", access = "rcu", max_length = 255,
      description = "The virtual network it is part of.",
    } },
    { deviceNumber = field.int {
      max_length = 255,
      description = "Its place among the instance's interfaces, from 0.",
    } },
    { macAddress = field.string {
      user = "r", max_length = 128,
      description = "The MAC address, once it is known.",
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
