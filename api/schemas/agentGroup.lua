--- A set of agents that are meant to be served by the same servers.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("agentGroup", {
  description = "A set of agents that are meant to be served by the same servers.",
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
    { state = field.string { wire = "string", max_length = 128, description = "Where it is in its life." } },
    { accountId = standard.accountId { access = "rcu" } },
    { created = standard.created() },
    { removed = standard.removed() },
    { removeTime = standard.removeTime { access = "ru" } },
    { data = standard.data { access = "rcu" } },
  },
  actions = {}, -- as in the contract, whose system knew none by a slip
})
