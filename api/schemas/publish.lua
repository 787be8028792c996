--- An event that an agent or an external handler sends.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("publish", {
  plural = "publish",
  description = "An event that an agent or an external handler sends.",
  table = false,
  methods = {
    collection = "POST", resource = "GET PUT DELETE",
    agent = { collection = "POST", resource = "GET" },
  },
  fields = {
    { id = field.string {
      access = "rc", agent = "rc", nullable = false,
      description = "The event's id.",
    } },
    { name = field.string {
      access = "rc", agent = "rc", required = true,
      description = "The event's name.",
    } },
    { resourceType = field.string {
      access = "rc", agent = "rc",
      description = "Of which type the resource is that the event is about.",
    } },
    { resourceId = field.string {
      access = "rc", agent = "rc",
      description = "The resource it is about.",
    } },
    { data = field.map {
      of = "json", access = "rc", agent = "rc",
      description = "What the event carries.",
    } },
    { time = field.int {
      access = "rc", agent = "rc",
      description = "When it was sent, in milliseconds since 1970.",
    } },
    { publisher = field.string {
      access = "rc", agent = "rc", nullable = false,
      description = "Who sent it.",
    } },
    { previousIds = field.array {
      of = "string", access = "rc", agent = "rc", nullable = false,
      description = "Ids of the events that this one answers.",
    } },
    { transitioningInternalMessage = field.string {
      access = "rc", agent = "rc", nullable = false,
      description = "What failed, for operators.",
    } },
    { transitioning = field.string {
      access = "rc", agent = "rc", nullable = false,
      description = "Says yes while work goes on, error when it failed.",
    } },
    { transitioningMessage = field.string {
      access = "rc", agent = "rc", nullable = false,
      description = "What goes on or failed, for people.",
    } },
    { transitioningProgress = field.int {
      access = "rc", agent = "rc",
      description = "How far the work has come, in percent.",
    } },
  },
})
