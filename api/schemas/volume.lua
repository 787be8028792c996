--- A disk of an instance.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("volume", {
  description = "A disk of an instance.",
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
    { instanceId = field.reference {
      to = "instance", access = "rcu", user = "r", max_length = 255,
      description = "The instance whose disk it is.",
    } },
    { imageId = field.reference {
      to = "image", access = "rcu", user = "r", max_length = 255,
      description = "The image it began as.",
    } },
    { deviceNumber = field.int {
      user = "r", max_length = 255,
      description = "Its place among the instance's disks; 0 is the one it starts from.",
    } },
    { format = field.string {
      max_length = 255,
      description = "How it is stored: docker or qcow2.",
    } },
    { virtualSizeMb = field.int {
      user = "r", max_length = 255,
      description = "Size of the disk that a guest sees, in MiB.",
    } },
    { attachedState = field.string {
      max_length = 255,
      description = "Whether it belongs to its instance: active or inactive.",
    } },
    { allocationState = field.string {
      max_length = 255,
      description = "Whether it has a place in a storage pool.",
    } },
    { offeringId = field.reference {
      to = "offering", access = "", super = "rcu", filters = "none", max_length = 255,
      description = "The prepared set of sizes that it was made from.",
    } },
    { physicalSizeMb = field.int {
      access = "", super = "rcu", max_length = 255,
      description = "Room that it takes, in MiB.",
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
