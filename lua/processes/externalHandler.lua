--- The life of a program outside that works in processes; it is asked while it is active.

local process = require("stampede.process")

return process.standard("externalHandler", {
  create = { delegate = true },
  activate = { handlers = { "external_handler_activate" } },
  remove = { handlers = { "external_handler_remove" } },
})
