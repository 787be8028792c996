--- One arrow of a lifecycle, as process definitions list them.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("stateTransition", {
  description = "One arrow of a lifecycle, as process definitions list them.",
  table = false,
  methods = {
    collection = "POST", resource = "GET PUT DELETE",
  },
  fields = {
    { field = field.string {
      nullable = false,
      description = "The field that holds the state: state or allocationState.",
    } },
    { fromState = field.string { nullable = false, description = "Where the arrow begins." } },
    { toState = field.string { nullable = false, description = "Where it ends." } },
    { type = field.enum {
      options = { "TRANSITIONING", "DONE" }, nullable = false,
      description = "TRANSITIONING leads into the work, DONE out of it.",
    } },
  },
})
