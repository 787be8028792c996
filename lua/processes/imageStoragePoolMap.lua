--- The life of an image's copy in one storage pool.
--
-- Active means that the copy is whole and verified; making it so may take minutes.

local process = require("stampede.process")

return process.standard("imageStoragePoolMap", {
  activate = { handlers = { "image_map_activate" }, retries = 10, on_failure = "deactivate" },
})
