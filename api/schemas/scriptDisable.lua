--- Input of a script's action disable.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("scriptDisable", {
  extension = true,
  description = "How a script shall be switched off.",
  table = false,
  methods = { collection = "" },
  fields = {
    { force = field.boolean {
      access = "cr",
      default = false,
      description = "Disables a handler that is built in, too. Processes may then end in states that are not true.",
    } },
  },
})
