--- Configuration that agents apply: which version of each item an agent shall have, and has.
--
-- A row of configItemStatus holds both for one agent and one item. `config.update` tells the
-- agent which items are behind; its answer says that they are applied. A message that is lost
-- costs nothing: whoever waits asks again, and so does the task config.item.sync.

local agent = require("stampede.agent")
local flow = require("stampede.flow")
local resource = require("stampede.resource")
local time = require("stampede.time")

local config = {}

local SERVED = { activating = true, active = true, reconnecting = true, requested = true, registering = true }

local function status(agent_id, name)
  flow.ensure("configItem", { name = name })
  return flow.ensure("configItemStatus", { agentId = agent_id, name = name }, {
    requestedVersion = 1,
    appliedVersion = -1,
    requestedUpdated = time.now(),
    behind = true,
  })
end

local function is_behind(row, version)
  return (row.appliedVersion or -1) < (version or row.requestedVersion)
end

local function behind(agent_id, names)
  local list = {}
  for _, row in ipairs(resource.list("configItemStatus", { agentId = agent_id, behind = true })) do
    if is_behind(row) and (not names or names[row.name]) then
      list[#list + 1] = row
    end
  end
  return list
end

--- Tells an agent what it is behind with (only these names, a set; nil: all) and notes what it
-- applied. true, or nil and why not.
function config.send(agent_id, names)
  local rows = behind(agent_id, names)
  if #rows == 0 then
    return true
  end
  local items = {}
  for i, row in ipairs(rows) do
    items[i] = { name = row.name, requestedVersion = row.requestedVersion }
  end
  local reply, fault = agent.request(agent_id, "config.update", {
    resourceType = "agent", resourceId = agent_id, data = { items = items },
  }, { timeout = 2, attempts = 3 })
  if not reply then
    return nil, fault
  end
  for _, row in ipairs(rows) do
    local now = resource.reload(row)
    if now and is_behind(now, row.requestedVersion) then
      assert(resource.update(now, {
        appliedVersion = row.requestedVersion,
        appliedUpdated = time.now(),
        behind = now.requestedVersion > row.requestedVersion or resource.null,
      }))
    end
  end
  return true
end

--- What an agent says over REST: it has applied this version of an item ({agentId, name, version}).
function config.applied(message)
  local row = resource.first("configItemStatus", {
    agentId = math.tointeger(message.agentId), name = message.name,
  })
  local version = math.tointeger(message.version)
  if row and (row.appliedVersion or -1) < version then
    assert(resource.update(row, {
      appliedVersion = version,
      appliedUpdated = time.now(),
      behind = row.requestedVersion > version or resource.null,
    }))
  end
  return {}
end

-- Name and version of each item, as they shall be: an item that is there goes up by one.
local function targets(agent_id, items)
  local list = {}
  for _, name in ipairs(items.apply or {}) do
    list[#list + 1] = { name = name, version = status(agent_id, name).requestedVersion }
  end
  for _, name in ipairs(items.increment or {}) do
    list[#list + 1] = { name = name, version = status(agent_id, name).requestedVersion + 1 }
  end
  return list
end

--- Asks, as part of a process, for items of an agent: {apply = {names}, increment = {names}}. Each
-- key is asked for once in a process, however often it is run: what it asked for is noted before
-- it is done. With `wait`, config.wait waits.
function config.ask(task, key, agent_id, items, wait)
  local asked = task.data.configRequests and task.data.configRequests[key]
  if not asked then
    local row = resource.get("agent", agent_id)
    if not row or not SERVED[row.state] then
      return
    end
    asked = { agentId = agent_id, items = targets(agent_id, items), wait = wait or false }
    task:patch { ["+configRequests"] = { [key] = asked } }
  end
  local names = {}
  for _, item in ipairs(asked.items) do
    local row = status(agent_id, item.name)
    if row.requestedVersion < item.version then
      assert(resource.update(row, {
        requestedVersion = math.tointeger(item.version),
        requestedUpdated = time.now(),
        behind = true,
      }))
    end
    names[item.name] = true
  end
  if not wait and agent.is_up(agent_id) then
    config.send(agent_id, names)
  end
end

--- Waits until the agents have what this process asked for with `wait`. nil and why not.
function config.wait(task)
  for _, request in pairs(task.data.configRequests or {}) do
    if request.wait then
      local names = {}
      for _, item in ipairs(request.items) do
        names[item.name] = true
      end
      local ok, fault = config.send(math.tointeger(request.agentId), names)
      if not ok then
        return nil, fault
      end
    end
  end
  return true
end

--- Tells every agent that can be asked what it is behind with.
function config.sync()
  local seen = {}
  for _, row in ipairs(resource.list("configItemStatus", { behind = true }, { limit = 100 })) do
    if not seen[row.agentId] then
      seen[row.agentId] = true
      if agent.is_up(row.agentId) then
        config.send(row.agentId)
      end
    end
  end
end

return config
