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

-- Keeps the row that a step made under a name, for later steps.
local function named(name, step)
  return function(world)
    step(world)
    world.named = world.named or {}
    world.named[name] = world.subject
  end
end

-- Says a verb to a row that was named.
local function tell(name, verb, data)
  return function(world)
    local values = type(data) == "function" and data(world.named) or data
    assert(world:schedule(world.named[name], verb, values))
  end
end

-- Fields that name earlier rows, known only when the step is taken.
local function make_with(type_name, fields)
  return function(world)
    make_row(type_name, fields(world.named or {}))(world)
  end
end

local function acquire(world)
  local actions = require("stampede.actions")
  local made = world:call(actions.run, {
    type = "subnetIpPool", base = "ipPool", id = world.named.pool.id, action = "acquire", accountId = 1,
  })
  world.subject = world:row("ipAddress", made.id)
end

local HOST_ONLY = {
  named("network", make_row("hostOnlyNetwork", {
    uuid = "own", hostVnetUri = "bridge://docker0", dynamicCreateVnet = true,
  })),
  named("subnet", make_with("subnet", function(known)
    return { networkId = known.network.id, networkAddress = "10.42.0.0", cidrSize = 16 }
  end)),
}

local function on_own_network(kind, fields)
  return function(world)
    local input = fake.copy(fields)
    input.networkIds = { world.named.network.id }
    world.subject = assert(lives.create(world, kind, input))
  end
end

local function services(...)
  local kinds = { ... }
  return function(world)
    for _, kind in ipairs(kinds) do
      world.subject = world:insert(kind, {
        networkId = world.named.network.id, networkServiceProviderId = world.named.provider.id,
      })
      assert(world:schedule(world.subject, "create"))
    end
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
  ["an SSH key"] = {
    make_row("sshKey", { name = "mine" }), say("deactivate"), say("remove"), say("purge"),
  },
  ["a host that asks to be let in"] = {
    make_row("register", { key = "k1", accountId = 1 }), say("deactivate"), say("remove"),
  },
  ["an agent"] = {
    function(world)
      world.up[2] = true
      make_row("agent", { uri = "event://other" })(world)
    end,
    say("reconnect"), say("deactivate"), say("remove"), say("purge"),
  },
  ["an external handler"] = {
    make_row("externalHandler", {
      name = "demo", processNames = { "instance.start, post.instance.stop", "pre.instance.start" },
    }),
    say("deactivate"), say("activate"), say("deactivate"), say("remove"), say("purge"),
  },
  ["simulated pools"] = {
    make_row("storagePool", { uuid = "sim-pool", kind = "sim", accountId = 1 }),
    make_row("storagePool", { uuid = "sim-pool-2", kind = "sim", accountId = 1 }),
    say("deactivate"), say("remove"), say("purge"),
  },
  ["a network with addresses of its own"] = {
    HOST_ONLY[1], HOST_ONLY[2],
    on_own_network("container", CONTAINER),
    say("stop"), say("start"), say("stop", { remove = true }), say("restore"), say("start"),
    say("stop", { remove = true }), say("purge"),
    tell("subnet", "deactivate"), tell("subnet", "remove"),
    tell("network", "deactivate"), tell("network", "remove"), tell("network", "purge"),
  },
  ["a network that is served by an instance"] = {
    HOST_ONLY[1], HOST_ONLY[2],
    named("provider", make_with("agentInstanceProvider", function(known)
      return { networkId = known.network.id, agentInstanceImageUuid = "docker:busybox" }
    end)),
    services("dnsService", "linkService", "ipsecTunnelService", "portService", "hostNatGatewayService"),
    named("target", on_own_network("container", CONTAINER)),
    named("client", function(world)
      local input = fake.copy(CONTAINER)
      input.networkIds = { world.named.network.id }
      input.instanceLinks = { web = world.named.target.id }
      world.subject = assert(lives.create(world, "container", input))
    end),
    function(world)
      world.subject = world:find("instanceLink")[1]
    end,
    say("update"),
    tell("client", "stop", { remove = true }), tell("client", "purge"),
    say("purge"),
  },
  ["public addresses"] = {
    named("pool", make_row("subnetIpPool", { networkAddress = "192.0.2.0", cidrSize = 28 })),
    named("network", make_row("network", { uuid = "plain" })),
    named("subnet", make_with("subnet", function(known)
      return { networkId = known.network.id, networkAddress = "10.1.0.9" }
    end)),
    named("private", make_with("ipAddress", function(known) return { subnetId = known.subnet.id } end)),
    named("public", acquire),
    tell("public", "associate", function(known) return { ipAddressId = known.private.id } end),
    tell("public", "disassociate"),
    tell("public", "deactivate"),
    tell("private", "deactivate"), tell("private", "activate"),
    tell("private", "deactivate"), tell("private", "remove"), tell("private", "purge"),
    tell("pool", "deactivate"), tell("pool", "remove"),
  },
  ["a guest with a public address"] = {
    named("pool", make_row("subnetIpPool", { networkAddress = "192.0.2.0", cidrSize = 28 })),
    HOST_ONLY[1], HOST_ONLY[2],
    function(world)
      world:insert("image", {
        uuid = "tiny", url = "http://images.example/tiny.qcow2", accountId = 1,
        state = "active", instanceKind = "virtualMachine", isPublic = true,
      })
    end,
    function(world)
      world.subject = assert(lives.create(world, "virtualMachine", {
        imageUuid = "tiny", networkIds = { world.named.network.id },
        publicIpAddressPoolId = world.named.pool.id,
      }))
    end,
    say("restart"), say("stop", { remove = true }), say("purge"),
    function(world)
      world.subject = world:find("ipAddress", { role = "primary" })[1]
    end,
    say("purge"),
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
