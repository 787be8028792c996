--- Makes a volume's disk ready: its image in the pool first, then the disk itself.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local progress = require("stampede.progress")
local resource = require("stampede.resource")

return handler.define("volume_activate", {
  timeout = 3600,
  run = function(volume, task)
    local image = volume.imageId and assert(resource.get("image", volume.imageId))
    for _, map in ipairs(flow.maps("volumeStoragePoolMap", "volumeId", volume.id)) do
      if image then
        image = flow.activate(image)
        local copy = flow.ensure("imageStoragePoolMap", {
          imageId = image.id,
          storagePoolId = map.storagePoolId,
        })
        local _ <close> = progress.listen(copy, progress.of(volume, task))
        flow.activate(copy)
      end
      flow.activate(map)
    end
  end,
})
