--- Lives to be lived through in a fake world: what specs cut short at every effect.

local fake = require("fake_runtime")

local lives = {}

--- A world with the seeds sown and one agent that answers.
function lives.world()
  local world = fake.new()
  local seed = require("stampede.seed")
  world:call(seed.run)
  local agent = world:call(seed.local_agent)
  world.up[agent.agentId] = true
  world.agent = agent.agentId
  world:drain()
  world.effects, world.trace = 0, {}
  return world
end

--- Makes an instance as the API does: checked first, then inserted with its create process.
function lives.create(world, kind, input)
  local checks = require("stampede.checks")
  local checked, fault = world:call(checks.create, { type = kind, input = input, accountId = 1 })
  if not checked then
    return nil, fault
  end
  checked.input.accountId = 1
  local row = world:insert(kind, checked.input)
  assert(world:schedule(row, "create"))
  return row
end

local function say(verb, data)
  return function(world)
    local row = assert(world.subject)
    assert(world:schedule(row, verb, data))
  end
end

local function make(kind, input)
  return function(world)
    world.subject = assert(lives.create(world, kind, fake.copy(input)))
  end
end

local CONTAINER = {
  imageUuid = "docker:busybox",
  name = "web",
  command = "httpd -f",
  ports = { "8080:80", "53/udp" },
  environment = { A = "1" },
  restartPolicy = { name = "always" },
}

local function guest(world)
  local image = world:insert("image", {
    uuid = "tiny", url = "http://images.example/tiny.qcow2", accountId = 1,
    instanceKind = "virtualMachine", isPublic = true,
  })
  assert(world:schedule(image, "create"))
  world.subject = assert(lives.create(world, "virtualMachine", {
    imageUuid = "tiny", name = "guest", memoryMb = 128, vcpu = 2,
  }))
end

local WHOLE = {
  say("stop"), say("start"), say("restart"), say("stop", { remove = true }), say("restore"),
  say("start"), say("stop", { deallocateFromHost = true }), say("start"), say("update"),
  say("stop", { haRestart = true }), say("remove"), say("purge"),
}

local function after(first)
  return { first, table.unpack(WHOLE) }
end

local function make_row(type_name, fields)
  return function(world)
    world.subject = world:insert(type_name, fields)
    assert(world:schedule(world.subject, "create"))
  end
end

-- Its host sees it end, and says so.
local function die(world)
  local inventory = require("stampede.inventory")
  for _, thing in pairs(world.machine.domains) do
    thing.running = false
  end
  for _, thing in pairs(world.machine.containers) do
    thing.running = false
  end
  world:call(inventory.instance_state, {
    agentId = world.agent,
    data = { uuid = world.subject.uuid, state = "stopped" },
  })
end

lives.all = {
  ["a container"] = after(make("container", CONTAINER)),
  ["a virtual machine"] = after(guest),
  ["a container that stays stopped"] = {
    make("container", { imageUuid = "docker:busybox", startOnCreate = false }),
    say("start"), say("stop"), say("remove"), say("purge"),
  },
  ["a container whose image cannot be pulled"] = {
    make("container", { imageUuid = "docker:nobody/nothing:1" }), say("purge"),
  },
  ["an account"] = {
    make_row("account", { name = "somebody" }),
    say("deactivate"), say("remove"), say("purge"),
  },
  ["an agent"] = {
    function(world)
      world.up[2] = true
      make_row("agent", { uri = "event://other" })(world)
    end,
    say("reconnect"), say("deactivate"), say("remove"), say("purge"),
  },
  ["simulated pools"] = {
    make_row("storagePool", { uuid = "sim-pool", kind = "sim", accountId = 1 }),
    make_row("storagePool", { uuid = "sim-pool-2", kind = "sim", accountId = 1 }),
    say("deactivate"), say("remove"), say("purge"),
  },
  ["a guest that ends by itself"] = { guest, die, say("start") },
  ["a container that ends by itself"] = { make("container", CONTAINER), die, say("start") },
}

--- Lives it, with the power cut once after so many effects; the world at the end.
function lives.live(steps, cut_at)
  local world = lives.world()
  for _, step in ipairs(steps) do
    -- What a step asks for itself is one commit: cuts are for the work behind it.
    local before = world.effects
    step(world)
    world.effects = before
    world:drain(cut_at)
  end
  return world
end

--- What counts at the end: rows by type, kind and state, and what lies on the machine.
function lives.summary(world)
  local count = {}
  local function add(text)
    count[text] = (count[text] or 0) + 1
  end
  for _, row in ipairs(world.rows) do
    add(("%s/%s %s %s%s"):format(row.base, row.kind, row.state or "-",
      row.allocationState or "-", row.removed and " removed" or ""))
  end
  for _, container in ipairs(world.machine.containers) do
    add("container " .. (container.running and "running" or "stopped"))
  end
  for _, domain in pairs(world.machine.domains) do
    add("domain " .. (domain.running and "running" or "off"))
  end
  for path in pairs(world.machine.files) do
    add("file " .. path:match("^/data/%w+/"))
  end
  return count
end

return lives
