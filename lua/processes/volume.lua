--- The life of a volume.
--
-- It keeps its place in a pool (allocationState) and its disk until it is purged.

local process = require("stampede.process")

return process.standard("volume", {
  activate = { handlers = { "volume_activate" } },
  deactivate = { handlers = { "volume_deactivate" }, retries = -1 },
  purge = { handlers = { "volume_purge" }, retries = -1 },
  allocate = {
    column = "allocationState",
    from = "inactive", via = "activating", to = "active",
    handlers = { "volume_allocate" },
  },
  deallocate = {
    column = "allocationState",
    from = { "activating", "active" }, via = "deactivating", to = "inactive",
    handlers = { "volume_deallocate" }, retries = -1,
  },
})
