--- A volume in a storage pool; active once its disk exists.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("volumeStoragePoolMap", {
  description = "A volume in a storage pool; active once its disk exists.",
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
    { storagePoolId = field.reference {
      to = "storagePool", access = "rcu", max_length = 255,
      description = "The pool that the disk lies in.",
    } },
    { volumeId = field.reference {
      to = "volume", access = "rcu", max_length = 255,
      description = "The volume whose disk lies there.",
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
