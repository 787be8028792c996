--- What an installation begins with, what lets new hosts in, what is done again and again, and what
-- hosts have left.

local fake = require("fake_runtime")
local lives = require("lives")

local world

local function make(type_name, fields)
  local row = world:insert(type_name, fields)
  assert(world:schedule(row, "create"))
  world:drain()
  return row
end

local function tell(row, verb, data)
  assert(world:schedule(row, verb, data))
  world:drain()
end

before_each(function()
  world = lives.world()
end)

describe("sample data", function()
  local seed

  before_each(function()
    seed = require("stampede.seed")
    world:call(seed.samples)
    world:drain()
  end)

  it("is two networks of the system, for everybody", function()
    local system = world:find("account", { uuid = "system" })[1].id
    local plain, own = world:find("network")[1], world:find("network")[2]
    assert.same({ "unmanaged", 1, "managed-docker0", 2 }, { plain.uuid, plain.id, own.uuid, own.id })
    assert.same({ "hostOnlyNetwork", "active", true, system, "bridge://docker0", true },
      { own.kind, own.state, own.isPublic, own.accountId, own.hostVnetUri, own.dynamicCreateVnet })
    local subnet = world:find("subnet")[1]
    assert.same({ "10.42.0.0", 16, "10.42.0.1", "10.42.0.2", "10.42.255.250", own.id },
      { subnet.networkAddress, subnet.cidrSize, subnet.gateway, subnet.startAddress, subnet.endAddress, subnet.networkId })
    local provider = world:find("agentInstanceProvider")[1]
    assert.is_nil(provider.agentInstanceImageUuid)
    local uuids = {}
    for _, service in ipairs(world:find("networkService", { networkServiceProviderId = provider.id })) do
      assert.equal("active", service.state)
      uuids[service.uuid] = service.kind
    end
    assert.same({
      ["docker0-dns-service"] = "dnsService", ["docker0-dhcp-service"] = "dhcpService",
      ["docker0-link-service"] = "linkService", ["docker0-ipsec-tunnel-service"] = "ipsecTunnelService",
      ["docker0-port-service"] = "portService", ["docker0-metadata-service"] = "metadataService",
      ["docker0-host-nat-gateway-service"] = "hostNatGatewayService",
    }, uuids)
    local metadata = world:find("metadataService", { networkId = plain.id })
    assert.same({ 1, true }, { #metadata, metadata[1].configDrive })
  end)

  it("is sown once, wherever it was cut", function()
    local function sow(cut)
      local fresh = fake.new()
      fresh:call(seed.run)
      fresh:drain()
      fresh.effects, fresh.cut_call = 0, cut
      fresh:call(seed.samples)
      fresh.cut_call = nil
      fresh:call(seed.samples)
      fresh:drain()
      return fresh
    end
    local whole = sow()
    local expected = lives.summary(whole)
    for cut = 1, 30 do
      assert.same(expected, lives.summary(sow(cut)), "cut at " .. cut)
    end
  end)

  it("leaves instances on the network they were on", function()
    local row = assert(lives.create(world, "container", { imageUuid = "docker:busybox" }))
    world:drain()
    assert.equal(1, world:find("nic", { instanceId = row.id })[1].networkId)
  end)
end)

describe("an SSH key", function()
  it("is a pair whose private half is sealed", function()
    local key = make("sshKey", {})
    assert.equal("active", key.state)
    assert.truthy(key.publicValue:match("^ssh%-rsa .+ cattle@cattle$"))
    assert.truthy(key.secretValue:match("^sealed:"))
  end)

  it("is one half only where the public one was given", function()
    local key = make("sshKey", { publicValue = "ssh-rsa AAAA me" })
    assert.same({ "active", "ssh-rsa AAAA me" }, { key.state, key.publicValue })
    assert.is_nil(key.secretValue)
  end)
end)

describe("a new host", function()
  it("gets an agent and its keys for a key of its own", function()
    local register = make("register", { key = "mine", accountId = 1 })
    assert.equal("active", register.state)
    local agent = world:find("agent", { uri = "event://" .. register.uuid })[1]
    assert.same({ "registeredAgent", true, "mine", 1, agent.id },
      { agent.kind, agent.managedConfig, agent.data.registrationKey, agent.data.agentResourcesAccountId,
        register.data.agentId })
    local key = world:find("credential", { accountId = agent.accountId, kind = "agentApiKey" })[1]
    assert.same({ key.publicValue, key.secretValue }, { register.accessKey, register.secretKey })
    assert.truthy(register.secretKey:match("^sealed:"))
  end)

  it("is not let in without a key", function()
    local register = make("register", {})
    assert.truthy(register.error)
    assert.equal(1, #world:find("agent"))
  end)

  it("brings its resources to the account that let it in", function()
    local inventory = require("stampede.inventory")
    local register = make("register", { key = "mine", accountId = 7 })
    local agent = world:find("agent", { uri = "event://" .. register.uuid })[1]
    world:call(inventory.ping_reply, { agentId = agent.id, data = { resources = {
      { type = "host", uuid = "new", kind = "docker", physicalHostUuid = "machine-of-new" },
      { type = "physicalHost", uuid = "machine-of-new" },
    } } })
    world:drain()
    local host = world:find("host", { uuid = "new" })[1]
    assert.same({ 7, "active" }, { host.accountId, host.state })
    assert.equal("machine-of-new", world:row("physicalHost", host.physicalHostId).uuid)
  end)
end)

describe("an agent", function()
  it("whose configuration is managed has it when it is active", function()
    world.up[2] = true
    local agent = make("agent", { uri = "event://two", managedConfig = true })
    local names = {}
    for _, row in ipairs(world:find("configItemStatus", { agentId = agent.id })) do
      names[row.name] = row.appliedVersion
    end
    assert.same({ pyagent = 1, configscripts = 1 }, names)
    tell(agent, "reconnect")
    assert.equal(2, #world:find("configItemStatus", { agentId = agent.id }))
  end)

  it("has none otherwise", function()
    world.up[2] = true
    local agent = make("agent", { uri = "event://two", managedConfig = false })
    assert.equal("active", agent.state)
    assert.equal(0, #world:find("configItemStatus", { agentId = agent.id }))
  end)
end)

describe("a host", function()
  local function host()
    return world:find("host", { kind = "docker" })[1]
  end

  local function container(fields)
    fields = fields or {}
    fields.imageUuid = "docker:busybox"
    local row = assert(lives.create(world, "container", fields))
    world:drain()
    return row
  end

  it("has less left with each instance, until they give up their places", function()
    assert.equal(1000000, host().computeFree)
    local one = container()
    local two = container { compute = 10 }
    assert.equal(1000000 - 11, host().computeFree)
    tell(one, "stop")
    assert.equal(1000000 - 11, host().computeFree)
    tell(one, "stop", { deallocateFromHost = true })
    assert.equal(1000000 - 11, host().computeFree) -- it had stopped already: nothing is done
    tell(one, "start")
    tell(one, "stop", { deallocateFromHost = true })
    assert.equal(1000000 - 10, host().computeFree)
    tell(two, "stop", { remove = true })
    assert.equal(1000000 - 10, host().computeFree)
    tell(two, "purge")
    assert.equal(1000000, host().computeFree)
  end)

  it("is not chosen when it has too little left", function()
    local row = container { compute = 1000001 }
    assert.same({ "removed", "Failed to find a placement" }, { row.state, row.error })
  end)

  it("gets its share", function()
    local pool = world:find("storagePool", { kind = "docker" })[1]
    for i = 1, 2 do
      local other = world:insert("host", {
        kind = "docker", state = "active", name = "other" .. i, computeFree = 1000000, computeTotal = 1000000,
      })
      world:insert("storagePoolHostMap", { hostId = other.id, storagePoolId = pool.id, state = "active" })
    end
    for _ = 1, 9 do
      container { startOnCreate = false }
    end
    for _, row in ipairs(world:find("container")) do
      tell(row, "start")
    end
    for _, one in ipairs(world:find("host", { kind = "docker" })) do
      assert.equal(3, #world:find("instanceHostMap", { hostId = one.id, removed = nil }))
      assert.equal(1000000 - 3, one.computeFree)
    end
  end)

  it("counts as taken what others have just chosen", function()
    local placement = require("stampede.placement")
    world:insert("host", {
      kind = "docker", state = "active", name = "other", computeFree = 1000000, computeTotal = 1000000,
    })
    local row = container { startOnCreate = false }
    local first = world:call(placement.choose, row, nil)
    local handle <close> = placement.reserve(first, 1)
    local second = world:call(placement.choose, row, nil)
    assert.not_equal(first.id, second.id)
    assert.truthy(handle)
  end)

  it("is left by what may as well start elsewhere", function()
    local row = container()
    local map = world:find("volumeStoragePoolMap")[1]
    local pool = world:row("storagePool", map.storagePoolId)
    local other = world:insert("host", { kind = "docker", state = "inactive", name = "other" })
    world:insert("storagePoolHostMap", { hostId = other.id, storagePoolId = pool.id, state = "active" })
    tell(row, "stop")
    assert.equal("inactive", row.allocationState)
    assert.equal(1000000, host().computeFree)
  end)
end)

describe("a task", function()
  local actions, seed

  before_each(function()
    actions, seed = require("stampede.actions"), require("stampede.seed")
    world:call(seed.samples)
    world:drain()
  end)

  local function execute(name)
    local task = world:find("task", { name = name })[1]
    return world:call(actions.run, { type = "task", base = "task", id = task.id, action = "execute" })
  end

  it("is there once for each thing that is done", function()
    local names = {}
    for i, task in ipairs(world:find("task")) do
      names[i] = task.name
    end
    assert.same({ "agent.ping", "cleanup.task.instances", "config.item.sync", "purge.resources" }, names)
  end)

  it("is run when it is asked for, and that is noted", function()
    assert.equal("task", execute("purge.resources").type)
    assert.equal(1, world.purges)
    world.machine.containers = {}
    local row = assert(lives.create(world, "container", { imageUuid = "docker:busybox" }))
    world:drain()
    world.machine.containers = {}
    execute("agent.ping")
    world:drain()
    assert.equal("stopped", row.state)
    local runs = world:find("taskInstance", { name = "agent.ping" })
    assert.equal(1, #runs)
    assert.is_number(runs[1].endTime)
    assert.is_nil(runs[1].exception)
  end)

  it("that fails says why", function()
    local tasks = require("stampede.tasks")
    local none, fault = world:call(tasks.execute, { name = "no.such", id = 1 })
    assert.is_nil(none)
    assert.equal("not_found", fault.code)
  end)

  it("forgets old runs", function()
    execute("purge.resources")
    world.now = world.now + 8 * 86400 * 1000
    execute("cleanup.task.instances")
    assert.equal(0, #world:find("taskInstance", { name = "purge.resources" }))
    assert.equal(1, #world:find("taskInstance", { name = "cleanup.task.instances" }))
  end)

  it("is done again and again", function()
    local tasks = require("stampede.tasks")
    world:insert("configItemStatus", {
      agentId = world.agent, name = "late", requestedVersion = 3, appliedVersion = 1, behind = true,
    })
    local late = world:find("configItemStatus", { name = "late" })[1]
    world:call(tasks.tick, { now = 1000 })
    assert.equal(1, late.appliedVersion)
    world:call(tasks.tick, { now = 17000 })
    assert.equal(3, late.appliedVersion)
    late.requestedVersion, late.behind = 4, true
    world:call(tasks.tick, { now = 20000 })
    assert.equal(3, late.appliedVersion)
    world:insert("setting", { name = "task.config.item.sync.schedule", value = "0" })
    world:call(tasks.tick, { now = 90000 })
    assert.equal(3, late.appliedVersion)
  end)
end)

describe("the console of an instance", function()
  local actions, row

  before_each(function()
    actions = require("stampede.actions")
    row = assert(lives.create(world, "container", { imageUuid = "docker:busybox" }))
    world:drain()
  end)

  local function console()
    return world:call(actions.run, { type = "container", base = "instance", id = row.id, action = "console" })
  end

  it("is where its host says", function()
    local seen
    world.serve = function(_, event, data)
      seen = { event, data.instance.uuid }
      return { kind = "fake", url = "http://host/console", password = "p", port = 80 }
    end
    local body = console().body
    assert.same({ "console.access", row.uuid }, seen)
    assert.same({ "instanceConsole", "fake", "http://host/console", "p", "http://host/console" },
      { body.type, body.kind, body.url, body.password, body.links.view })
    world:insert("setting", { name = "console.url.format.fake", value = "https://proxy/{port}" })
    assert.equal("https://proxy/80", console().body.links.view)
  end)

  it("is not there while it does not run, or where the host knows none", function()
    world.serve = function() return {} end
    local none, fault = console()
    assert.is_nil(none)
    assert.equal("not_found", fault.code)
    tell(row, "stop")
    none, fault = console()
    assert.is_nil(none)
    assert.equal("conflict", fault.code)
  end)
end)
