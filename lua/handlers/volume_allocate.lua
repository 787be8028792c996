--- Gives a volume its place: the storage pool of the host its instance was placed on.

local err = require("stampede.error")
local flow = require("stampede.flow")
local handler = require("stampede.handler")
local placement = require("stampede.placement")
local resource = require("stampede.resource")

local function pool_for(volume)
  local place = volume.instanceId
    and flow.maps("instanceHostMap", "instanceId", volume.instanceId)[1]
  if not place then
    return nil, err.new("conflict", "Failed to find a placement")
  end
  local pool = placement.pool_of(assert(resource.get("host", place.hostId)))
  if not pool then
    return nil, err.new("conflict", "Failed to find a placement: the host has no storage pool")
  end
  return pool
end

return handler.define("volume_allocate", {
  run = function(volume)
    local maps = flow.maps("volumeStoragePoolMap", "volumeId", volume.id)
    if #maps == 0 then
      local pool = assert(pool_for(volume))
      maps = { flow.born("volumeStoragePoolMap", {
        volumeId = volume.id,
        storagePoolId = pool.id,
      }) }
    end
    flow.each(maps, flow.create)
  end,
})
