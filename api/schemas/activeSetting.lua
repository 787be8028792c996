--- A setting as the server uses it now.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("activeSetting", {
  description = "A setting as the server uses it now.",
  table = false,
  methods = { collection = "", resource = "GET PUT DELETE", super = { collection = "POST", resource = "GET PUT" } },
  fields = {
    { id = field.string { nullable = false, description = "Its row's number, or its name while it has no row." } },
    { name = field.string {
      access = "rc", nullable = false,
      description = "What it is called: `object.remove.time.delay.seconds`.",
    } },
    { value = field.string { access = "ru", nullable = false, description = "What it was set to, as text." } },
    { activeValue = field.json { nullable = false, description = "What the server goes by." } },
    { source = field.string {
      nullable = false,
      description = "Where that comes from: `Database`, or `Defaults` while nobody set it.",
    } },
    { inDb = field.boolean { nullable = false, description = "Whether somebody set it." } },
  },
})
