--- Makes a volume's disk ready: its image in the pool first, then the disk itself.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local resource = require("stampede.resource")

return handler.define("volume_activate", {
  timeout = 3600,
  run = function(volume)
    local image = volume.imageId and assert(resource.get("image", volume.imageId))
    for _, map in ipairs(flow.maps("volumeStoragePoolMap", "volumeId", volume.id)) do
      if image then
        image = flow.activate(image)
        local copy = flow.ensure("imageStoragePoolMap", {
          imageId = image.id,
          storagePoolId = map.storagePoolId,
        })
        flow.activate(copy)
      end
      flow.activate(map)
    end
  end,
})
