--- Actions that are no process: the API calls `run` with {type, id, action, data, accountId}, and
-- answers with the resource whose type and id come back, or with `body` as it is.

local agent = require("stampede.agent")
local err = require("stampede.error")
local flow = require("stampede.flow")
local network = require("stampede.network")
local resource = require("stampede.resource")
local setting = require("stampede.setting")
local tasks = require("stampede.tasks")
local tree = require("stampede.tree")

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

local function view_of(console)
  local format = setting.get("console.url.format." .. tostring(console.kind))
  if not format then
    return console.url
  end
  return (format:gsub("{(%w+)}", function(key) return tostring(console[key] or "") end))
end

--- Where the console of a running instance can be seen; its host says so.
RUN["instance.console"] = function(instance)
  local host = network.hosts(instance.id)[1]
  if instance.state ~= "running" or not host or not host.agentId then
    return nil, err.new("conflict", "the instance does not run")
  end
  local data = tree.instance_host_map({}, instance, host).instanceHostMap
  local reply, fault = agent.request(host.agentId, "console.access", {
    resourceType = "instance", resourceId = instance.id,
    data = { instance = data.instance, host = data.host },
  }, { timeout = 5, attempts = 1 })
  if not reply then
    return nil, fault
  elseif not reply.url then
    return nil, err.new("not_found", "the host knows no console of this instance")
  end
  return { body = {
    type = "instanceConsole", links = { view = view_of(reply) }, actions = {},
    kind = reply.kind, url = reply.url, password = reply.password,
  } }
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
  return result.body and result or { type = result.type, id = result.id }
end

return actions
