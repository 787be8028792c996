--- Brings an instance to life: a place, its network, its disks, then the thing itself.
--
-- Each step is a process of another resource (the place: of the instance's second life), run
-- inline; those that are done already are passed over. When one fails for good the
-- lifecycle's on_failure undoes all of it by the front door.

local address = require("stampede.address")
local flow = require("stampede.flow")
local handler = require("stampede.handler")
local progress = require("stampede.progress")
local resource = require("stampede.resource")
local time = require("stampede.time")

-- Percent; nearly all of the time may go into fetching an image.
local STORAGE_FROM, STORAGE_TO = 10, 90

local function awake(res)
  if not res.removed then
    flow.activate(res)
  end
end

return handler.define("instance_start", {
  timeout = 3600, -- an image may have to be fetched
  run = function(instance, task)
    task:progress(0, "find placement")
    if instance.allocationState ~= "active" then
      flow.run(instance, "allocate")
    end

    task:progress(5, "create network")
    flow.each(flow.children("nic", "instanceId", instance.id), awake)
    flow.each(flow.children("instanceLink", "instanceId", instance.id), awake)

    task:progress(STORAGE_FROM, "create storage")
    for _, volume in ipairs(flow.children("volume", "instanceId", instance.id)) do
      local _ <close> = progress.listen(volume, function(percent, message)
        local share = STORAGE_FROM + math.max(percent or 0, 0) * (STORAGE_TO - STORAGE_FROM) // 100
        task:progress(share, "create storage" .. (message and " : " .. message or ""))
      end)
      awake(volume)
    end

    task:progress(STORAGE_TO, "create compute")
    flow.each(flow.maps("instanceHostMap", "instanceId", instance.id), flow.activate)

    task:progress(95, "post network")
    flow.each(flow.children("port", "instanceId", instance.id), awake)

    local ip = address.primary(instance.id)
    local public = ip and address.associated(ip)
    return {
      primaryIpAddress = ip and ip.address or resource.null,
      primaryAssociatedIpAddress = public and public.address or resource.null,
      firstRunning = instance.firstRunning or time.now(),
    }
  end,
})
