--- A container or a virtual machine.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("instance", {
  description = "A container or a virtual machine.",
  table = true,
  methods = {
    collection = "GET", resource = "GET",
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
    { imageId = field.reference {
      to = "image", access = "rcu", user = "r", max_length = 255,
      description = "The image it is made from.",
    } },
    { imageUuid = field.string {
      fields = true,
      description = "The image by its uuid; `docker:NAME[:TAG]` names a Docker image.",
      placeholder = "docker:busybox:latest",
    } },
    { startOnCreate = field.boolean {
      default = true, nullable = false, fields = true,
      description = "Whether it is started when it has been created.",
    } },
    { instanceTriggeredStop = field.enum {
      access = "rcu", user = "rcu", max_length = 128, options = { "stop", "remove", "restart" },
      default = "stop",
      description = "What follows when it ends by itself.",
    } },
    { memoryMb = field.int { max_length = 255, default = 256, description = "Memory, in MiB." } },
    { compute = field.int {
      max_length = 255,
      description = "Units of compute it takes from its host.",
    } },
    { hostname = field.string {
      max_length = 255,
      description = "Its host name inside; by default one is made.",
    } },
    { domain = field.string {
      max_length = 128,
      description = "The DNS domain of its host name.",
    } },
    { userdata = field.string {
      access = "rcu", user = "rcu", max_length = 65535,
      description = "Text handed to the guest's first start.",
    } },
    { networkIds = field.array {
      of = "reference[network]", input_only = true, fields = true,
      description = "Networks to connect to, one interface each.",
    } },
    { subnetIds = field.array {
      of = "reference[subnet]", input_only = true, fields = true,
      description = "Subnets to connect to, one interface each; not together with networkIds.",
    } },
    { vnetIds = field.array {
      of = "reference[vnet]", access = "rc", input_only = true, fields = true,
      description = "Virtual networks to connect to, one interface each.",
    } },
    { ports = field.array {
      of = "string", access = "rc", user = "rc", input_only = true, fields = true,
      description = "Ports to publish: `[public:]private[/tcp|udp]`.",
      placeholder = "8080:80/tcp",
    } },
    { credentialIds = field.array {
      of = "reference[credential]", access = "rc", user = "rc", input_only = true,
      fields = true,
      description = "Credentials the instance gets, as SSH keys.",
    } },
    { requestedHostId = field.reference {
      to = "host", access = "rcu", user = "rc", fields = true,
      description = "The host it shall run on.",
    } },
    { validHostIds = field.array {
      of = "reference[host]", access = "rcu", fields = true,
      description = "The only hosts it may run on; empty means any.",
    } },
    { primaryIpAddress = field.string {
      user = "r", nullable = false, fields = true,
      description = "The first address of its first interface.",
    } },
    { primaryAssociatedIpAddress = field.string {
      user = "r", nullable = false, fields = true,
      description = "The public address that leads to it.",
    } },
    { firstRunning = field.date {
      max_length = 255,
      description = "When it first came to run.",
    } },
    { allocationState = field.string {
      max_length = 255,
      description = "Whether it has a place on a host.",
    } },
    { agentId = field.reference {
      to = "agent", access = "rcu", max_length = 255,
      description = "The agent inside, of instances that belong to the system.",
    } },
    { token = field.string {
      max_length = 255,
      description = "A secret that the instance may identify itself with.",
    } },
    { offeringId = field.reference {
      to = "offering", access = "", super = "rcu", filters = "none", max_length = 255,
      description = "The prepared set of sizes that it was made from.",
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
  actions = {
    console = {
      input = "instanceConsoleInput", output = "instanceConsole", states = { "running" },
      description = "Says where its console can be seen.",
    },
    allocate = { output = "instance" },
    create = { output = "instance" },
    deallocate = { output = "instance" },
    migrate = { output = "instance" },
    purge = { output = "instance" },
    remove = { output = "instance" },
    restart = { output = "instance" },
    restore = { output = "instance" },
    start = { output = "instance" },
    stop = { input = "instanceStop", output = "instance" },
    update = { output = "instance" },
  },
})
