--- Puts a volume's disk to rest; it stays where it is.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("volume_deactivate", {
  run = function(volume)
    flow.each(flow.maps("volumeStoragePoolMap", "volumeId", volume.id), flow.deactivate)
  end,
})
