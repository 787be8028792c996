--- Events for programs that subscribed over the REST API, and what they answer.

local asking = require("stampede.asking")
local raw = require("stampede.raw")

local event = {}

local OPTIONS = { timeout = true, attempts = true, key = true, waits = true, progress = true }
local SUBJECT = { resourceType = true, resourceId = true, data = true }
local TIMEOUT, ATTEMPTS = 15, 3

--- Publishes an event until it is answered; the reply's data, or nil and an error. Silence is
-- `timeout`; nobody who subscribes is `unavailable` tagged Absent, or with `waits` waited for.
function event.request(name, subject, options)
  subject, options = subject or {}, options or {}
  asking.check(subject, SUBJECT, "field")
  asking.check(options, OPTIONS, "option")
  return raw.event.request(
    name,
    subject.resourceType,
    subject.resourceId,
    subject.data or {},
    options.timeout or TIMEOUT,
    options.attempts or ATTEMPTS,
    options.key,
    options.waits or false,
    options.progress or true
  )
end

--- How many subscribe to a name now.
function event.hearers(name)
  return raw.event.hearers(name)
end

return event
