--- A pool of public addresses that can be acquired.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("ipPool", {
  description = "A pool of public addresses that can be acquired.",
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
    { isPublic = field.boolean {
      access = "rcu", max_length = 255, nullable = false,
      description = "Whether every account may use it.",
    } },
    { created = standard.created() },
    { removed = standard.removed() },
    { removeTime = standard.removeTime { access = "ru" } },
    { transitioning = standard.transitioning() },
    { transitioningMessage = standard.transitioningMessage() },
    { transitioningProgress = standard.transitioningProgress() },
    { data = standard.data { access = "rcu" } },
  },
  actions = {
    acquire = {
      output = "ipAddress", states = { "active" },
      description = "Takes an address out of the pool; another one with every call.",
    },
    activate = { output = "ipPool" },
    create = { output = "ipPool" },
    deactivate = { output = "ipPool" },
    purge = { output = "ipPool" },
    remove = { output = "ipPool" },
    restore = { output = "ipPool" },
    update = { output = "ipPool" },
  },
})
