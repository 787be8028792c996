--- The program that does the work on one machine, as the server knows it.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("agent", {
  description = "The program that does the work on one machine, as the server knows it.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
    agent = { collection = "GET", resource = "GET" },
    agentRegister = { collection = "GET POST", resource = "GET" },
  },
  fields = {
    { id = standard.id { agent = "r" } },
    { name = standard.name { access = "rcu", agent = "r" } },
    { description = standard.description { access = "rcu" } },
    { uuid = standard.uuid { access = "rc" } },
    { kind = standard.kind { access = "rc" } },
    { state = standard.state() },
    { accountId = field.reference {
      to = "account", access = "rcu", max_length = 255,
      description = "The account in whose name the agent speaks; made with the agent.",
    } },
    { agentGroupId = field.reference {
      to = "agentGroup", access = "rcu", max_length = 255,
      description = "The group it belongs to.",
    } },
    { uri = field.string {
      access = "rcu", agentRegister = "rc", unique = true, max_length = 255, indexed = true,
      description = "How the agent is reached: `event://NAME` connects by itself, "
        .. "`sim://NAME` pretends.",
    } },
    { user = field.string {
      access = "rc", agent = "rc", agentRegister = "rc", fields = true,
      description = "The agent's user on its machine.",
    } },
    { managedConfig = field.boolean {
      access = "rcu", max_length = 255, default = true, nullable = false,
      description = "Whether the server keeps the agent's configuration up to date.",
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
