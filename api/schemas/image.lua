--- What an instance is made from: a Docker image or a disk image.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("image", {
  description = "What an instance is made from: a Docker image or a disk image.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT",
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
    { instanceKind = field.enum {
      access = "rcu", user = "r", max_length = 255, options = { "container", "virtualMachine" },
      description = "What can be made from it.",
    } },
    { url = field.string {
      access = "rc", user = "r", max_length = 255,
      description = "Where the disk image is fetched from: http, https or file.",
    } },
    { checksum = field.string {
      access = "rc", user = "r", max_length = 255,
      description = "MD5, SHA-1, SHA-256 or SHA-512 of the file at `url`, in hexadecimal.",
    } },
    { format = field.string {
      access = "rc", contract = { access = "r" }, max_length = 255,
      description = "How the image is stored: docker, qcow2 or raw.",
    } },
    { isPublic = field.boolean {
      access = "rcu", user = "r", max_length = 255, nullable = false,
      description = "Whether every account may use it.",
    } },
    { virtualSizeMb = field.int {
      max_length = 255,
      description = "Size of the disk that a guest sees, in MiB.",
    } },
    { physicalSizeMb = field.int { max_length = 255, description = "Space it takes, in MiB." } },
    { created = standard.created { user = "r" } },
    { removed = standard.removed { user = "r" } },
    { removeTime = standard.removeTime { access = "ru" } },
    { transitioning = standard.transitioning { user = "r" } },
    { transitioningMessage = standard.transitioningMessage { user = "r" } },
    { transitioningProgress = standard.transitioningProgress { user = "r" } },
    { data = standard.data { access = "rcu" } },
  },
})
