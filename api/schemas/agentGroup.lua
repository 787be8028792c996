--- A set of agents that are meant to be served by the same servers.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

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
    { state = standard.state() },
    { accountId = standard.accountId { access = "rcu" } },
    { created = standard.created() },
    { removed = standard.removed() },
    { removeTime = standard.removeTime { access = "ru" } },
    { data = standard.data { access = "rcu" } },
  },
})
