--- Why a request was refused, and which field was at fault.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("error", {
  description = "Why a request was refused, and which field was at fault.",
  table = false,
  methods = {
    collection = "POST", resource = "GET PUT DELETE",
    agent = { collection = "", resource = "GET" },
    agentRegister = { collection = "", resource = "GET" },
  },
  fields = {
    { code = field.string {
      agent = "r", agentRegister = "r", nullable = false,
      description = "Which fault, as one word: MissingRequired, InvalidReference, ...",
    } },
    { detail = field.string {
      agent = "r", agentRegister = "r", nullable = false,
      description = "More about it, for people.",
    } },
    { message = field.string {
      agent = "r", agentRegister = "r", nullable = false,
      description = "What is wrong, for people.",
    } },
    { status = field.int { agent = "r", agentRegister = "r", nullable = false, description = "The HTTP status." } },
  },
})
