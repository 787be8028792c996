--- A network whose virtual networks each lie on one machine.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("hostOnlyNetwork", {
  parent = "network",
  description = "A network whose virtual networks each lie on one machine.",
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
    { hostVnetUri = field.string {
      access = "rc", fields = true,
      description = "What its virtual networks are on the hosts.",
    } },
    { dynamicCreateVnet = field.boolean {
      access = "rc", default = false, nullable = false, fields = true,
      description = "Whether they are made where an instance needs one.",
    } },
    { created = standard.created() },
    { removed = standard.removed() },
    { transitioning = standard.transitioning() },
    { transitioningMessage = standard.transitioningMessage() },
    { transitioningProgress = standard.transitioningProgress() },
  },
})
