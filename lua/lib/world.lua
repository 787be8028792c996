--- A world to try handlers in: rows over those of the store, which stays as it is, and agents
-- that pretend. What a handler does there is an effect like any other, and reaches nobody.
--
-- The script layer calls `primitives` instead of its own for tasks that work in a world
-- (core/script/prove.h); each gets the world first.

local raw = require("stampede.raw")
local rows = require("stampede.world_rows")
local hosts = require("stampede.world_hosts")
local scene = require("stampede.world_scene")

local world = {}

local TRANSIENT = { unavailable = true, timeout = true }

-- --- Processes ----------------------------------------------------------------------------

local function pair(list, state)
  for _, one in ipairs(list) do
    if one.from == nil or one.from == state then
      return one.to
    end
  end
end

local function has(list, state)
  for _, one in ipairs(list) do
    if one == state or (type(one) == "table" and one.to == state) then
      return true
    end
  end
  return false
end

local function column_of(process)
  return process.column == 1 and "allocationState" or "state"
end

local function illegal(row, process)
  return raw.error.new("conflict", ("%s %s is '%s'; %s needs one of %s"):format(row.type,
    tostring(row.id), tostring(row[column_of(process)]), process.name, table.concat(process.from, ", ")))
end

-- Into the transitioning state. "enter", "done" when there is nothing to do, or nil.
local function enter(row, process, chained)
  local column = column_of(process)
  local state = row[column]
  if has(process.via, state) then
    return "enter"
  end
  if chained or has(process.from, state) then
    row[column] = pair(process.via, state) or process.via[1].to
    return "enter"
  end
  return has(process.done, state) and "done" or nil
end

