--- Lifecycles: what lua/processes/ declares, checked and brought into one shape.
--
-- `define` and `standard` return a lifecycle: { is = "lifecycle", type, initial, file, line,
-- processes = { verb = process } }, every process with lists for its start states, handlers
-- and state pairs, defaults filled in. What states may follow which is checked later, when
-- all of them are known.

local raw = require("stampede.raw")

local process = {}

local DEFAULT_RETRIES = 5

local KEYS = {
  column = "string",
  from = { "string", "table" },
  via = { "string", "table" },
  to = { "string", "table" },
  fallback = "string",
  delegate = "boolean",
  pre = "table",
  handlers = "table",
  post = "table",
  on_failure = { "string", "boolean" },
  retries = "number",
  deadline = "number",
  priority = "number",
}

local function fail(where, text, ...)
  error(("%s:%d: %s"):format(where.file, where.line, text:format(...)), 0)
end

local function fits(value, wanted)
  if type(wanted) == "string" then
    return type(value) == wanted
  end
  for _, one in ipairs(wanted) do
    if type(value) == one then
      return true
    end
  end
  return false
end

local function check_keys(where, name, spec)
  for key, value in pairs(spec) do
    local wanted = KEYS[key]
    if not wanted then
      fail(where, "%s: unknown key '%s'", name, tostring(key))
    end
    if not fits(value, wanted) then
      fail(where, "%s: '%s' cannot be a %s", name, key, type(value))
    end
  end
  for _, key in ipairs { "from", "via", "to" } do
    if spec[key] == nil then
      fail(where, "%s: '%s' is missing", name, key)
    end
  end
end

-- A name or a list of names as a fresh list.
local function list(where, name, key, value)
  if value == nil then
    return {}
  end
  if type(value) == "string" then
    return { value }
  end
  local copy = {}
  for i, one in ipairs(value) do
    if type(one) ~= "string" then
      fail(where, "%s: '%s' must hold names", name, key)
    end
    copy[i] = one
  end
  if next(value) ~= nil and #copy == 0 then
    fail(where, "%s: '%s' must be a list", name, key)
  end
  return copy
end

