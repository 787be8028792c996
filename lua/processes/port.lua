--- The life of a published port.

local process = require("stampede.process")

return process.standard("port", {
  activate = { handlers = { "port_activate" } },
  remove = { handlers = { "port_remove" } },
})
