--- Makes a volume's disk ready: its image in the pool first, then the disk itself.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local progress = require("stampede.progress")
local resource = require("stampede.resource")

-- A copy that could not be had goes back to rest: nobody works on it any more. An interrupted run may do
-- nothing; there the next start that needs the copy carries on.
local function fetch(copy)
  local ok, fault = pcall(flow.activate, copy)
  if ok then
    return
  end
  if type(fault) == "table" and fault.code ~= "cancelled" then
    flow.deactivate(assert(resource.reload(copy)))
  end
  error(fault, 0)
end

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
        fetch(copy)
      end
      flow.activate(map)
    end
  end,
})
