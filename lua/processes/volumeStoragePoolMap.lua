--- The life of a volume's disk in one storage pool.
--
-- Activating makes the disk, removing takes it away.

local process = require("stampede.process")

return process.standard("volumeStoragePoolMap", {
  activate = { handlers = { "volume_map_activate" }, retries = 10 },
  remove = { handlers = { "volume_map_remove" }, retries = -1 },
})
