--- One named transition of a resource type.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("processDefinition", {
  description = "One named transition of a resource type.",
  table = false,
  methods = {
    collection = "GET", resource = "GET",
  },
  fields = {
    { id = field.string { nullable = false, description = "The process's name." } },
    { name = field.string {
      access = "rcu", nullable = false,
      description = "The process's name: `instance.start`.",
    } },
    { extensionBased = field.boolean {
      nullable = false,
      description = "Whether its logic comes from extension points; always so.",
    } },
    { postProcessListeners = field.json {
      wire = "extensionPoint", nullable = false,
      description = "Handlers of the phase after the work, in order.",
    } },
    { preProcessListeners = field.json {
      wire = "extensionPoint", nullable = false,
      description = "Handlers of the phase before the work, in order.",
    } },
    { processHandlers = field.json {
      wire = "extensionPoint", nullable = false,
      description = "Handlers that do the work, in order.",
    } },
    { resourceType = field.string {
      nullable = false,
      description = "The type of resource it moves.",
    } },
    { stateTransitions = field.array {
      of = "stateTransition", nullable = false,
      description = "The arrows it draws between states.",
    } },
  },
})
