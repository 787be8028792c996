--- Takes a volume's disk away, in every pool it lies in.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("volume_deallocate", {
  timeout = 600,
  run = function(volume)
    flow.each(flow.maps("volumeStoragePoolMap", "volumeId", volume.id), flow.remove)
  end,
})
