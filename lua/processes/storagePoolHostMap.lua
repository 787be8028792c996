--- The life of the tie between a storage pool and a host.

local process = require("stampede.process")

return process.standard("storagePoolHostMap", {
  create = { delegate = true },
})
