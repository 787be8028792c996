--- Somebody who owns resources and, through credentials, may use the API.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("account", {
  description = "Somebody who owns resources and, through credentials, may use the API.",
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
    { externalId = field.string {
      access = "rcu", max_length = 255,
      description = "Who this is in another system that logs people in.",
    } },
    { externalIdType = field.string {
      access = "rcu", max_length = 128,
      description = "Which other system `externalId` belongs to.",
    } },
    { defaultCredentialIds = field.array {
      of = "reference[credential]", access = "rcu", fields = true,
      description = "Credentials given to instances that ask for none.",
    } },
    { defaultNetworkIds = field.array {
      of = "reference[network]", access = "rcu", fields = true,
      description = "Networks given to instances that ask for none.",
    } },
    { created = standard.created() },
    { removed = standard.removed() },
    { removeTime = standard.removeTime { access = "ru" } },
    { transitioning = standard.transitioning() },
    { transitioningMessage = standard.transitioningMessage() },
    { transitioningProgress = standard.transitioningProgress() },
    { data = standard.data { access = "rcu" } },
  },
})
