--- Asking the agents on the hosts.

local raw = require("stampede.raw")

local agent = {}

local OPTIONS = { timeout = true, attempts = true, progress = true }
local SUBJECT = { resourceType = true, resourceId = true, data = true }
local TIMEOUT, ATTEMPTS = 15, 3

local function check(options, known, what)
  for key in pairs(options) do
    if not known[key] then
      error(("unknown %s '%s'"):format(what, tostring(key)), 3)
    end
  end
end

-- Progress of the answer is progress of who asked.
local function forward()
  local id = raw.task.id()
  if id then
    return function(percent, message)
      raw.task.progress(id, percent, message)
    end
  end
end

--- Sends an event until it is answered; the reply's data, or nil and an error. A lost
-- connection is `unavailable`, silence is `timeout`.
function agent.request(agent_id, event, subject, options)
  subject, options = subject or {}, options or {}
  check(subject, SUBJECT, "field")
  check(options, OPTIONS, "option")
  return raw.agent.request(
    agent_id,
    event,
    subject.resourceType,
    subject.resourceId,
    subject.data or {},
    options.timeout or TIMEOUT,
    options.attempts or ATTEMPTS,
    options.progress or forward()
  )
end

--- Whether an agent is connected now.
function agent.is_up(agent_id)
  return raw.agent.is_up(agent_id)
end

return agent
