--- An IP address of an instance or of a host.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("ipAddress", {
  description = "An IP address of an instance or of a host.",
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
    { address = field.string {
      access = "rc", user = "r", max_length = 255,
      description = "The address itself.",
    } },
    { role = field.string {
      max_length = 128,
      description = "What it is used as: primary, secondary or public.",
    } },
    { networkId = field.reference {
      to = "network", user = "r", max_length = 255,
      description = "The network it is part of.",
    } },
    { subnetId = field.reference {
      to = "subnet", access = "rcu", user = "r", max_length = 255,
      description = "The subnet it is part of.",
    } },
    { ipPoolId = field.reference {
      to = "ipPool", access = "rcu", max_length = 255,
      description = "The pool it was acquired from.",
    } },
    { hostname = field.string {
      max_length = 255,
      description = "The name that stands for the address.",
    } },
    { isPublic = field.boolean {
      access = "rcu", max_length = 255, nullable = false,
      description = "Whether every account may use it.",
    } },
    { created = standard.created { user = "r" } },
    { removed = standard.removed { user = "r" } },
    { removeTime = standard.removeTime { access = "ru" } },
    { transitioning = standard.transitioning { user = "r" } },
    { transitioningMessage = standard.transitioningMessage { user = "r" } },
    { transitioningProgress = standard.transitioningProgress { user = "r" } },
    { data = standard.data { access = "rcu" } },
  },
  actions = {
    activate = { output = "ipAddress" },
    associate = {
      input = "ipAddressAssociateInput", output = "ipPool",
      description = "Leads this public address to another address, that of an interface.",
    },
    create = { output = "ipAddress" },
    deactivate = { output = "ipAddress" },
    disassociate = { output = "ipAddress", description = "Leads it nowhere again." },
    purge = { output = "ipAddress" },
    remove = { output = "ipAddress" },
    restore = { output = "ipAddress" },
    update = { output = "ipAddress" },
  },
})
