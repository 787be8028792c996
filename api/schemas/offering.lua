--- A size that instances and volumes can be made in.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("offering", {
  description = "A size that instances and volumes can be made in.",
  table = true,
  methods = {
    super = { collection = "GET POST", resource = "GET PUT DELETE" },
  },
  fields = {
    { id = standard.id() },
    { name = standard.name { access = "rcu" } },
    { description = standard.description { access = "rcu" } },
    { uuid = standard.uuid { access = "rcu" } },
    { kind = standard.kind { access = "rcu" } },
    { state = field.string {
      access = "rcu", max_length = 128,
      description = "Where it is in its life.",
    } },
    { accountId = standard.accountId { access = "rcu" } },
    { isPublic = field.boolean {
      access = "rcu", max_length = 255, nullable = false,
      description = "Whether every account may use it.",
    } },
    { created = standard.created { access = "rcu" } },
    { removed = standard.removed { access = "rcu" } },
    { removeTime = standard.removeTime { access = "rcu" } },
    { data = standard.data { access = "rcu" } },
  },
})
