--- An item of a pool (an address, a port) and who has it.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("resourcePool", {
  description = "An item of a pool (an address, a port) and who has it.",
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
    { state = field.string {
      max_length = 128,
      description = "Where it is in its life.",
    } },
    { accountId = standard.accountId { access = "rcu" } },
    { item = field.string {
      max_length = 255,
      description = "What is given out: an address, a port, a number.",
    } },
    { ownerId = field.int {
      access = "rcu", max_length = 255, indexed = true,
      description = "The number of who has it.",
    } },
    { ownerType = field.string {
      max_length = 255,
      description = "The type of who has it.",
    } },
    { poolId = field.int {
      access = "rcu", max_length = 255,
      description = "The number of what the pool belongs to.",
    } },
    { poolType = field.string {
      max_length = 255,
      description = "The type of what the pool belongs to; `global` for the one of all.",
    } },
    { qualifier = field.string {
      max_length = 128,
      description = "Which of the pools it is.",
    } },
    { created = standard.created() },
    { removed = standard.removed() },
    { removeTime = standard.removeTime { access = "ru" } },
    { data = standard.data { access = "rcu" } },
  },
})
