--- The type of the benchmarks: with its lifecycle beside it, all that `--lua bench/lua` needs.
-- Also an example of a whole resource type dropped in.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("benchObject", {
  description = "A resource that does nothing, quickly.",
  methods = { collection = "GET POST", resource = "GET PUT DELETE" },
  fields = {
    { id = standard.id {} },
    { name = standard.name { access = "rcu" } },
    { description = standard.description { access = "rcu" } },
    { uuid = standard.uuid { access = "rc" } },
    { kind = standard.kind {} },
    { state = standard.state {} },
    { accountId = standard.accountId { access = "rcu" } },
    { payload = field.string { access = "rcu", max_length = 4096, description = "Bytes to carry along." } },
    { created = standard.created {} },
    { removed = standard.removed {} },
    { removeTime = standard.removeTime {} },
    { transitioning = standard.transitioning {} },
    { transitioningMessage = standard.transitioningMessage {} },
    { transitioningProgress = standard.transitioningProgress {} },
    { data = standard.data {} },
  },
})
