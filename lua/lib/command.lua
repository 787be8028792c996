--- Commands: what an agent does on its host when an event asks it to.

local raw = require("stampede.raw")

local command = {}

local KEYS = {
  event = "string",
  applies = "function",
  timeout = "number",
  run = "function",
  description = "string",
}
local DEFAULT_TIMEOUT = 300

--- `spec`: event, run(data, task); where several commands serve one event, `applies(data)`
-- says which is meant; timeout in seconds.
function command.define(name, spec)
  local file, line = raw.where(2)
  local function fail(text, ...)
    error(("%s:%d: %s"):format(file, line, text:format(...)), 0)
  end
  if type(name) ~= "string" or name == "" then
    fail("a command needs a name")
  end
  if type(spec) ~= "table" then
    fail("command '%s': a table is wanted, not a %s", name, type(spec))
  end
  local result = { is = "command", name = name, file = file, line = line }
  for key, value in pairs(spec) do
    if not KEYS[key] then
      fail("command '%s': unknown key '%s'", name, tostring(key))
    end
    if type(value) ~= KEYS[key] then
      fail("command '%s': '%s' must be a %s, not a %s", name, key, KEYS[key], type(value))
    end
    result[key] = value
  end
  for _, key in ipairs { "event", "run" } do
    if not result[key] then
      fail("command '%s': '%s' is missing", name, key)
    end
  end
  result.timeout = result.timeout or DEFAULT_TIMEOUT
  if math.type(result.timeout) ~= "integer" or result.timeout < 1 then
    fail("command '%s': 'timeout' must be whole seconds, 1 or more", name)
  end
  return result
end

-- The first of `candidates` that serves this data, run. Called by the script layer.
function command.serve(candidates, data, task)
  for _, one in ipairs(candidates) do
    if not one.applies or one.applies(data) then
      task.command = one.name
      return one.run(data, task)
    end
  end
  return nil, raw.error.new("unsupported", "nothing on this host serves this event")
end

return command
