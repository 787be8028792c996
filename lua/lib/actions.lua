--- Actions that are no process: the API calls `run` with {type, id, action, data, accountId}, and
-- answers with the resource whose type and id come back.

local err = require("stampede.error")
local flow = require("stampede.flow")
local resource = require("stampede.resource")
local tasks = require("stampede.tasks")

local actions = {}

local RUN = {}

--- A public address of a pool, for who asks. Each call acquires another one.
RUN["ipPool.acquire"] = function(pool, message)
  if pool.state ~= "active" then
    return nil, err.new("conflict", "the pool is not active")
  end
  local subnet = resource.first("subnet", { ipPoolId = pool.id, state = "active" })
  return flow.launch(assert(resource.create("ipAddress", {
    accountId = math.tointeger(message.accountId),
    kind = "pooledIpAddress",
    role = "public",
    ipPoolId = pool.id,
    subnetId = subnet and subnet.id,
    data = { fields = { capabilities = { "associate" } } },
  })))
end

--- Runs a task of the server now.
RUN["task.execute"] = function(task)
  return tasks.execute(task)
end

function actions.run(message)
  local run = RUN[("%s.%s"):format(message.base, message.action)]
  local res = run and resource.get(message.type, math.tointeger(message.id))
  if not res then
    return nil, err.new("invalid", "this action is not offered", { tag = "ActionNotAvailable" })
  end
  local result, fault = run(res, message)
  if not result then
    return nil, fault
  end
  return { type = result.type, id = result.id }
end

return actions
