--- What an explanation needs that only Lua knows: where an instance would go.

local agent = require("stampede.agent")
local flow = require("stampede.flow")
local placement = require("stampede.placement")
local resource = require("stampede.resource")

local explain = {}

local function describe(host, made)
  local up
  if host.agentId then
    up = agent.is_up(host.agentId)
  end
  return { hostId = host.id, name = host.name, kind = host.kind, agentIsUp = up, placed = made }
end

--- {placement = {hostId, name, kind, agentIsUp, placed} or {error}} of {id}: the host it has, or
-- the one it would get now. Looks only.
function explain.placement(message)
  local instance = resource.get("instance", message.id)
  if not instance then
    return {}
  end
  for _, map in ipairs(flow.maps("instanceHostMap", "instanceId", instance.id)) do
    local host = resource.get("host", map.hostId)
    if host then
      return { placement = describe(host, true) }
    end
  end
  local image = instance.imageId and resource.get("image", instance.imageId) or nil
  local host, fault = placement.choose(instance, image)
  if not host then
    return { placement = { error = tostring(fault), code = fault.code } }
  end
  return { placement = describe(host, false) }
end

return explain
