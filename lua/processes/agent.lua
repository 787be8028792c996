--- The life of an agent, as the server sees it.
--
-- Active means that it answers. One that is lost is reconnecting until it answers again;
-- nothing that runs on its hosts is touched meanwhile.

local process = require("stampede.process")

return process.standard("agent", {
  create = { delegate = true, handlers = { "agent_create" } },
  activate = { handlers = { "agent_activate" }, post = { "agent_config" }, retries = -1 },
  reconnect = {
    from = { "active", "activating" }, via = "reconnecting", to = "active",
    handlers = { "agent_activate" }, post = { "agent_config" }, retries = -1, priority = 100,
  },
  deactivate = {
    from = { "active", "activating", "reconnecting", "updating-active", "updating-inactive" },
  },
})
