--- The files of a piece of configuration, as an archive that an agent fetches.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("configContent", {
  plural = "configContent",
  description = "The files of a piece of configuration, as an archive that an agent fetches.",
  table = false,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
    agent = { collection = "GET", resource = "GET PUT" },
  },
  fields = {
    { id = field.string { nullable = false, description = "The name of the piece." } },
    { agentId = field.reference {
      to = "agent", access = "rcu", agent = "ru",
      description = "The agent it is for; by default whoever asks.",
    } },
    { current = field.string {
      nullable = false,
      description = "The version that the agent has: it gets the files only when there is a newer one.",
    } },
    { version = field.string {
      agent = "ru", nullable = false,
      description = "The version that the agent has applied; `latest` stands for the newest.",
    } },
  },
})
