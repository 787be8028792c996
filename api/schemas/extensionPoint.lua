--- A place in a process where handlers stand, and those that stand there.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("extensionPoint", {
  description = "A place in a process where handlers stand, and those that stand there.",
  table = false,
  methods = { collection = "GET", resource = "GET" },
  fields = {
    { name = field.string {
      access = "rcu", nullable = false,
      description = "Its name: `process.instance.start.handlers`, `.pre.listeners` or `.post.listeners`.",
    } },
    { implementations = field.array {
      of = "extensionImplementation", nullable = false,
      description = "The handlers that stand there, in order.",
    } },
    { listSetting = field.string { nullable = false, description = "A setting that lists them; none does." } },
    { includeSetting = field.string { nullable = false, description = "A setting that adds to them; none does." } },
    { excludeSetting = field.string { nullable = false, description = "A setting that leaves some out; none does." } },
  },
})
