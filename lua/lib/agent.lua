--- Asking the agents on the hosts.

local asking = require("stampede.asking")
local raw = require("stampede.raw")

local agent = {}

local OPTIONS = { timeout = true, attempts = true, progress = true }
local SUBJECT = { resourceType = true, resourceId = true, data = true }
local TIMEOUT, ATTEMPTS = 15, 3

-- How an agent inside an instance is reached: {agent of the host, data of the instance}; nil for
-- one that connects by itself, false when its instance does not run.
local function delegate_of(agent_id)
  if not (raw.resource and raw.resource.here()) or raw.agent.is_up(agent_id) then
    return nil
  end
  local row = raw.resource.get("agent", agent_id)
  if not row or type(row.uri) ~= "string" or not row.uri:find("^delegate://") then
    return nil
  end
  local instance = raw.resource.list("instance", { agentId = agent_id }, false, 1)[1]
  local map = instance and instance.state == "running"
    and raw.resource.list("instanceHostMap", { instanceId = instance.id }, false, 1)[1]
  local host = map and raw.resource.get("host", map.hostId)
  return host and host.agentId and { agent = host.agentId, instance = instance } or false
end

local function through_host(via, event, subject, options)
  local instance = via.instance
  return raw.agent.request(via.agent, "delegate.request", "instance", instance.id, {
    instanceData = {
      id = instance.id, uuid = instance.uuid, agentId = instance.agentId, token = instance.token,
    },
    event = {
      name = event, data = subject.data or {},
      resourceType = subject.resourceType, resourceId = subject.resourceId,
    },
  }, options.timeout or TIMEOUT, options.attempts or ATTEMPTS, options.progress or true)
end

--- Sends an event until it is answered; the reply's data, or nil and an error. A lost
-- connection is `unavailable`, silence is `timeout`.
function agent.request(agent_id, event, subject, options)
  subject, options = subject or {}, options or {}
  asking.check(subject, SUBJECT, "field")
  asking.check(options, OPTIONS, "option")
  local via = delegate_of(agent_id)
  if via == false then
    return nil, raw.error.new("unavailable", "the instance of agent " .. agent_id .. " does not run")
  elseif via then
    return through_host(via, event, subject, options)
  end
  return raw.agent.request(
    agent_id,
    event,
    subject.resourceType,
    subject.resourceId,
    subject.data or {},
    options.timeout or TIMEOUT,
    options.attempts or ATTEMPTS,
    options.progress or true
  )
end

--- Whether an agent can be asked now: it is connected, or the host of its instance is.
function agent.is_up(agent_id)
  if raw.agent.is_up(agent_id) then
    return true
  end
  local via = delegate_of(agent_id)
  return via and raw.agent.is_up(via.agent) or false
end

return agent
