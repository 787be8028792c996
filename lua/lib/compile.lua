--- Everything that was declared, put together: types with what they inherit and what their
-- lifecycle says of them, processes with their handlers in order. Checks what no single
-- file can know. The script layer turns the result into the server's definitions.

local verbs = require("stampede.verbs")

local compile = {}

local PHASES = { "pre", "handle", "post" }

local function fail(where, text, ...)
  error(("%s:%d: %s"):format(where.file, where.line, text:format(...)), 0)
end

local function sorted_keys(map)
  local keys = {}
  for key in pairs(map) do
    keys[#keys + 1] = key
  end
  table.sort(keys)
  return keys
end

-- By name, refusing two of one name.
local function by_name(list, key, what)
  local map = {}
  for _, one in ipairs(list) do
    local name = one[key]
    local other = map[name]
    if other then
      fail(one, "%s '%s' is there twice (also in %s:%d)", what, name, other.file, other.line)
    end
    map[name] = one
  end
  return map
end

-- --- Handlers that attach themselves -----------------------------------------------------

local function pattern_of(glob)
  return "^" .. glob:lower():gsub("[^%w*]", "%%%0"):gsub("%*", ".*") .. "$"
end

local function matches(one, name)
  for _, glob in ipairs(one.on) do
    if name:find(pattern_of(glob)) then
      return true
    end
  end
  return false
end

local function index_of(list, name)
  for i, one in ipairs(list) do
    if one == name then
      return i
    end
  end
end

-- Where in `list` a handler goes; nil while one that it must stand beside is still `pending`.
local function position(one, list, pending, process)
  local first, last = 1, #list + 1
  for _, name in ipairs(one.after or {}) do
    if pending[name] then
      return nil
    end
    first = math.max(first, (index_of(list, name) or 0) + 1)
  end
  for _, name in ipairs(one.before or {}) do
    if pending[name] then
      return nil
    end
    last = math.min(last, index_of(list, name) or last)
  end
  if first > last then
    fail(one, "handler '%s' cannot stand both before and after what it names in %s", one.name, process)
  end
  return last
end

-- Who closed a circle: the one that came last of those in it.
local function last_pending(wanting, pending)
  local last
  for _, one in ipairs(wanting) do
    if pending[one.name] then
      last = one
    end
  end
  return last
end

-- Places all handlers that want into one list of one process.
local function attach(list, wanting, process)
  local pending, left = {}, #wanting
  for _, one in ipairs(wanting) do
    pending[one.name] = true
  end
  while left > 0 do
    local before = left
    for _, one in ipairs(wanting) do
      local at = pending[one.name] and position(one, list, pending, process)
      if at then
        table.insert(list, at, one.name)
        pending[one.name] = nil
        left = left - 1
      end
    end
    if left == before then
      local names = {}
      for _, one in ipairs(wanting) do
        if pending[one.name] then
          names[#names + 1] = "'" .. one.name .. "'"
        end
      end
      table.sort(names)
      fail(last_pending(wanting, pending),
        "handlers %s want to stand before or after each other in a circle in %s",
        table.concat(names, ", "), process)
    end
  end
end

-- A handler that stands beside one that there is not is a mistake in writing, unless it was
-- admitted before (`settled`) and the other one has gone since.
local function check_neighbours(one, known)
  for _, key in ipairs { "before", "after" } do
    for _, name in ipairs(not one.settled and one[key] or {}) do
      if not known[name] then
        fail(one, "handler '%s': there is no handler '%s' to stand %s", one.name, name, key)
      end
    end
  end
end

local function attach_all(processes, handlers, known)
  -- By name: the order must not depend on which file was read first.
  handlers = table.move(handlers, 1, #handlers, 1, {})
  table.sort(handlers, function(a, b) return a.name < b.name end)
  for _, one in ipairs(handlers) do
    check_neighbours(one, known)
    local hit = not one.on
    for _, process in ipairs(processes) do
      hit = hit or matches(one, process.name)
    end
    if not hit then
      fail(one, "handler '%s': no process is called '%s'", one.name, table.concat(one.on, "', '"))
    end
  end
  for _, process in ipairs(processes) do
    local wanting = { pre = {}, handle = {}, post = {} }
    for _, one in ipairs(handlers) do
      if one.on and matches(one, process.name) then
        table.insert(wanting[one.phase or "handle"], one)
      end
    end
    for _, phase in ipairs(PHASES) do
      attach(process[phase], wanting[phase], process.name)
    end
  end
end

-- --- Processes ---------------------------------------------------------------------------

local function check_handlers(process, handlers)
  for _, phase in ipairs(PHASES) do
    for _, name in ipairs(process[phase]) do
      if not handlers[name] then
        fail(process, "%s names handler '%s', which does not exist", process.name, name)
      end
    end
  end
end

-- A copy whose lists of handlers are its own: definitions are compiled more than once.
local function fresh(process, initial)
  local copy = {}
  for key, value in pairs(process) do
    copy[key] = value
  end
  for _, phase in ipairs(PHASES) do
    copy[phase] = table.move(process[phase], 1, #process[phase], 1, {})
  end
  copy.initial = initial
  return copy
end

-- Takes the handlers that an operator disabled out again; what stands beside them stays in order.
local function leave_out(processes, disabled)
  for _, process in ipairs(processes) do
    for _, phase in ipairs(PHASES) do
      local kept = {}
      for _, name in ipairs(process[phase]) do
        if not disabled[name] then
          kept[#kept + 1] = name
        end
      end
      process[phase] = kept
    end
  end
end

local function processes_of(lifecycles, handlers, disabled)
  local list, known = {}, by_name(handlers, "name", "handler")
  local types = by_name(lifecycles, "type", "lifecycle")
  for _, name in ipairs(sorted_keys(types)) do
    local lifecycle = types[name]
    for _, verb in ipairs(sorted_keys(lifecycle.processes)) do
      local process = fresh(lifecycle.processes[verb], lifecycle.initial)
      check_handlers(process, known)
      list[#list + 1] = process
    end
  end
  attach_all(list, handlers, known)
  if disabled then
    leave_out(list, disabled)
  end
  return list, types
end

-- --- Types -------------------------------------------------------------------------------

local function plural_of(name)
  if name:find("s$") or name:find("x$") or name:find("ch$") then
    return name .. "es"
  end
  return name .. "s"
end

local function prefix_of(base)
  return "1" .. base:sub(1, 1) .. base:sub(2):gsub("%U", ""):lower()
end

local function unique(list)
  local result, seen = {}, {}
  for _, one in ipairs(list) do
    if not seen[one] then
      seen[one] = true
      result[#result + 1] = one
    end
  end
  return result
end

-- All states of the state column, and all in which something is under way.
local function states_of(lifecycle)
  local all, moving = { lifecycle.initial }, {}
  for _, process in pairs(lifecycle.processes) do
    for _, pair in ipairs(process.via) do
      moving[#moving + 1] = pair.to
    end
    if process.column == 0 then
      for _, state in ipairs(process.from) do
        all[#all + 1] = state
      end
      for _, list in ipairs { process.via, process.done } do
        for _, pair in ipairs(list) do
          all[#all + 1] = pair.to
        end
      end
    end
  end
  all, moving = unique(all), unique(moving)
  table.sort(all)
  table.sort(moving)
  return all, moving
end

-- Start states and the transitioning ones of a verb; nil when it is none of the lifecycle.
local function states_of_verb(lifecycle, verb)
  local process = lifecycle and lifecycle.processes[verb]
  if not process then
    return nil
  end
  local states = table.move(process.from, 1, #process.from, 1, {})
  for _, pair in ipairs(process.via) do
    states[#states + 1] = pair.to
  end
  return unique(states)
end

local function actions_of(spec, lifecycle, base)
  local result, wanted = {}, spec.actions
  if not wanted then
    wanted = {}
    for verb in pairs(lifecycle and lifecycle.processes or {}) do
      wanted[verb] = {}
    end
  end
  for _, verb in ipairs(sorted_keys(wanted)) do
    local action = wanted[verb]
    result[#result + 1] = {
      name = verb,
      input = action.input,
      output = action.output or base,
      description = verbs.describe(verb, action.description, lifecycle and lifecycle.processes[verb]),
      states = action.states or states_of_verb(lifecycle, verb),
      extension = action.extension,
    }
  end
  return result
end

-- An inherited field that nobody sees. It stays, since the rows of parent and child are the same.
local function veiled(field)
  local copy = {}
  for key, value in pairs(field) do
    copy[key] = value
  end
  copy.access, copy.required = {}, false
  for i = 1, #field.access do
    copy.access[i] = 0
  end
  return copy
end

-- Its own fields in their order, then those of the parent that it does not list.
local function fields_of(spec, parent)
  local result, own = {}, {}
  for _, field in ipairs(spec.fields) do
    own[field.name] = field
    if not field.hidden then
      result[#result + 1] = field
    end
  end
  for _, field in ipairs(parent and parent.fields or {}) do
    if not own[field.name] then
      result[#result + 1] = field
    elseif own[field.name].hidden then
      result[#result + 1] = veiled(field)
    end
  end
  return result
end

local function set_states(fields, states)
  for i, field in ipairs(fields) do
    if field.place == "state" and not field.fixed then
      local copy = {}
      for key, value in pairs(field) do
        copy[key] = value
      end
      copy.type, copy.text, copy.options = "enum", "enum", states
      fields[i] = copy
    end
  end
end

-- As many as the API can show of one resource.
local FIELDS_MAX = 250

local function type_of(spec, parent, lifecycles)
  local base = parent and parent.base or spec.name
  local lifecycle = lifecycles[base]
  local plural = spec.plural or plural_of(spec.name)
  local result = {
    name = spec.name,
    base = base,
    parent = spec.parent,
    plural = plural,
    url = plural:lower(),
    id_prefix = prefix_of(base),
    description = spec.description,
    methods = spec.methods,
    fields = fields_of(spec, parent),
    has_process = lifecycle ~= nil,
    extension = spec.extension,
    file = spec.file,
    line = spec.line,
  }
  if #result.fields > FIELDS_MAX then
    fail(spec, "type '%s' has more than %d fields", spec.name, FIELDS_MAX)
  end
  if parent then
    result.has_table = parent.has_table
  else
    result.has_table = spec.table
  end
  if parent and not spec.actions then
    result.actions = parent.actions
  else
    result.actions = actions_of(spec, lifecycle, base)
  end
  if lifecycle then
    result.states, result.transitioning = states_of(lifecycle)
    set_states(result.fields, result.states)
  end
  return result
end

-- A reference to a type that there is not is a mistake in writing, but for one that was admitted
-- before and whose target has gone since.
local function check_references(schemas, known)
  for _, spec in ipairs(schemas) do
    for _, field in ipairs(spec.fields) do
      if field.reference and not known[field.reference] and not spec.settled then
        fail(spec, "type '%s': field '%s' refers to '%s', and there is no such type", spec.name, field.name,
          field.reference)
      end
    end
  end
end

local function types_of(schemas, lifecycles)
  local known, done, list = by_name(schemas, "name", "type"), {}, {}
  local function visit(name, from)
    local spec = known[name]
    if not spec then
      fail(from, "type '%s': there is no type '%s' to be its parent", from.name, name)
    end
    if done[name] == false then
      fail(spec, "type '%s' is its own parent", name)
    end
    if done[name] == nil then
      done[name] = false
      local parent = spec.parent and visit(spec.parent, spec)
      done[name] = type_of(spec, parent, lifecycles)
      list[#list + 1] = done[name]
    end
    return done[name]
  end
  for _, name in ipairs(sorted_keys(known)) do
    visit(name, known[name])
  end
  check_references(schemas, known)
  for name, lifecycle in pairs(lifecycles) do
    if not known[name] then
      fail(lifecycle, "there is no type '%s' for this lifecycle (api/schemas/)", name)
    end
    if known[name].parent then
      fail(lifecycle, "'%s' is a child type; its lifecycle is that of '%s'", name, known[name].parent)
    end
  end
  return list
end

--- { schemas, lifecycles, handlers } as defined -> { types, processes }, ordered. `disabled`:
-- names of handlers that keep their place but do not run, as keys. Changes nothing it is given.
function compile.all(definitions)
  local processes, lifecycles =
    processes_of(definitions.lifecycles, definitions.handlers, definitions.disabled)
  return {
    types = types_of(definitions.schemas, lifecycles),
    processes = processes,
  }
end

return compile
