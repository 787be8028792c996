--- Asking the agent behind a host or a pool, and taking what it answers.
--
-- A pool or host without an agent (an external registry, or one whose agent was removed for
-- good) has nothing to be done: that is success without an answer.

local agent = require("stampede.agent")
local err = require("stampede.error")
local resource = require("stampede.resource")

local remote = {}

-- An agent says what it found, never who owns it: only these fields are taken from an answer.
local TAKEN = {
  instance = { ["+data"] = true },
  image = { format = true, virtualSizeMb = true, physicalSizeMb = true, ["+data"] = true },
  imageStoragePoolMap = { ["+data"] = true },
  volume = { format = true, virtualSizeMb = true, ["+data"] = true },
  volumeStoragePoolMap = { ["+data"] = true },
}

local function gone(agent_id)
  if not agent_id then
    return true
  end
  local row = resource.get("agent", agent_id)
  return not row or row.removed ~= nil
end

--- The part of the answer under the map's type name; {} when there is nobody to ask.
function remote.ask(agent_id, event, map, data, options)
  if gone(agent_id) then
    return {}
  end
  local reply, fault = agent.request(agent_id, event, {
    resourceType = map.type,
    resourceId = map.id,
    data = data,
  }, options)
  if not reply then
    return nil, fault
  end
  local answer = reply[map.type]
  if answer ~= nil and type(answer) ~= "table" then
    return nil, err.new("internal", "the agent's answer to " .. event .. " makes no sense")
  end
  return answer or {}
end

--- The fields of an answer that may be written to a resource of this type.
function remote.fields(type_name, answer)
  local fields = {}
  if type(answer) ~= "table" then
    return fields
  end
  for key in pairs(TAKEN[type_name]) do
    fields[key] = answer[key]
  end
  return fields
end

--- Writes what an answer says about a resource, when it says anything new.
function remote.apply(res, type_name, answer)
  local fields = remote.fields(type_name, answer)
  for key, value in pairs(fields) do
    if res[key] == value then
      fields[key] = nil
    end
  end
  if next(fields) == nil then
    return res
  end
  return assert(resource.update(res, fields))
end

return remote
