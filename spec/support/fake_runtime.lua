--- The modules of lua/README.md over a world in memory, for specs of handlers and commands.
--
-- It stands in for `stampede.raw`, so everything in lua/lib is the real thing. Every
-- primitive yields; one that changes the world yields after the change, as an effect. The
-- driver may drop a task at any effect, as a power cut would, and begin it again from the
-- durable queue. Agents are the real commands over a fake Docker and a fake libvirt.

local fake_pool = require("fake_pool")
local fake_rows = require("fake_rows")
local hosts = require("fake_hosts")
local primitives = require("fake_primitives")
local sources = require("sources")

local fake = {}

local current -- the world that the primitives work on
local raw = {}

-- --- Loading ------------------------------------------------------------------------------

package.preload["stampede.raw"] = function() return raw end
table.insert(package.searchers, 2, function(name)
  local module = name:match("^stampede%.([%w_]+)$")
  if module then
    return assert(loadfile("lua/lib/" .. module .. ".lua"))
  end
end)

local files, load_all = sources.files, sources.load_all

-- --- Errors -------------------------------------------------------------------------------

local ERROR = {
  __tostring = function(fault) return fault.code .. ": " .. fault.message end,
  __name = "error",
}

local function new_error(code, message, field, tag)
  return setmetatable({ code = code, message = message, field = field, tag = tag }, ERROR)
end

fake.error = new_error

local NULL = setmetatable({}, { __tostring = function() return "null" end })

fake.null = NULL

-- --- Rows ---------------------------------------------------------------------------------

local BASE = sources.bases()

local function copy(value)
  if type(value) ~= "table" or value == NULL then
    return value
  end
  local result = {}
  for key, item in pairs(value) do
    result[key] = copy(item)
  end
  return result
end

fake.copy = copy

