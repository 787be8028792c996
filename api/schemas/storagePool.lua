--- A place where images and volumes are kept: a directory, or a Docker engine's store.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("storagePool", {
  description = "A place where images and volumes are kept: a directory, or a Docker "
    .. "engine's store.",
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
    { agentId = field.reference {
      to = "agent", access = "rcu", max_length = 255,
      description = "The agent that keeps the pool.",
    } },
    { external = field.boolean {
      access = "rcu", max_length = 255, nullable = false,
      description = "Whether it is outside of this system, as a registry is.",
    } },
    { physicalTotalSizeMb = field.int {
      access = "", super = "rcu", max_length = 255,
      description = "Room that there is, in MiB.",
    } },
    { virtualTotalSizeMb = field.int {
      access = "", super = "rcu", max_length = 255,
      description = "Room that may be given away, in MiB.",
    } },
    { zoneId = field.reference {
      to = "zone", access = "", super = "rcu", max_length = 255,
      description = "Which part of the installation, that fails on its own, holds it.",
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
