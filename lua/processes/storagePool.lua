--- The life of a storage pool; agents register theirs.

local process = require("stampede.process")

return process.standard("storagePool", {
  create = { delegate = true, handlers = { "docker_external_pool", "sim_external_pool" } },
})
