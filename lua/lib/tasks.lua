--- What the server does again and again, and on demand: the rows of `task` and their action
-- execute.
--
-- Each run on demand, and the rare ones, leave a row of taskInstance. Those that only help
-- along (a lost message, a late purge) may be asked for at any time, any number of times.

local config = require("stampede.config")
local err = require("stampede.error")
local flow = require("stampede.flow")
local inventory = require("stampede.inventory")
local log = require("stampede.log")
local resource = require("stampede.resource")
local server = require("stampede.server")
local setting = require("stampede.setting")
local time = require("stampede.time")

local tasks = {}

local DAY = 86400
local KEPT = 7 * DAY

local function ping_all()
  for _, agent in ipairs(resource.list("agent", { state = "active" }, { removed = false })) do
    inventory.ping { agentId = agent.id }
  end
end

local function forget_old_runs()
  local limit = time.now() - KEPT * 1000
  for _, row in ipairs(resource.list("taskInstance", {}, { limit = 1000 })) do
    if row.startTime and row.startTime < limit then
      local ok, fault = resource.delete(row)
      if not ok and fault.code ~= "not_found" then
        error(fault)
      end
    end
  end
end

-- `every`: seconds between runs that the tick makes; those without have a clock of their own.
local ALL = {
  ["agent.ping"] = { run = ping_all },
  ["purge.resources"] = { run = server.purge },
  ["config.item.sync"] = { run = config.sync, every = 15 },
  ["cleanup.task.instances"] = { run = forget_old_runs, every = DAY, noted = true },
}

--- The names of all tasks, sorted.
function tasks.names()
  local names = {}
  for name in pairs(ALL) do
    names[#names + 1] = name
  end
  table.sort(names)
  return names
end

local function noted(task, run)
  local row = assert(resource.create("taskInstance", {
    name = task.name, taskId = task.id, startTime = time.now(), serverId = "1",
  }))
  local ok, fault = pcall(run)
  assert(resource.update(row, {
    endTime = time.now(),
    exception = not ok and tostring(fault):sub(1, 255) or nil,
  }))
  if not ok then
    error(fault, 0)
  end
end

--- Runs a task now; nil and an error when there is none of this name.
function tasks.execute(task)
  local one = ALL[task.name]
  if not one then
    return nil, err.new("not_found", "there is no task '" .. tostring(task.name) .. "'")
  end
  noted(task, one.run)
  return task
end

local due = {}

--- Runs what is due. Called by the server every few seconds; `now` in milliseconds, for specs.
function tasks.tick(message)
  local now = message and message.now or time.now()
  for _, name in ipairs(tasks.names()) do
    local one = ALL[name]
    local every = one.every and setting.number("task." .. name .. ".schedule", one.every)
    if every and every > 0 then
      due[name] = due[name] or now + math.max(15, every) * 1000 // 1
      if now >= due[name] then
        due[name] = now + every * 1000 // 1
        local run = one.run
        if one.noted then
          local task = flow.ensure("task", { name = name })
          run = function() noted(task, one.run) end
        end
        local ok, fault = pcall(run)
        if not ok then
          log.warn("a task failed", { task = name, error = tostring(fault) })
        end
      end
    end
  end
  return {}
end

return tasks
