--- The life of a published port.

local process = require("stampede.process")

return process.standard("port", {
  activate = { handlers = { "port_activate" }, post = { "host_items" } },
  update = { post = { "host_items" } },
  deactivate = { post = { "host_items" } },
  remove = { handlers = { "port_remove" } },
})