local function pretended_task(self, process, handler, data)
  local task = {
    process = process.name, handler = handler.name, phase = handler.phase, actor = "prove",
    attempt = 1, data = data,
  }
  function task.progress() end
  function task.log(_, level, sentence, pairs_)
    self.said[#self.said + 1] = { handler = handler.name, level = level, text = sentence, pairs = pairs_ }
  end
  function task.patch(_, fields)
    rows.merge(data, fields)
  end
  return task
end

-- Runs one handler on the row and puts over it what it returns; what it asks for besides.
local function run_handler(self, row, process, handler, data, asked)
  local before = raw.prove.enter(handler.name)
  local result, fault = handler.run(rows.copy(row), pretended_task(self, process, handler, data))
  raw.prove.enter(before)
  if not result and fault ~= nil then
    error(fault, 0)
  end
  if result and type(result) ~= "table" then
    error(raw.error.new("internal", ("handler '%s' must return nothing or a table, not a %s"):format(
      handler.name, type(result))), 0)
  end
  result = result or {}
  if result.state ~= nil or result.allocationState ~= nil then
    error(raw.error.new("invalid", ("handler '%s': a state is moved by processes only"):format(
      handler.name), "state"), 0)
  end
  assert(rows.change(self.rows, row.type, row.id, result))
  asked.delegate = asked.delegate or result._delegate
  asked.chain = asked.chain or result._chain
  return result._stop
end

local function run_handlers(self, row, process, data)
  local asked, stopped = {}, false
  for _, handler in ipairs(process.handlers) do
    if not (stopped and handler.phase == "handle") then
      stopped = run_handler(self, row, process, handler, data, asked) and handler.phase == "handle"
        or stopped
    end
  end
  return asked
end

local function stamp(row, verb)
  if verb == "remove" then
    row.removed, row.removeTime = raw.time.now(), raw.time.now()
  elseif verb == "restore" then
    row.removed, row.removeTime = nil, nil
  end
end

-- Runs a process with all its handlers. Raises what they fail with.
local function execute(self, row, verb, data)
  local process = raw.prove.process(row.type, verb)
  if not process then
    error(raw.error.new("unsupported", ("%s has no process '%s'"):format(row.type, tostring(verb))), 0)
  end
  local entered = enter(row, process)
  if not entered and process.fallback then
    return execute(self, row, process.fallback, data)
  end
  if not entered then
    error(illegal(row, process), 0)
  end
  if entered == "done" then
    return
  end
  local asked = run_handlers(self, row, process, data)
  if (asked.delegate or process.delegate) and process.fallback then
    enter(row, raw.prove.process(row.type, process.fallback), true)
    return execute(self, row, process.fallback, data)
  end
  local column = column_of(process)
  row[column] = pair(process.done, row[column]) or row[column]
  stamp(row, verb)
  if asked.chain then
    return execute(self, row, asked.chain, data)
  end
end

-- --- Primitives ---------------------------------------------------------------------------

local resource = {}

function resource.get(self, type_name, id)
  local row, fault = rows.find(self.rows, type_name, id)
  if not row then
    return nil, fault
  end
  return rows.copy(row)
end

function resource.sum(self, type_name, filter, field, fallback)
  local sum = 0
  for _, row in ipairs(rows.list(self.rows, type_name, filter, false)) do
    sum = sum + (row[field] or fallback)
  end
  return sum
end

function resource.list(self, type_name, filter, removed, limit)
  return rows.list(self.rows, type_name, filter, removed == nil or removed, limit)
end

function resource.create(self, type_name, fields, verb)
  raw.prove.effect("resource.create", type_name, true, fields)
  local row = rows.add(self.rows, type_name, fields)
  local process = verb and raw.prove.process(row.type, verb)
  if process and #process.handlers == 0 then
    execute(self, row, verb, {})
  end
  return rows.copy(row)
end

local function named(res, verb)
  return ("%s %s%s"):format(res.type, tostring(res.id), verb and " " .. verb or "")
end

function resource.update(self, res, fields)
  if fields.state ~= nil or fields.allocationState ~= nil then
    return nil, raw.error.new("invalid", "a state is moved by processes only", "state")
  end
  if not rows.holds(self.rows, res.type, res.id, fields) then
    raw.prove.effect("resource.update", named(res), false, fields)
  end
  local row, fault = rows.change(self.rows, res.type, res.id, fields)
  if not row then
    return nil, fault
  end
  return rows.copy(row)
end

function resource.delete(self, res)
  raw.prove.effect("resource.delete", named(res))
  rows.remove(self.rows, res.type, res.id)
  return true
end

function resource.run(self, res, verb, data)
  raw.prove.effect("resource.run", named(res, verb), false, nil, data)
  local row, fault = rows.find(self.rows, res.type, res.id)
  if not row then
    return nil, fault
  end
  local before = raw.prove.enter()
  local ok, why = pcall(execute, self, row, verb, rows.copy(data or {}))
  raw.prove.enter(before)
  if not ok then
    if type(why) == "table" then
      return nil, why
    end
    error(why, 0)
  end
  return rows.copy(row)
end

function resource.schedule(self, res, verb, data)
  raw.prove.effect("resource.schedule", named(res, verb), false, nil, data)
  local row, fault = rows.find(self.rows, res.type, res.id)
  if not row then
    return nil, fault
  end
  local process = raw.prove.process(row.type, verb)
  if not process then
    return nil, raw.error.new("unsupported", ("%s has no process '%s'"):format(row.type, tostring(verb)))
  end
  if not enter(row, process) then
    return nil, illegal(row, process)
  end
  return true
end

function resource.here()
  return true
end

function resource.has_type(_, name)
  return raw.prove.type(name) ~= nil
end

local agent = {}

function agent.is_up()
  return true
end

--- Answers as a simulated host does, unless the one who asked for the trial said otherwise.
function agent.request(self, id, event, type_name, resource_id, data, _, _, progress)
  raw.prove.effect("agent.request", event, false, { id, type_name, resource_id }, data)
  self.asked[#self.asked + 1] = { event = event, data = rows.copy(data or {}) }
  if progress == true then
    raw.task.progress(raw.task.id(), 100, event)
  elseif progress then
    progress(100, event)
  end
  local answer = self.answers[event]
  if answer == nil then
    return hosts.answer(self.machine, event, data or {})
  end
  if type(answer) == "table" and type(answer.error) == "table" then
    return nil, raw.error.new(answer.error.code or "internal", answer.error.message or "it fails")
  end
  return rows.copy(answer)
end

local event = {}

function event.request(self, name, type_name, resource_id, data)
  raw.prove.effect("event.request", name, false, { type_name, resource_id }, data)
  return rows.copy(self.answers[name] or {})
end

function event.hearers()
  return 1
end

local pool = {}

local TEXT = {
  decimal = function(n) return ("%d"):format(n) end,
  dotted = function(n)
    return ("%d.%d.%d.%d"):format(n >> 24 & 255, n >> 16 & 255, n >> 8 & 255, n & 255)
  end,
  colons2 = function(n) return ("%02x:%02x"):format(n >> 8 & 255, n & 255) end,
  colons3 = function(n) return ("%02x:%02x:%02x"):format(n >> 16 & 255, n >> 8 & 255, n & 255) end,
}

function pool.take(self, fields, name, first, last, start, text, head)
  raw.prove.effect("pool.take", name, true, { fields, start })
  local taken, all = {}, rows.list(self.rows, "resourcePool", {
    poolType = fields.poolType, poolId = fields.poolId, qualifier = fields.qualifier,
  }, false)
  for _, row in ipairs(all or {}) do
    taken[row.item] = true
  end
  for turn = 0, math.min(last - first, #taken + 1000) do
    local number = first + (start - first + turn) % (last - first + 1)
    local item = (head or "") .. TEXT[text](number)
    if not taken[item] then
      local row = rows.add(self.rows, "resourcePool", fields)
      row.item = item
      return row.id
    end
  end
  return nil, raw.error.new("conflict", "there is none left in " .. name)
end

local lock = {}

function lock.take(self, name)
  if self.locks[name] then
    error(("lock '%s' is held by this task already"):format(name), 0)
  end
  self.locks[name] = true
  return setmetatable({}, { __close = function() self.locks[name] = nil end, __name = "lock" })
end

local log = {}

function log.write(self, level, sentence, values)
  self.said[#self.said + 1] = { level = level, text = sentence, pairs = values }
end

world.primitives = {
  resource = resource, agent = agent, event = event, pool = pool, lock = lock, log = log,
  time = { sleep = function() end },
  task = { id = function() end, progress = function() end },
}
for name, functions in pairs(hosts.primitives) do
  world.primitives[name] = functions
end

-- --- Trials -------------------------------------------------------------------------------

--- A world for one trial. `spec`: type, id (nil: one made up), resource (fields put over it),
-- process data, answers by event; verb of the process; only (its one handler), or all.
function world.new(spec)
  return {
    spec = spec, rows = rows.new(), answers = spec.answers or {}, machine = hosts.machine(spec.answers or {}),
    locks = {}, said = {}, asked = {},
  }
end

-- The resource it is tried on: as it is when the process has just begun.
local function subject(self)
  local spec = self.spec
  if self.subject then
    return assert(rows.find(self.rows, self.subject.type, self.subject.id))
  end
  local row
  if spec.id then
    row = assert(rows.find(self.rows, spec.type, spec.id))
    if spec.resource then
      rows.change(self.rows, row.type, row.id, spec.resource)
    end
  else
    row = scene.imagine(self, spec.type, spec.resource)
  end
  local process = raw.prove.process(row.type, spec.verb)
  if process and (spec.only or not spec.id) then
    local column = column_of(process)
    if spec.only and not has(process.via, row[column]) then
      row[column] = pair(process.via, row[column]) or process.via[1].to
    elseif not spec.only and not has(process.from, row[column]) then
      row[column] = process.from[1]
    end
  end
  self.subject = { type = row.type, id = row.id }
  return row
end

--- One run of the trial, from the top: on the world as earlier runs left it.
function world.live(self)
  local spec = self.spec
  self.locks, self.said, self.asked = {}, {}, {}
  local row = subject(self)
  self.data = self.data or rows.copy(spec.data or {})
  if spec.only then
    local process = assert(raw.prove.process(row.type, spec.verb))
    local asked = {}
    run_handler(self, row, process, spec.only, self.data, asked)
    return { resource = rows.copy(row), delegate = asked.delegate, chain = asked.chain, data = rows.copy(self.data) }
  end
  if self.done then
    -- A crash before the last commit: the state is what it was, all else is there.
    row.state, row.allocationState = self.done.state, self.done.allocation
    row.removed, row.removeTime = self.done.removed, self.done.remove_time
  else
    self.done = {
      state = row.state, allocation = row.allocationState, removed = row.removed,
      remove_time = row.removeTime,
    }
  end
  execute(self, row, spec.verb, self.data)
  local after = rows.copy(row)
  after.removed, after.removeTime = after.removed and 1, after.removeTime and 1
  return { resource = after, data = rows.copy(self.data) }
end

--- One run of the trial of a command: on the host as earlier runs left it.
function world.serve(self)
  local spec, data = self.spec, rows.copy(self.spec.data or {})
  local one, task = spec.command, { event = spec.command.event, command = spec.command.name, data = {} }
  self.locks, self.said = {}, {}
  function task.progress() end
  function task.log(_, level, sentence, pairs_)
    self.said[#self.said + 1] = { handler = one.name, level = level, text = sentence, pairs = pairs_ }
  end
  if (spec.event and spec.event ~= one.event) or (one.applies and not one.applies(data)) then
    return nil, raw.error.new("unsupported", ("command '%s' does not apply to this data"):format(one.name))
  end
  raw.prove.enter(one.name)
  return one.run(data, task)
end

--- Whether a failure says nothing about the handler: a party was away.
function world.is_transient(fault)
  return type(fault) == "table" and TRANSIENT[fault.code] == true
end

return world