local function equal(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then
    return a == b
  end
  for key, value in pairs(a) do
    if not equal(value, b[key]) then
      return false
    end
  end
  for key in pairs(b) do
    if a[key] == nil then
      return false
    end
  end
  return true
end

local function merge(into, patch)
  for key, value in pairs(patch) do
    local name = type(key) == "string" and key:match("^%+(.+)$")
    if name and type(value) == "table" then
      into[name] = type(into[name]) == "table" and into[name] or {}
      merge(into[name], value)
    elseif type(key) ~= "string" or not key:find("^_") then
      if value == NULL then
        into[key] = nil
      else
        into[key] = copy(value)
      end
    end
  end
end

-- What Lua sees of a row: fields kept under data.fields at the top too.
local function view(row)
  local result = copy(row)
  for key, value in pairs(result.data and result.data.fields or {}) do
    result[key] = value
  end
  result.base = nil
  result.type = BASE[row.kind] == row.base and row.kind or row.base
  return result
end

local function effect(name)
  coroutine.yield("effect", name)
end

local function look(name)
  coroutine.yield("look", name)
end

local World = {}
World.__index = World

fake_rows.methods(World, BASE, merge)

-- --- Processes ----------------------------------------------------------------------------

local TRANSIENT = { unavailable = true, timeout = true }

local function pair(list, state)
  for _, one in ipairs(list) do
    if one.from == state or one.from == nil then
      return one.to
    end
  end
end

local function has(list, key, state)
  for _, one in ipairs(list) do
    if one[key] == state then
      return true
    end
  end
  return false
end

local function starts_from(process, state)
  for _, from in ipairs(process.from) do
    if from == state then
      return true
    end
  end
  return false
end

local function column_of(process)
  return process.column == 1 and "allocationState" or "state"
end

local Task = {}
Task.__index = Task

function Task:progress(percent, message)
  table.insert(current.shown, { process = self.process, percent = percent, message = message })
end

function Task.log() end

-- Data is of the process that was asked for, whoever is run inside it.
function Task:patch(fields)
  if self.data ~= current.asked_data then
    merge(self.data, fields)
  end
  merge(current.asked_data, fields)
  effect("task:patch")
end

function World:process(base, verb)
  local lifecycle = assert(self.lifecycles[base], "no lifecycle of " .. base)
  return assert(lifecycle.processes[verb], "no process " .. base .. "." .. verb)
end

-- Into the transitioning state; "done" when there is nothing to do, or nil and why not.
function World.enter(_, row, process, chained)
  local column = column_of(process)
  local state = row[column]
  if has(process.via, "to", state) then
    return "enter"
  elseif starts_from(process, state) or chained then
    row[column] = pair(process.via, state) or process.via[1].to
    if column == "state" then
      row.error = nil
    end
    effect("state " .. row[column])
    return "enter"
  elseif has(process.done, "to", state) then
    return "done"
  end
  return nil
end

function World:handler(name)
  self.ran[name] = true
  return assert(self.handlers[name], "no handler " .. name)
end

-- One pass over the handlers; what they asked for.
function World:logic(row, process, data)
  local asked = {}
  local task = setmetatable({
    process = process.name, data = data, attempt = self.attempt, actor = "spec",
  }, Task)
  for _, phase in ipairs { "pre", "handle", "post" } do
    for _, name in ipairs(process[phase]) do
      local result, fault = self:handler(name).run(view(row), task)
      if result == nil and fault ~= nil then
        error(fault, 0)
      end
      result = result or {}
      asked.delegate = asked.delegate or result._delegate
      asked.chain = result._chain or asked.chain
      self:apply(row, result, "result of " .. name)
    end
  end
  return asked
end

function World.apply(_, row, fields, name)
  local before = copy(row)
  merge(row, fields)
  if not equal(before, row) then
    effect(name)
  end
end

--- Runs a process inline. Gives the verb that it chains to, if any.
function World:execute(row, verb, data, chained)
  local process = self:process(row.base, verb)
  local entered = self:enter(row, process, chained)
  if not entered and process.fallback then
    return self:execute(row, process.fallback, data)
  end
  if not entered then
    error(new_error("conflict", ("%s %d is '%s'; no %s from there"):format(
      row.base, row.id, row[column_of(process)], verb)), 0)
  end
  if entered == "done" then
    return nil
  end

  local asked = self:logic(row, process, data)
  if asked.delegate or process.delegate then
    self:enter(row, self:process(row.base, process.fallback), true)
    return self:execute(row, process.fallback, data)
  end
  if asked.chain then
    return asked.chain
  end
  local column = column_of(process)
  row[column] = pair(process.done, row[column])
  if verb == "remove" then
    row.removed, row.removeTime = self.now, self.now
  elseif verb == "restore" then
    row.removed, row.removeTime = nil, nil
  end
  effect("state " .. row[column])
  return nil
end

--- Makes a process durable. Returns nil and an error when the state forbids it.
function World:schedule(row, verb, data)
  local process = self:process(row.base, verb)
  for _, entry in ipairs(self.queue) do
    if entry.row == row and entry.verb == verb then
      return true
    end
  end
  local state = row[column_of(process)]
  if not starts_from(process, state) and not has(process.via, "to", state) then
    if has(process.done, "to", state) then
      return true
    end
    return nil, new_error("conflict", ("%s %d is '%s'"):format(row.base, row.id, state))
  end
  if starts_from(process, state) then
    row[column_of(process)] = pair(process.via, state)
  end
  self.queue[#self.queue + 1] = { row = row, verb = verb, data = copy(data or {}), first = verb }
  return true
end

local function finish(world, entry)
  for i, one in ipairs(world.queue) do
    if one == entry then
      table.remove(world.queue, i)
      return
    end
  end
end

-- One attempt of an entry, in a coroutine. Gives false when it was cut off. While it sleeps, the
-- others go on.
function World:attempt_one(entry, cut_at)
  entry.attempt, entry.running = (entry.attempt or 0) + 1, true
  local task = coroutine.create(function()
    self.attempt = entry.attempt
    local chain = self:execute(entry.row, entry.verb, entry.data)
    if chain then
      -- One commit in the engine: the state moves together with the row of the process.
      entry.verb, entry.first = chain, chain
      self:enter(entry.row, self:process(entry.row.base, chain), true)
    else
      finish(self, entry)
    end
    entry.attempt = 0
  end)
  while true do
    self.asked_data = entry.data
    local ok, what, name = coroutine.resume(task)
    entry.running = coroutine.status(task) ~= "dead"
    if not ok then
      coroutine.close(task)
      return self:failed(entry, what)
    end
    if not entry.running then
      return true
    end
    local cut = false
    if what == "effect" then
      self.effects = self.effects + 1
      self.trace[#self.trace + 1] = name
      cut = self.effects == cut_at
    elseif name == "sleep" then
      cut = not self:attempt_others(cut_at)
    end
    if cut then
      entry.running = false
      coroutine.close(task)
      self.locks = {}
      return false
    end
  end
end

function World:attempt_others(cut_at)
  for _, entry in ipairs(table.move(self.queue, 1, #self.queue, 1, {})) do
    if not entry.running and has(self.queue, "row", entry.row) and not self:attempt_one(entry, cut_at) then
      return false
    end
  end
  return true
end

function World:attempt_first(cut_at)
  return self:attempt_one(self.queue[1], cut_at)
end

-- The compensation of the process as it was asked for, or of the one in hand (create goes on as
-- activate), that begins at this state.
function World:undo(entry)
  local lifecycle = self.lifecycles[entry.row.base].processes
  local first = lifecycle[entry.first]
  for _, process in ipairs { first, first.fallback and lifecycle[first.fallback] or first } do
    local undo = process.on_failure and lifecycle[process.on_failure]
    if undo and starts_from(undo, entry.row[column_of(undo)]) then
      return process.on_failure
    end
  end
end

-- Tried again a few times, then undone as the lifecycle says.
function World:failed(entry, fault)
  if type(fault) ~= "table" or not fault.code then
    error(fault, 0)
  end
  finish(self, entry)
  if TRANSIENT[fault.code] and entry.attempt < 4 then
    self.queue[#self.queue + 1] = entry -- the others first
    return true
  end
  local undo = self:undo(entry)
  if undo then
    assert(self:schedule(entry.row, undo))
  end
  entry.row.error = fault.message
  return true
end

--- Runs everything that is scheduled; cuts the power once after `cut_at` effects.
function World:drain(cut_at)
  local turns = 0
  while #self.queue > 0 do
    turns = turns + 1
    assert(turns < 1000, "the queue never empties")
    if not self:attempt_first(cut_at) then
      self.cuts = self.cuts + 1
    end
  end
end

--- Calls a function of a module as the server role does, and gives what it returns.
function World:call(fn, ...)
  local args, result = table.pack(...), nil
  local task = coroutine.create(function()
    result = table.pack(fn(table.unpack(args, 1, args.n)))
  end)
  repeat
    local ok, what, name = coroutine.resume(task)
    if not ok then
      coroutine.close(task)
      error(what, 0)
    end
    if what == "effect" then
      self.effects = self.effects + 1
      self.trace[#self.trace + 1] = name
      if self.effects == self.cut_call then
        coroutine.close(task)
        self.locks = {}
        return nil, "cut"
      end
    end
  until coroutine.status(task) == "dead"
  return table.unpack(result, 1, result.n)
end

-- --- Primitives ---------------------------------------------------------------------------

local function now() return current end

primitives.install(raw, now, {
  effect = effect, look = look, error = new_error, null = NULL, copy = copy, merge = merge, view = view,
})
hosts.primitives(raw, now, effect, look, new_error)
fake_pool.primitives(raw, now, effect, look, new_error)

--- What the agent does with an event: the real command. One inside an instance is as able.
function World:serve(event, data)
  if event == "delegate.request" then
    return data.event.name == "ping" and {} or self:serve(data.event.name, data.event.data)
  end
  for _, one in ipairs(self.commands) do
    if one.event == event and (not one.applies or one.applies(data)) then
      self.ran[one.name] = true
      local ok, reply, fault = pcall(one.run, data, setmetatable({ data = {} }, Task))
      if not ok then
        if type(reply) ~= "table" then
          error(reply, 0)
        end
        return nil, reply
      end
      return reply, fault
    end
  end
  return nil, new_error("unsupported", "nothing serves " .. event)
end

-- --- Worlds -------------------------------------------------------------------------------

local loaded

local function load_once()
  if not loaded then
    loaded = { lifecycles = {}, handlers = {}, commands = load_all("lua/commands") }
    for _, lifecycle in ipairs(load_all("lua/processes")) do
      loaded.lifecycles[lifecycle.type] = lifecycle
    end
    for _, handler in ipairs(load_all("lua/handlers")) do
      loaded.handlers[handler.name] = handler
    end
  end
  return loaded
end

--- A fresh world with an empty machine, and nothing in the store.
function fake.new()
  current = nil
  local world = setmetatable({
    rows = {}, of_base = {}, ids = {}, queue = {}, locks = {}, up = {}, logs = {}, trace = {}, shown = {},
    ran = {}, uuids = 0, effects = 0, attempt = 0, cuts = 0, now = 1000000,
    machine = hosts.machine(),
  }, World)
  local parts = load_once()
  world.lifecycles, world.handlers = parts.lifecycles, parts.handlers
  world.commands = parts.commands
  current = world
  return world
end

fake.files = files

return fake
