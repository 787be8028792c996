--- Leaves nothing of a volume: its disk is taken away with its place.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("volume_purge", {
  timeout = 600,
  run = function(volume)
    if volume.allocationState ~= nil and volume.allocationState ~= "inactive" then
      flow.run(volume, "deallocate")
    end
    flow.each(flow.maps("volumeStoragePoolMap", "volumeId", volume.id), flow.remove)
  end,
})
