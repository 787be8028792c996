--- The life of a pool of public addresses; one is acquired by an action of its own.

local process = require("stampede.process")

return process.standard("ipPool", {
  create = { delegate = true, handlers = { "ip_pool_create" } },
  remove = { handlers = { "ip_pool_remove" } },
})
