--- Handlers: logic of one process step, checked when it is loaded.

local raw = require("stampede.raw")

local handler = {}

local KEYS = {
  run = "function",
  timeout = "number",
  description = "string",
  on = "names",
  phase = "string",
  before = "names",
  after = "names",
}
local PHASES = { pre = true, handle = true, post = true }
local DEFAULT_TIMEOUT = 60

local function names(value)
  if type(value) == "string" then
    return { value }
  end
  if type(value) ~= "table" or #value == 0 then
    return nil
  end
  local copy = {}
  for i, name in ipairs(value) do
    if type(name) ~= "string" then
      return nil
    end
    copy[i] = name
  end
  return copy
end

--- `spec`: run(resource, task), timeout (seconds). A handler that attaches itself also has
-- `on` (a process or pattern such as "*.create", or several), `phase` (default handle), and
-- `before` or `after` another handler's name.
function handler.define(name, spec)
  local file, line = raw.where(2)
  local function fail(text, ...)
    error(("%s:%d: %s"):format(file, line, text:format(...)), 0)
  end
  if type(name) ~= "string" or not name:match("^[%w_%-]+$") then
    fail("a handler needs a name of letters, digits and _")
  end
  if type(spec) ~= "table" then
    fail("handler '%s': a table is wanted, not a %s", name, type(spec))
  end
  local result = { is = "handler", name = name, file = file, line = line }
  for key, value in pairs(spec) do
    local wanted = KEYS[key]
    if not wanted then
      fail("handler '%s': unknown key '%s'", name, tostring(key))
    end
    if wanted == "names" then
      value = names(value)
      if not value then
        fail("handler '%s': '%s' must be a name or a list of names", name, key)
      end
    elseif type(value) ~= wanted then
      fail("handler '%s': '%s' must be a %s, not a %s", name, key, wanted, type(value))
    end
    result[key] = value
  end
  if not result.run then
    fail("handler '%s': 'run' is missing", name)
  end
  result.file, result.line = raw.where(result.run)
  result.timeout = result.timeout or DEFAULT_TIMEOUT
  if math.type(result.timeout) ~= "integer" or result.timeout < 1 then
    fail("handler '%s': 'timeout' must be whole seconds, 1 or more", name)
  end
  if result.phase and not PHASES[result.phase] then
    fail("handler '%s': phase must be pre, handle or post, not '%s'", name, result.phase)
  end
  if (result.phase or result.before or result.after) and not result.on then
    fail("handler '%s': phase, before and after need 'on'", name)
  end
  return result
end

return handler
