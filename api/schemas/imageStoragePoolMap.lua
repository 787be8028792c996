--- A copy of an image in a storage pool; active once it has been fetched.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("imageStoragePoolMap", {
  description = "A copy of an image in a storage pool; active once it has been fetched.",
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
    { imageId = field.reference {
      to = "image", access = "rcu", max_length = 255,
      description = "The image that lies there.",
    } },
    { storagePoolId = field.reference {
      to = "storagePool", access = "rcu", max_length = 255,
      description = "The pool that a copy of the image lies in.",
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
