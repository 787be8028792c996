--- What the agents report, brought together with what the server believes.
--
-- Called by the server role, each function with one table: `agentId` and what the agent
-- said. Reports are hints: before anything is done to an instance its host is asked again.

local address = require("stampede.address")
local agent = require("stampede.agent")
local docker_books = require("stampede.docker_books")
local flow = require("stampede.flow")
local log = require("stampede.log")
local resource = require("stampede.resource")
local time = require("stampede.time")

local inventory = {}

-- Shown to everybody who may see the host; taken from a report when they are of this type.
local HOST_FACTS = { cpus = "number", memoryMb = "number", hypervisor = "string", info = "table" }
local UNSETTLED = {
  requested = true, creating = true, starting = true, restarting = true,
  ["updating-running"] = true,
}
-- What a host may still run although its state says otherwise, because a process is at it.
local MAY_RUN = { running = true, stopping = true, migrating = true, removing = true }

local function same(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then
    return a == b
  end
  for key, value in pairs(a) do
    if not same(value, b[key]) then
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

-- Writes only what differs.
local function note(res, fields)
  local changed = {}
  for key, value in pairs(fields) do
    if not same(res[key], value) then
      changed[key] = value
    end
  end
  if next(changed) == nil then
    return res
  end
  return assert(resource.update(res, changed))
end

local function text(value, max)
  return type(value) == "string" and #value > 0 and #value <= (max or 128) and value or nil
end

local function items(data, key)
  return type(data) == "table" and type(data[key]) == "table" and data[key] or {}
end

-- Called with one table by C, with two values by handlers.
local function unpacked(message, data)
  if type(message) == "table" then
    return math.tointeger(message.agentId), message.data or {}
  end
  return message, data or {}
end

-- --- Hosts and pools ----------------------------------------------------------------------

local function owner(agent_row)
  local data = agent_row.data or {}
  return math.tointeger(data.agentResourcesAccountId) or agent_row.accountId
end

local function ensure(kind_of, item, agent_row, more)
  local fields = {
    accountId = owner(agent_row),
    agentId = agent_row.id,
    kind = text(item.kind) or kind_of,
    name = text(item.name, 255),
  }
  for key, value in pairs(more or {}) do
    fields[key] = value
  end
  if kind_of == "physicalHost" then
    fields.agentId = nil
  end
  return flow.launch(flow.ensure(kind_of, { uuid = item.uuid }, fields))
end

-- Free memory moves all the time; it is written when it moved by a tenth.
local function moved(old, new)
  return not old or math.abs(old - new) * 10 > old
end

local function register_host(item, agent_row)
  -- A kind of its own is a hypervisor that somebody else wrote an agent for.
  if not text(item.kind) or not item.kind:find("^[%w_.-]+$") then
    return
  end
  local machine = text(item.physicalHostUuid)
    and resource.first("physicalHost", { uuid = item.physicalHostUuid }, { removed = false })
  local host = ensure("host", item, agent_row, {
    physicalHostId = machine and machine.id,
    computeTotal = 1000000,
    computeFree = 1000000,
  })
  local facts = { agentState = "active", agentId = agent_row.id }
  facts.physicalHostId = machine and machine.id
  for name, wanted in pairs(HOST_FACTS) do
    facts[name] = type(item[name]) == wanted and item[name] or nil
  end
  local free = math.tointeger(item.memoryFreeMb)
  if free and moved(host.memoryFreeMb, free) then
    facts.memoryFreeMb = free
  end
  host = note(host, facts)
  if text(item.address) then
    address.report_host(host, item.address)
  end
end

local function register_pool(item, agent_row)
  local pool = ensure("storagePool", item, agent_row)
  local host = text(item.hostUuid)
    and resource.first("host", { uuid = item.hostUuid }, { removed = false })
  if host then
    flow.launch(flow.ensure("storagePoolHostMap", {
      storagePoolId = pool.id,
      hostId = host.id,
    }))
  end
end

-- An agent lists them in any order; they are taken in the order of their dependence.
local REGISTER = {
  { "physicalHost", function(item, agent_row) ensure("physicalHost", item, agent_row) end },
  { "host", register_host },
  { "storagePool", register_pool },
}

local function register(agent_row, list)
  for _, step in ipairs(REGISTER) do
    for _, item in ipairs(list) do
      if type(item) == "table" and item.type == step[1] and text(item.uuid) then
        step[2](item, agent_row)
      end
    end
  end
end

-- --- Instances ----------------------------------------------------------------------------

local function hosts_of(agent_id)
  return resource.list("host", { agentId = agent_id }, { removed = false })
end

local function host_on(agent_id, instance)
  for _, map in ipairs(flow.maps("instanceHostMap", "instanceId", instance.id)) do
    local host = flow.referred(map, "host")
    if host and host.agentId == agent_id then
      return host
    end
  end
  return nil
end

local function inspect(agent_id, host, instance)
  return agent.request(agent_id, "compute.instance.inspect", {
    resourceType = "instance",
    resourceId = instance.id,
    data = { uuid = instance.uuid, kind = host.kind },
  }, { timeout = 5, attempts = 2 })
end

-- Whether the host, asked now, still says that an instance runs. Silence counts as yes.
local function still_runs(agent_id, host, instance)
  local reply, fault = inspect(agent_id, host, instance)
  if not reply then
    -- Of one that cannot be asked for more, the list has to do.
    return fault.code ~= "unsupported"
  end
  return reply.state == "running"
end

-- Where Docker published the ports, as one text for comparing; "" of none.
local function ports_text(ports)
  local parts = {}
  for name, public in pairs(type(ports) == "table" and ports or {}) do
    parts[#parts + 1] = tostring(name) .. "=" .. tostring(public)
  end
  table.sort(parts)
  return table.concat(parts, " ")
end

local function is_elsewhere(instance, item)
  return type(item.ports) == "table" and (ports_text(item.ports) ~= ports_text(instance.dockerPorts)
    or (text(item.ip) ~= nil and item.ip ~= instance.dockerIp))
end

-- A container that Docker started again by itself: it has another address and other ports.
local function renew(agent_id, host, instance)
  local reply = inspect(agent_id, host, instance)
  local now = resource.reload(instance)
  if not reply or reply.state ~= "running" or not now or now.state ~= "running"
    or not is_elsewhere(now, reply) then
    return
  end
  local fields = { dockerPorts = {} }
  for name, public in pairs(reply.ports) do
    if type(name) == "string" and name:find("^%d+/%a+$") and tonumber(public) then
      fields.dockerPorts[name] = tostring(public)
    end
  end
  fields.dockerIp = text(reply.ip)
  docker_books.keep(assert(resource.update(now, fields)), host.id)
  local ip = address.primary(now.id)
  if ip then
    note(now, { primaryIpAddress = ip.address })
  end
end

-- A running instance that its host does not run: a restart by the front door, which ends
-- after its stop unless instanceTriggeredStop says how to go on.
local function lost(agent_id, host, instance, reason)
  if still_runs(agent_id, host, instance) then
    return
  end
  local now = resource.reload(instance)
  if not now or now.state ~= "running" then
    return
  end
  log.warn("instance ended by itself", {
    resource = "instance/" .. now.id,
    host = host.name,
    reason = reason,
  })
  -- Refused when somebody else moved it meanwhile; then that is what was wanted.
  local ok, fault = resource.schedule(now, "restart", { haRestart = true, reason = reason })
  if not ok and fault.code ~= "conflict" then
    error(fault)
  end
end

-- The address that a virtual machine got by itself.
local function lease(instance, interfaces)
  for _, nic in ipairs(flow.children("nic", "instanceId", instance.id)) do
    for _, item in ipairs(interfaces) do
      local found = type(item) == "table" and type(item.addresses) == "table" and item.addresses[1]
      if text(found) and nic.macAddress and not nic.removed and item.mac == nic.macAddress then
        address.report(nic, "dhcp", found)
      end
    end
  end
  local ip = address.primary(instance.id)
  if ip then
    note(instance, { primaryIpAddress = ip.address })
  end
end

local function reported(list)
  local by_uuid = {}
  for _, item in ipairs(list) do
    if type(item) == "table" and text(item.uuid) then
      by_uuid[item.uuid] = item
    end
  end
  return by_uuid
end

-- One instance as a host reports it (`item`, nil: it does not) beside what the server has of it.
local function compare_one(agent_id, host, instance, item)
  if instance.state ~= "running" then
    return
  end
  if not (item and item.state == "running") then
    lost(agent_id, host, instance, "the host does not run it")
  elseif is_elsewhere(instance, item) then
    renew(agent_id, host, instance)
  elseif type(item.interfaces) == "table" and not instance.primaryIpAddress then
    lease(instance, item.interfaces)
  end
end

local function warn_of_stray(agent_id, instance, item)
  if item.state == "running"
    and not (instance and (MAY_RUN[instance.state] or UNSETTLED[instance.state])) then
    log.warn("host runs an instance that should not be there", {
      agent = agent_id,
      uuid = item.uuid,
      state = instance and instance.state or "unknown",
    })
  end
end

-- A crowd is more than one slice's work: called for each of it, lets others have their turn now and then.
local BREATH = 50
local function breathe(count)
  if count % BREATH == 0 then
    time.sleep(0)
  end
  return count + 1
end

local function compare_all(agent_id, found)
  local known, count = {}, 1
  for _, host in ipairs(hosts_of(agent_id)) do
    for _, map in ipairs(flow.maps("instanceHostMap", "hostId", host.id)) do
      local instance = flow.referred(map, "instance")
      if instance then
        known[instance.uuid] = instance
        compare_one(agent_id, host, instance, found[instance.uuid])
      end
      count = breathe(count)
    end
  end
  for uuid, item in pairs(found) do
    warn_of_stray(agent_id, known[uuid], item)
    count = breathe(count)
  end
end

-- Every ping would cost a look at each row of a crowd. What changes shows in the report, or is told: so all of them are
-- gone through now and then, and in between those only that are reported otherwise than the last time.
local CROWD, SKIPS = 100, 5
local crowds = {}

local function looks_of(found)
  local looks, count = {}, 1
  for uuid, item in pairs(found) do
    local first = type(item.interfaces) == "table" and item.interfaces[1]
    local ip = type(first) == "table" and type(first.addresses) == "table" and first.addresses[1]
    looks[uuid] = ("%s %s %s"):format(tostring(item.state), tostring(ip), ports_text(item.ports))
    count = breathe(count)
  end
  return looks
end

local function compare_uuid(agent_id, uuid, item)
  local instance = resource.first("instance", { uuid = uuid }, { removed = false })
  local host = instance and host_on(agent_id, instance)
  if host then
    compare_one(agent_id, host, instance, item)
  end
  if item then
    warn_of_stray(agent_id, host and instance, item)
  end
end

local function compare(agent_row, list)
  local agent_id, found = agent_row.id, reported(list)
  local crowd = crowds[agent_id]
  if #list < CROWD and not crowd then
    return compare_all(agent_id, found)
  end
  local looks = looks_of(found)
  if not crowd or crowd.skips == SKIPS then
    crowds[agent_id] = #list >= CROWD and { looks = looks, skips = 0 } or nil
    return compare_all(agent_id, found)
  end
  local before = crowd.looks
  crowd.looks, crowd.skips = looks, crowd.skips + 1
  for uuid, look in pairs(looks) do
    if before[uuid] ~= look then
      compare_uuid(agent_id, uuid, found[uuid])
    end
  end
  for uuid in pairs(before) do
    if not looks[uuid] then
      compare_uuid(agent_id, uuid, nil)
    end
  end
end

-- --- Doors --------------------------------------------------------------------------------

-- Our agents list instances apart; those of 2014 among the resources, and say that they do.
local function instances_of(data)
  if type(data.instances) == "table" then
    return data.instances
  end
  if type(data.options) ~= "table" or data.options.instances ~= true then
    return nil
  end
  local list = {}
  for _, item in ipairs(items(data, "resources")) do
    if type(item) == "table" and item.type == "instance" then
      list[#list + 1] = item
    end
  end
  return list
end

--- Takes in an answer to `ping`: hosts and pools, and when it lists them, instances.
function inventory.ping_reply(message, data)
  local agent_id
  agent_id, data = unpacked(message, data)
  local row = agent_id and resource.get("agent", agent_id)
  if not row or row.removed then
    return {}
  end
  register(row, items(data, "resources"))
  local instances = instances_of(data)
  if instances then
    compare(row, instances)
  end
  return {}
end

--- Asks an agent how its machine is and takes the answer in. A silent one is marked.
function inventory.ping(message)
  local agent_id = math.tointeger(message.agentId)
  local row = agent_id and resource.get("agent", agent_id)
  if not row or row.state ~= "active" then
    return {}
  end
  local reply, fault = agent.request(agent_id, "ping", {
    resourceType = "agent",
    resourceId = agent_id,
    data = { options = { stats = true, resources = true, instances = message.brief ~= true } },
  }, { timeout = 5, attempts = 2 })
  if not reply then
    log.warn("agent does not answer a ping", { agent = agent_id, error = fault.message })
    return inventory.agent_down(message)
  end
  return inventory.ping_reply(agent_id, reply)
end

--- Shows on an agent's hosts whether it answers.
function inventory.mark(agent_id, state)
  for _, host in ipairs(hosts_of(agent_id)) do
    note(host, { agentState = state })
  end
end

--- A connection was lost: the agent is reconnecting until it answers again.
function inventory.agent_down(message)
  local agent_id = math.tointeger(message.agentId)
  local row = agent_id and resource.get("agent", agent_id)
  if not row then
    return {}
  end
  if row.state == "active" then
    local ok, fault = resource.schedule(row, "reconnect")
    if not ok and fault.code ~= "conflict" then
      error(fault)
    end
    inventory.mark(agent_id, "reconnecting")
  end
  return {}
end

--- An agent says, unasked, that an instance changed: data = {uuid, state, reason}.
function inventory.instance_state(message, data)
  local agent_id
  agent_id, data = unpacked(message, data)
  if not agent_id or not text(data.uuid) or data.state == "running" then
    return {}
  end
  local instance = resource.first("instance", { uuid = data.uuid })
  local host = instance and host_on(agent_id, instance)
  if not host then
    return {}
  end
  -- One that ends while its start is still being written down is looked at when that is done.
  for _ = 1, 150 do
    if not UNSETTLED[instance.state] then
      break
    end
    time.sleep(0.2)
    instance = resource.reload(instance)
    if not instance then
      return {}
    end
  end
  if instance.state == "running" then
    lost(agent_id, host, instance, text(data.reason, 255) or "it ended by itself")
  end
  return {}
end

return inventory
