--- One driver on one machine: a Docker engine or a hypervisor that can run instances.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("host", {
  description = "One driver on one machine: a Docker engine or a hypervisor that can "
    .. "run instances.",
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
    { agentId = field.reference {
      to = "agent", access = "rcu", max_length = 255,
      description = "The agent that works for this host.",
    } },
    { physicalHostId = field.reference {
      to = "physicalHost", access = "rcu", max_length = 255,
      description = "The machine it is on.",
    } },
    { isPublic = field.boolean {
      access = "rcu", max_length = 255, nullable = false,
      description = "Whether every account may use it.",
    } },
    { agentState = field.string {
      extension = true, user = "r",
      description = "Whether the agent answers: active, reconnecting or disconnected.",
    } },
    { cpus = field.int { extension = true, user = "r", description = "Processors the host may use." } },
    { memoryMb = field.int { extension = true, user = "r", description = "Memory of the machine, in MiB." } },
    { memoryFreeMb = field.int {
      extension = true, user = "r",
      description = "Memory that was free when the agent last reported, in MiB.",
    } },
    { hypervisor = field.string {
      extension = true, user = "r",
      description = "How virtual machines run here: kvm, or qemu when there is no working "
        .. "KVM; empty for Docker.",
    } },
    { info = field.map {
      extension = true, of = "json", user = "r",
      description = "What else the agent reports: versions, kernel, operating system, storage.",
    } },
    { uri = field.string {
      max_length = 255,
      description = "An address by which the host is known.",
    } },
    { computeFree = field.int {
      access = "rcu", max_length = 255,
      description = "Units of compute that are not given away.",
    } },
    { computeTotal = field.int {
      access = "rcu", max_length = 255,
      description = "Units of compute that there are.",
    } },
    { zoneId = field.reference {
      to = "zone", access = "", super = "rcu", max_length = 255,
      description = "Which part of the installation, that fails on its own, holds it.",
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
