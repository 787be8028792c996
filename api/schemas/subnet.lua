--- A range of addresses of a network.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("subnet", {
  description = "A range of addresses of a network.",
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
    { cidrSize = field.int {
      access = "rc", min = 8, max = 28, max_length = 255, required = true, default = 24,
      nullable = true,
      description = "How many leading bits all addresses have in common.",
    } },
    { endAddress = field.string {
      access = "rc", max_length = 255,
      description = "The last address that is given out; by default the last but five.",
    } },
    { gateway = field.string {
      access = "rc", max_length = 255,
      description = "The address of its gateway; by default the first one.",
    } },
    { ipPoolId = field.reference {
      to = "ipPool", access = "rcu", max_length = 255,
      description = "The pool that it belongs to.",
    } },
    { isPublic = field.boolean {
      access = "rcu", max_length = 255, nullable = false,
      description = "Whether every account may use it.",
    } },
    { networkAddress = field.string {
      access = "rc", max_length = 255, required = true, nullable = true,
      description = "Any address of the range, such as 10.1.2.0.",
    } },
    { networkId = field.reference {
      to = "network", access = "rcu", user = "r", max_length = 255, required = true, nullable
      = true,
      description = "The network that the addresses belong to.",
    } },
    { startAddress = field.string {
      access = "rc", max_length = 255,
      description = "The first address that is given out; by default the second one.",
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
