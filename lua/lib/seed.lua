--- What a fresh installation begins with, and the keys of its first users.
--
-- Everything here looks first, so that it may run at every start, and again after a crash
-- in the middle.

local flow = require("stampede.flow")
local id = require("stampede.id")
local resource = require("stampede.resource")
local secret = require("stampede.secret")
local tasks = require("stampede.tasks")

local seed = {}

-- In this order: the first three get the ids 1, 2 and 3.
local ACCOUNTS = { "admin", "system", "superadmin" }

local SETTINGS = {
  { "api.show.removed.for.seconds", "300" },
  { "object.remove.time.delay.seconds", "60" },
  { "idempotency.mode", "sample" },
  { "scripts.admission", "enforce" },
  { "idempotency.sample.rate", "0.001" },
}

local function account(uuid)
  return flow.launch(flow.ensure("account", { uuid = uuid }, {
    kind = uuid,
    name = uuid,
  }))
end

-- What the network on Docker's own bridge does, as kinds of services by the middle of their uuids.
local SERVICES = {
  { "dns", "dnsService" }, { "dhcp", "dhcpService" }, { "link", "linkService" },
  { "ipsec-tunnel", "ipsecTunnelService" }, { "port", "portService" },
  { "host-nat-gateway", "hostNatGatewayService" }, { "metadata", "metadataService" },
}

local function sown(type_name, uuid, fields)
  return flow.launch(flow.ensure(type_name, { uuid = uuid }, fields))
end

-- Those that own things but that nobody signs in as are inactive, until an operator says otherwise: it
-- is noted that this was done.
local function rest_owners()
  for _, uuid in ipairs(ACCOUNTS) do
    local row = uuid ~= "admin" and resource.first("account", { uuid = uuid })
    local seeded = row and row.data and row.data.seeded
    if row and not seeded and row.state == "active" then
      assert(resource.schedule(row, "deactivate"))
      row = resource.reload(row)
    end
    if row and not seeded and (row.state == "deactivating" or row.state == "inactive") then
      assert(resource.update(row, { ["+data"] = { seeded = true } }))
    end
  end
end

--- The network on Docker's bridge with its subnet and services, and the tasks. Nobody has to wait
-- for these.
function seed.samples()
  rest_owners()
  local system = account("system").id
  local unmanaged = resource.first("network", { uuid = "unmanaged" })
  if unmanaged then
    sown("metadataService", "unmanaged-docker0-metadata-service", {
      accountId = system, networkId = unmanaged.id, configDrive = true,
    })
  end
  local network = sown("hostOnlyNetwork", "managed-docker0", {
    accountId = system,
    name = "Managed Network on docker0",
    description = "One network over all hosts, on the bridge of Docker.",
    isPublic = true,
    hostVnetUri = "bridge://docker0",
    dynamicCreateVnet = true,
    data = { libvirt = { network = { source = { { bridge = "docker0" } } } } },
  })
  sown("subnet", "docker0-subnet", {
    accountId = system,
    networkId = network.id,
    isPublic = true,
    networkAddress = "10.42.0.0",
    cidrSize = 16,
    gateway = "10.42.0.1",
    startAddress = "10.42.0.2",
    endAddress = "10.42.255.250",
  })
  local provider = sown("agentInstanceProvider", "docker0-agent-instance-provider", {
    accountId = system, networkId = network.id,
  })
  for _, service in ipairs(SERVICES) do
    sown(service[2], ("docker0-%s-service"):format(service[1]), {
      accountId = system, networkId = network.id, networkServiceProviderId = provider.id,
    })
  end
  for _, name in ipairs(tasks.names()) do
    flow.ensure("task", { name = name })
  end
  return {}
end

--- Accounts, the unmanaged network, settings.
function seed.run()
  local by_name = {}
  for _, uuid in ipairs(ACCOUNTS) do
    by_name[uuid] = account(uuid)
  end
  flow.launch(flow.ensure("network", { uuid = "unmanaged" }, {
    accountId = by_name.system.id,
    name = "Unmanaged Network",
    description = "Docker's own network, or the default network of libvirt, left as it is.",
    isPublic = true,
  }))
  for _, setting in ipairs(SETTINGS) do
    flow.ensure("setting", { name = setting[1] }, { value = setting[2] })
  end
  return {}
end

-- A key that is not waited for: its halves are there before its process runs.
local function key(account_id, kind, name)
  local secret_value = id.secret()
  local credential = flow.launch(assert(resource.create("credential", {
    accountId = account_id,
    kind = kind,
    name = name,
    publicValue = id.access_key(),
    secretValue = secret.seal(secret_value),
  })))
  return credential.publicValue, secret_value, credential.id
end

--- {accessKey, secretKey, accountId, keyId} of the administrator when there was no key yet; else {}.
function seed.admin_key()
  local admin = account("admin")
  local keys = resource.list("credential", { accountId = admin.id, kind = "apiKey" }, {
    removed = false,
    limit = 1,
  })
  if #keys > 0 then
    return {}
  end
  local access, secret_value, key_id = key(admin.id, "apiKey", "First key of the administrator")
  return { accessKey = access, secretKey = secret_value, accountId = admin.id, keyId = key_id }
end

local function own_agent()
  for _, agent in ipairs(resource.list("agent", {}, { removed = false })) do
    if type(agent.uri) == "string" and agent.uri:find("^event://local%-") then
      return agent
    end
  end
  return assert(resource.create("agent", {
    uri = "event://local-" .. id.uuid(),
    name = "The agent beside the server",
    managedConfig = true,
  }))
end

-- {agentId, uuid, accessKey, secretKey}: an agent with everything that it needs to connect.
local function with_key(agent)
  local owner = flow.ensure("account", { uuid = "agentAccount" .. agent.id }, {
    kind = "agent",
    name = "Agent " .. agent.id,
  })
  if agent.accountId ~= owner.id then
    agent = assert(resource.update(agent, { accountId = owner.id }))
  end

  local access, secret_value
  for _, credential in ipairs(resource.list("credential", {
    accountId = owner.id,
    kind = "agentApiKey",
  }, { removed = false })) do
    if credential.publicValue and credential.secretValue then
      access, secret_value = credential.publicValue, assert(secret.open(credential.secretValue))
      flow.launch(credential)
    end
  end
  if not access then
    access, secret_value = key(owner.id, "agentApiKey", "Key of agent " .. agent.id)
  end
  flow.launch(owner)
  flow.launch(agent)
  return {
    agentId = agent.id,
    uuid = agent.uuid,
    accessKey = access,
    secretKey = secret_value,
  }
end

--- {agentId, uuid, accessKey, secretKey} of the agent that runs beside the server.
function seed.local_agent()
  return with_key(own_agent())
end

--- {agents = {...}}: the agents of `count` simulated hosts beside the server, as above.
function seed.sim_agents(message)
  local list = {}
  for i = 1, message.count do
    local uri = "event://sim-local-" .. i
    list[i] = with_key(resource.first("agent", { uri = uri }, { removed = false })
      or assert(resource.create("agent", { uri = uri, name = "sim " .. i, managedConfig = true })))
  end
  return { agents = list }
end

return seed
