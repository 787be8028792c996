--- Handlers that are programs outside: one function asks whichever is registered.
--
-- The engine merges the live registrations into the phases of a process and runs this in
-- their place. The program gets an event `[pre.|post.]PROCESS;handler=NAME` and what it
-- answers is applied as any handler's result.

local err = require("stampede.error")
local event = require("stampede.event")
local raw = require("stampede.raw")
local resource = require("stampede.resource")

local external = {}

local PREFIX = { pre = "pre.", handle = "", post = "post." }
-- Of a handler's result, what is not data.
local SPECIAL = { _stop = true, _delegate = true, _chain = true }

--- The name of the event by which a handler is asked.
function external.event_name(process, phase, name)
  return PREFIX[phase] .. process:lower() .. ";handler=" .. name
end

-- A member that bears the name of a reference (`instance` on an instanceHostMap) is meant for
-- what that one refers to.
local function take(res, data)
  local result = {}
  for key, value in pairs(data) do
    local target = type(value) == "table" and math.tointeger(res[key .. "Id"])
    if target and raw.resource.has_type(key) then
      local there = assert(resource.get(key, target))
      assert(resource.update(there, take(there, value)))
    elseif tostring(key):sub(1, 1) ~= "_" or SPECIAL[key] then
      result[key] = value
    end
  end
  return result
end

--- Asks the program that `task.externalHandlerId` names, and takes its answer.
function external.run(res, task)
  local row = resource.get("externalHandler", task.externalHandlerId)
  if not row or row.state ~= "active" then
    return
  end
  local name = external.event_name(task.process, task.phase, row.name)
  local reply, fault = event.request(name, {
    resourceType = task.resourceType,
    resourceId = res.id,
    data = task.data,
  }, {
    timeout = row.timeoutMillis and row.timeoutMillis / 1000,
    attempts = row.retries,
    key = row.id,
    waits = (row.onAbsent or "wait") == "wait",
  })
  if reply then
    return take(res, reply)
  end
  if fault.tag == "Dropped" then
    return -- deactivated while it was asked
  end
  if fault.tag ~= "Absent" then
    return nil, fault
  end
  if row.onAbsent == "skip" then
    task:log("warn", "external handler skipped: nobody subscribes", { event = name })
    return
  end
  return nil, err.new("conflict", ("the external handler '%s' is absent: nobody subscribes to %s"):format(
    row.name, name))
end

return external
