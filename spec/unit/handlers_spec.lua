--- Every handler and every command is idempotent: lives are cut short after each effect in
-- turn, and must end as they do when nothing happens. Files are found unasked.

local fake = require("fake_runtime")
local lives = require("lives")

local function names(list)
  local result = {}
  for name in pairs(list) do
    result[#result + 1] = name
  end
  table.sort(result)
  return result
end

describe("every life", function()
  local ran = {}

  for _, title in ipairs(names(lives.all)) do
    it("ends the same wherever it is cut: " .. title, function()
      local whole = lives.live(lives.all[title])
      local expected = lives.summary(whole)
      for name in pairs(whole.ran) do
        ran[name] = true
      end
      assert.is_true(whole.effects > 5)
      for cut = 1, whole.effects do
        local world = lives.live(lives.all[title], cut)
        assert.equal(1, world.cuts, "was cut at " .. cut)
        assert.same(expected, lives.summary(world),
          ("cut after effect %d, '%s'"):format(cut, whole.trace[cut]))
      end
    end)
  end

  it("meets every file in lua/handlers and lua/commands", function()
    local missed = {}
    for _, directory in ipairs { "lua/handlers", "lua/commands" } do
      for _, path in ipairs(fake.files(directory)) do
        local name = path:match("([^/]+)%.lua$")
        if not ran[name] then
          missed[#missed + 1] = path
        end
      end
    end
    assert.same({}, missed)
  end)
end)

describe("a container", function()
  local world, row

  before_each(function()
    world = lives.world()
    row = assert(lives.create(world, "container", {
      imageUuid = "docker:busybox", ports = { "8080:80" }, name = "web",
    }))
    world:drain()
  end)

  it("runs, with its address, ports and image noted", function()
    assert.equal("running", row.state)
    assert.equal("active", row.allocationState)
    assert.equal("172.17.0.2", row.primaryIpAddress)
    assert.is_number(row.firstRunning)
    assert.equal("c1", row.data.fields.dockerId)
    assert.same({ ["80/tcp"] = "8080" }, row.data.fields.dockerPorts)
    local port = world:find("port", { instanceId = row.id })[1]
    assert.equal("active", port.state)
    assert.equal(8080, port.publicPort)
    assert.equal("10.0.0.5", world:row("ipAddress", port.publicIpAddressId).address)
    assert.equal("172.17.0.2", world:row("ipAddress", port.privateIpAddressId).address)
    assert.equal(1, world.machine.pulls)
    assert.equal(1, #world:find("imageStoragePoolMap", { state = "active" }))
    assert.equal(1, #world:find("imageStoragePoolMap", { state = "inactive" })) -- where it comes from
  end)

  it("shows the pull of its image as its own progress", function()
    local seen = {}
    for _, one in ipairs(world.shown) do
      seen[#seen + 1] = one.message == "create storage : half of it" and one.percent or nil
    end
    assert.same({ 50 }, seen)
  end)

  it("keeps its place and first start over a stop", function()
    local first = row.firstRunning
    world.now = world.now + 5000
    assert(world:schedule(row, "stop"))
    world:drain()
    assert.equal("stopped", row.state)
    assert.equal("active", row.allocationState)
    assert.equal("inactive", world:find("instanceHostMap")[1].state)
    assert.is_nil(world:find("ipAddress", { kind = "docker" })[1].address)
    assert(world:schedule(row, "start"))
    world:drain()
    assert.equal(first, row.firstRunning)
    assert.equal(1, #world.machine.containers)
    assert.equal(1, #world:find("ipAddress", { kind = "docker" }))
  end)

  it("is made again when somebody removed it", function()
    assert(world:schedule(row, "stop"))
    world:drain()
    world.machine.containers = {}
    assert(world:schedule(row, "start"))
    world:drain()
    assert.equal("running", row.state)
    assert.equal(1, #world.machine.containers)
  end)

  it("leaves nothing when it is purged", function()
    assert(world:schedule(row, "stop", { remove = true }))
    world:drain()
    assert.equal("removed", row.state)
    assert.equal(1, #world.machine.containers)
    assert(world:schedule(row, "purge"))
    world:drain()
    assert.equal("purged", row.state)
    assert.equal("inactive", row.allocationState)
    assert.equal(0, #world.machine.containers)
    assert.equal("removed", world:find("port")[1].state)
    assert.is_nil(world:find("port")[1].privateIpAddressId)
  end)

  it("waits for a Docker that is away", function()
    assert(world:schedule(row, "stop"))
    world:drain()
    world.machine.docker_up = false
    assert(world:schedule(row, "start"))
    world:attempt_first()
    assert.equal("starting", row.state)
    world.machine.docker_up = true
    world:drain()
    assert.equal("running", row.state)
  end)
end)

describe("placement", function()
  it("fails when there is no host, and the instance ends removed", function()
    local world = lives.world()
    world:find("host", { kind = "docker" })[1].state = "inactive"
    local row = assert(lives.create(world, "container", { imageUuid = "docker:busybox" }))
    world:drain()
    assert.equal("removed", row.state)
    assert.equal("Failed to find a placement", row.error)
    assert.equal("inactive", row.allocationState)
    assert.same({}, world:find("instanceHostMap"))
  end)

  it("waits for an agent that is only silent", function()
    local world = lives.world()
    world.up[world.agent] = false
    local row = assert(lives.create(world, "container", { imageUuid = "docker:busybox" }))
    world:attempt_first() -- the image
    world:attempt_first() -- where it comes from
    world:attempt_first()
    assert.equal("starting", row.state)
    world.up[world.agent] = true
    world:drain()
    assert.equal("running", row.state)
  end)

  it("gives virtual machines no more memory than there is", function()
    local world = lives.world()
    world:insert("image", {
      uuid = "tiny", url = "http://x/tiny", isPublic = true, state = "active",
      instanceKind = "virtualMachine",
    })
    local guest = { imageUuid = "tiny", memoryMb = 3000 }
    local first = assert(lives.create(world, "virtualMachine", fake.copy(guest)))
    world:drain()
    local second = assert(lives.create(world, "virtualMachine", fake.copy(guest)))
    world:drain()
    assert.equal("running", first.state)
    assert.equal("removed", second.state)
    assert.equal("Failed to find a placement", second.error)
    assert.equal("inactive", second.allocationState)
  end)

  it("goes to the host that is asked for", function()
    local world = lives.world()
    local other = world:insert("host", { kind = "docker", state = "active", name = "other" })
    local row = assert(lives.create(world, "container", {
      imageUuid = "docker:busybox", requestedHostId = other.id, startOnCreate = false,
    }))
    world:drain()
    assert(world:schedule(row, "start"))
    world:drain()
    assert.equal(other.id, world:find("instanceHostMap")[1].hostId)
    -- It has no storage pool, so nothing can start there.
    assert.equal("stopped", row.state)
    assert.truthy(row.error:find("placement"))
  end)
end)

describe("inventory", function()
  local inventory, world, row

  before_each(function()
    world = lives.world()
    inventory = require("stampede.inventory")
    row = assert(lives.create(world, "container", { imageUuid = "docker:busybox" }))
    world:drain()
  end)

  local function dies()
    world.machine.containers[1].running = false
    world:call(inventory.instance_state, {
      agentId = world.agent, data = { uuid = row.uuid, state = "stopped" },
    })
    world:drain()
  end

  it("registers a machine once", function()
    world:call(inventory.ping, { agentId = world.agent })
    world:drain()
    assert.equal(2, #world:find("host"))
    assert.equal(1, #world:find("physicalHost"))
    assert.equal(2, #world:find("storagePool", { external = nil }) - #world:find("storagePool", { external = true }))
    assert.equal(2, #world:find("storagePoolHostMap", { state = "active" }))
    local host = world:find("host", { kind = "libvirt" })[1]
    assert.equal("qemu", host.hypervisor)
    assert.equal(4096, host.memoryMb)
    assert.equal("active", host.agentState)
  end)

  it("writes nothing when nothing changed", function()
    world:call(inventory.ping, { agentId = world.agent })
    local before = world.effects
    world:call(inventory.ping, { agentId = world.agent })
    assert.equal(before, world.effects)
  end)

  it("stops what died", function()
    dies()
    assert.equal("stopped", row.state)
  end)

  it("starts again what wants it", function()
    row.instanceTriggeredStop = "restart"
    dies()
    assert.equal("running", row.state)
    assert.is_true(world.machine.containers[1].running)
  end)

  it("removes what wants it", function()
    row.instanceTriggeredStop = "remove"
    dies()
    assert.equal("removed", row.state)
  end)

  it("asks before it believes", function()
    world:call(inventory.instance_state, {
      agentId = world.agent, data = { uuid = row.uuid, state = "stopped" },
    })
    world:drain()
    assert.equal("running", row.state)
  end)

  it("finds by a ping what nobody told it", function()
    world.machine.containers = {}
    world:call(inventory.ping, { agentId = world.agent })
    world:drain()
    assert.equal("stopped", row.state)
  end)

  it("notes the address that a guest got", function()
    world:insert("image", {
      uuid = "tiny", url = "http://x/tiny", isPublic = true, state = "active",
      instanceKind = "virtualMachine",
    })
    local guest = assert(lives.create(world, "virtualMachine", { imageUuid = "tiny" }))
    world:drain()
    assert.is_nil(guest.primaryIpAddress)
    world:call(inventory.ping, { agentId = world.agent })
    world:drain()
    assert.equal("192.168.122.9", guest.primaryIpAddress)
  end)

  it("marks an agent that is lost, and takes it back", function()
    world.up[world.agent] = false
    world:call(inventory.agent_down, { agentId = world.agent })
    assert.equal("reconnecting", world:row("agent", world.agent).state)
    assert.equal("reconnecting", world:find("host")[1].agentState)
    world.up[world.agent] = true
    world:drain()
    assert.equal("active", world:row("agent", world.agent).state)
    assert.equal("active", world:find("host")[1].agentState)
  end)

  it("does not go through a crowd each time, nor for ever past it", function()
    local list = {}
    for i = 1, 120 do
      list[i] = { type = "instance", uuid = "stray" .. i, state = "running" }
    end
    list[121] = { type = "instance", uuid = row.uuid, state = "running" }
    local function report()
      local before = #world.logs
      world:call(inventory.ping_reply, { agentId = world.agent, data = { instances = list } })
      world:drain()
      return #world.logs - before
    end
    assert.equal(120, report())
    for _ = 1, 5 do
      assert.equal(0, report())
    end
    assert.equal(120, report())
    -- In between those only that are reported otherwise.
    list[120].state = "stopped"
    assert.equal(0, report())
    list[122] = { type = "instance", uuid = "stray122", state = "running" }
    assert.equal(1, report())
    assert.equal("running", row.state)
    table.remove(list, 121)
    world.machine.containers = {}
    report()
    assert.equal("stopped", row.state)
    assert.equal(0, report())
    assert.equal(0, report())
    assert.equal(120, report())
    -- A crowd that went away is none any more.
    list = { list[1] }
    for _ = 1, 5 do
      assert.equal(0, report())
    end
    for _ = 1, 3 do
      assert.equal(1, report())
    end
  end)

  it("swallows nonsense", function()
    for _, data in ipairs {
      { resources = 7, instances = { 1, { uuid = 5 } } },
      { resources = { { type = "host" }, { type = "host", uuid = "x", kind = "a toaster" }, 3 } },
      { resources = { { type = "host", uuid = "y" }, { type = "host", uuid = "z", kind = {} } } },
      { options = { instances = true }, resources = { 5, { type = "instance" } } },
    } do
      world:call(inventory.ping_reply, { agentId = world.agent, data = data })
    end
    assert.equal(2, #world:find("host"))
    world:call(inventory.instance_state, { agentId = world.agent, data = { uuid = {} } })
  end)
end)

describe("a hypervisor of a kind of its own", function()
  it("is taken as it is, and given what asks for it", function()
    local world = lives.world()
    local inventory = require("stampede.inventory")
    world:call(inventory.ping_reply, { agentId = world.agent, data = { resources = {
      { type = "storagePool", uuid = "p", kind = "toaster", hostUuid = "h" },
      { type = "host", uuid = "h", kind = "toaster", name = "kitchen" },
    } } })
    world:drain()
    local host = world:find("host", { kind = "toaster" })[1]
    assert.equal("active", host.state)
    local placement = require("stampede.placement")
    local function chosen(wish)
      local found = world:call(placement.choose, { kind = "virtualMachine", requestedHostId = wish }, nil)
      return found and found.kind
    end
    assert.equal("toaster", chosen(host.id))
    -- Not by chance: there is a host of the right kind.
    assert.equal("libvirt", chosen(nil))
    for _, other in ipairs(world:find("host", { kind = "libvirt" })) do other.state = "inactive" end
    assert.equal("toaster", chosen(nil))
  end)
end)

describe("seed", function()
  it("may be cut anywhere and run again", function()
    local seed = require("stampede.seed")
    local function sow(cut)
      local world = fake.new()
      world.cut_call = cut
      world:call(seed.run)
      world:call(seed.run)
      world:drain()
      return world
    end
    local whole = sow()
    for cut = 1, whole.effects do
      assert.same(lives.summary(whole), lives.summary(sow(cut)))
    end
    assert.equal("admin", whole:row("account", 1).uuid)
    assert.equal("superadmin", whole:row("account", 3).uuid)
  end)

  it("gives the first key once", function()
    local seed = require("stampede.seed")
    local world = fake.new()
    world:call(seed.run)
    local key = world:call(seed.admin_key)
    world:drain()
    assert.truthy(key.accessKey and key.secretKey)
    local row = world:find("credential", { publicValue = key.accessKey })[1]
    assert.equal("sealed:" .. key.secretKey, row.secretValue)
    assert.equal("active", row.state)
    assert.same({}, world:call(seed.admin_key))
  end)

  it("knows its agent again", function()
    local seed = require("stampede.seed")
    local world = lives.world()
    local again = world:call(seed.local_agent)
    assert.equal(world.agent, again.agentId)
    assert.same(again, world:call(seed.local_agent))
    assert.equal(1, #world:find("agent"))
  end)
end)