local function sorted_keys(map)
  local keys = {}
  for key in pairs(map) do
    keys[#keys + 1] = key
  end
  table.sort(keys)
  return keys
end

-- { {from=, to=}, ... } of a map; of a name: one pair that is for any state.
local function pairs_of(where, name, key, value)
  if type(value) == "string" then
    return { { to = value } }
  end
  local result = {}
  for from, to in pairs(value) do
    if type(from) ~= "string" or type(to) ~= "string" then
      fail(where, "%s: '%s' must map states to states", name, key)
    end
  end
  for _, from in ipairs(sorted_keys(value)) do
    result[#result + 1] = { from = from, to = value[from] }
  end
  if #result == 0 then
    fail(where, "%s: '%s' is empty", name, key)
  end
  return result
end

local function whole(where, name, key, value, least)
  if math.type(value) ~= "integer" or value < least then
    fail(where, "%s: '%s' must be a whole number, %d or more", name, key, least)
  end
  return value
end

-- Done states by the transitioning state they follow.
local function done_pairs(where, name, spec, via)
  local done = pairs_of(where, name, "to", spec.to)
  if type(spec.to) ~= "string" then
    return done
  end
  local result, seen = {}, {}
  for _, pair in ipairs(via) do
    if not seen[pair.to] then
      seen[pair.to] = true
      result[#result + 1] = { from = pair.to, to = spec.to }
    end
  end
  return result
end

local function normal(where, kind, verb, spec)
  local name = kind:lower() .. "." .. verb
  if type(spec) ~= "table" then
    fail(where, "%s: a table is wanted, not a %s", name, type(spec))
  end
  check_keys(where, name, spec)
  if spec.column and spec.column ~= "state" and spec.column ~= "allocationState" then
    fail(where, "%s: column must be state or allocationState, not '%s'", name, spec.column)
  end
  if spec.delegate and not spec.fallback then
    fail(where, "%s: delegate needs a fallback", name)
  end
  local via = pairs_of(where, name, "via", spec.via)
  local from = list(where, name, "from", spec.from)
  if #from == 0 then
    fail(where, "%s: 'from' is empty", name)
  end
  return {
    type = kind,
    verb = verb,
    name = name,
    column = spec.column == "allocationState" and 1 or 0,
    from = from,
    via = via,
    done = done_pairs(where, name, spec, via),
    fallback = spec.fallback,
    delegate = spec.delegate or false,
    pre = list(where, name, "pre", spec.pre),
    handle = list(where, name, "handlers", spec.handlers),
    post = list(where, name, "post", spec.post),
    on_failure = spec.on_failure or nil,
    retries = whole(where, name, "retries", spec.retries or DEFAULT_RETRIES, -1),
    deadline = whole(where, name, "deadline", spec.deadline or 0, 0) * 1000,
    priority = whole(where, name, "priority", spec.priority or 0, -1000),
    file = where.file,
    line = where.line,
  }
end

local function build(where, kind, initial, specs)
  local processes = {}
  for _, verb in ipairs(sorted_keys(specs)) do
    if specs[verb] then
      processes[verb] = normal(where, kind, verb, specs[verb])
    end
  end
  if not processes.create then
    fail(where, "%s: a lifecycle needs a process 'create'", kind)
  end
  for verb, one in pairs(processes) do
    if one.fallback and not processes[one.fallback] then
      fail(where, "%s.%s: there is no process '%s' to fall back to", kind, verb, one.fallback)
    end
    if one.on_failure and not processes[one.on_failure] then
      fail(where, "%s.%s: there is no process '%s' for on_failure", kind, verb, one.on_failure)
    end
  end
  return {
    is = "lifecycle",
    type = kind,
    initial = initial,
    processes = processes,
    file = where.file,
    line = where.line,
  }
end

local function check_type(where, kind, specs)
  if type(kind) ~= "string" or not kind:match("^[%a][%w]*$") then
    fail(where, "a lifecycle needs the name of a type")
  end
  if specs ~= nil and type(specs) ~= "table" then
    fail(where, "%s: a table is wanted, not a %s", kind, type(specs))
  end
end

local function here()
  local file, line = raw.where(3)
  return { file = file, line = line }
end

-- A shallow copy without the keys that are no processes.
local function processes_of(specs)
  local copy = {}
  for key, value in pairs(specs) do
    if key ~= "initial" then
      copy[key] = value
    end
  end
  return copy
end

--- A lifecycle of one's own: every process is given.
function process.define(kind, specs)
  local where = here()
  check_type(where, kind, specs)
  if type(specs) ~= "table" then
    fail(where, "%s: a table of processes is wanted", kind)
  end
  if type(specs.initial) ~= "string" then
    fail(where, "%s: 'initial' is missing", kind)
  end
  return build(where, kind, specs.initial, processes_of(specs))
end

-- The seven processes of nearly every type, fresh for each use.
local function generic()
  return {
    create = { from = "requested", via = "registering", to = "inactive", fallback = "activate" },
    activate = { from = { "inactive", "registering" }, via = "activating", to = "active" },
    deactivate = {
      from = { "active", "activating", "updating-active", "updating-inactive" },
      via = "deactivating",
      to = "inactive",
      fallback = "remove",
    },
    remove = {
      from = {
        "requested", "inactive", "activating", "deactivating", "registering",
        "updating-active", "updating-inactive",
      },
      via = "removing",
      to = "removed",
    },
    purge = { from = "removed", via = "purging", to = "purged" },
    update = {
      from = { "inactive", "active" },
      via = { inactive = "updating-inactive", active = "updating-active" },
      to = { ["updating-inactive"] = "inactive", ["updating-active"] = "active" },
    },
    restore = { from = "removed", via = "restoring", to = "inactive" },
  }
end

--- The generic lifecycle, with what is given merged into each process; `false` takes one
-- out, an unknown verb adds one.
function process.standard(kind, specs)
  local where = here()
  check_type(where, kind, specs)
  specs = specs or {}
  local merged = generic()
  for verb, extra in pairs(processes_of(specs)) do
    local common = merged[verb]
    if common and type(extra) == "table" then
      for key, value in pairs(extra) do
        common[key] = value
      end
    else
      merged[verb] = extra
    end
  end
  return build(where, kind, specs.initial or "requested", merged)
end

return process
