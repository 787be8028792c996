--- Finds an instance its place: a host, and a storage pool there for each volume.
--
-- The first map row made is the decision; a second run keeps to it. Memory is counted again
-- once the row is there, because two instances may have chosen at the same time: the one
-- that came later gives way.

local err = require("stampede.error")
local flow = require("stampede.flow")
local handler = require("stampede.handler")
local placement = require("stampede.placement")
local reach = require("stampede.reach")
local resource = require("stampede.resource")

local function place(instance)
  local image = instance.imageId and resource.get("image", instance.imageId)
  local host = assert(placement.choose(instance, image))
  local units = placement.compute(instance)
  local _ <close> = placement.reserve(host, units)
  -- One that nobody contends for needs no second look, which is what a map in `requested` asks for.
  local verb = not placement.contended(instance, host) and "create" or nil
  local map = flow.ensure("instanceHostMap", { instanceId = instance.id, hostId = host.id }, {
    compute = units > 1 and units or nil,
  }, verb)
  placement.count(host.id)
  return map
end

local function confirm(instance, map)
  if map.state == "requested" then
    local host = assert(flow.referred(map, "host"))
    if not placement.fits(instance, host, map.id) then
      flow.remove(map)
      placement.count(map.hostId)
      error(err.new("conflict", "Failed to find a placement"))
    end
  end
  flow.create(map)
end

return handler.define("instance_allocate", {
  run = function(instance)
    local maps = flow.maps("instanceHostMap", "instanceId", instance.id)
    if #maps == 0 then
      maps = { place(instance) }
    end
    for _, map in ipairs(maps) do
      confirm(instance, map)
      placement.count(map.hostId)
    end
    reach.give_subnets(instance)
    for _, volume in ipairs(flow.children("volume", "instanceId", instance.id)) do
      if not volume.removed and volume.allocationState ~= "active" then
        flow.run(volume, "allocate")
      end
    end
  end,
})
