--- Events for programs that subscribed over the REST API, and what they answer.

local raw = require("stampede.raw")

local event = {}

local OPTIONS = { timeout = true, attempts = true, key = true, waits = true, progress = true }
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

--- Publishes an event until it is answered; the reply's data, or nil and an error. Silence is
-- `timeout`; nobody who subscribes is `unavailable` tagged Absent, or with `waits` waited for.
function event.request(name, subject, options)
  subject, options = subject or {}, options or {}
  check(subject, SUBJECT, "field")
  check(options, OPTIONS, "option")
  return raw.event.request(
    name,
    subject.resourceType,
    subject.resourceId,
    subject.data or {},
    options.timeout or TIMEOUT,
    options.attempts or ATTEMPTS,
    options.key,
    options.waits or false,
    options.progress or forward()
  )
end

--- How many subscribe to a name now.
function event.hearers(name)
  return raw.event.hearers(name)
end

return event
