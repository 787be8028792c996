--- The four bash programs of spec/external against the real server: a handler and its failing brother, the frame,
-- a looker-on, and a whole hypervisor that runs pretended instances.

local rig = require("rig")

describe("programs outside", function()
  local server
  local running = {}

  -- Starts a program in a group of its own; what it prints lies in server.dir.
  local function spawn(name, command, env)
    local log = server.dir .. "/" .. name .. ".log"
    local pid = rig.sh(("%s CATTLE_URL=http://127.0.0.1:%d/v1 CATTLE_ACCESS_KEY=%s CATTLE_SECRET_KEY=%s "
      .. "setsid spec/external/%s >>%s 2>&1 </dev/null & echo $!"):format(env or "", server.port, server.access,
      server.secret, command, log))
    running[name] = tonumber(pid)
    return log
  end

  local function kill(name)
    local pid = running[name]
    running[name] = nil
    if pid then os.execute(("kill -- -%d 2>/dev/null"):format(pid)) end
  end

  local function read(path)
    local file = io.open(path)
    local text = file and file:read("a") or ""
    if file then file:close() end
    return text
  end

  local function exists(path)
    local file = io.open(path)
    if file then file:close() end
    return file ~= nil
  end

  local host, image, changes, visor

  setup(function()
    server = rig.new({ role = "server" }):start()
    visor = server.dir .. "/visor"
    changes = spawn("changes", "resource_change.sh")
    spawn("hypervisor", "hypervisor.sh visor-1 " .. visor)
    host = rig.wait("the hypervisor's host", 20, function()
      local found = server:get("/v1/hosts?kind=bashvisor&state=active").data[1]
      local pool = server:get("/v1/storagepools?kind=bashvisor&state=active").data[1]
      return pool and found
    end)
    image = server:post("/v1/images", {
      name = "pretended", instanceKind = "virtualMachine", url = "file:///nowhere.img",
    })
  end)

  teardown(function()
    for name in pairs(running) do kill(name) end
    if server then server:stop() end
  end)

  local function make(more)
    local input = { name = "pretended", imageId = image.id, memoryMb = 64, requestedHostId = host.id }
    for key, value in pairs(more or {}) do input[key] = value end
    return server:post("/v1/virtualmachines", input)
  end

  it("run a hypervisor: an instance lives there from start to purge", function()
    local vm = make()
    vm = server:settle(vm, "running", 30)
    assert.is_true(exists(visor .. "/instance-" .. vm.uuid))
    assert.same({ running = true }, vm.data.bashvisor)
    local volume = server:get(vm.links.volumes).data[1]
    assert.equal("raw", volume.format)
    assert.is_true(exists(visor .. "/volume-" .. volume.uuid))
    assert.is_true(exists(visor .. "/image-" .. image.uuid))
    server:action(vm, "stop")
    vm = server:settle(vm, "stopped", 30)
    assert.is_false(exists(visor .. "/instance-" .. vm.uuid))
    server:action(vm, "remove")
    server:settle(vm, "removed", 30)
    server:action(vm, "purge")
    server:settle(vm, "purged", 30)
    assert.is_false(exists(visor .. "/volume-" .. volume.uuid))
    -- Who only looked on saw it; a state that passes within a tenth of a second may be seen as the next one.
    for _, state in ipairs { "starting", "purged" } do
      rig.wait("resource_change.sh prints " .. state, 20, function()
        return read(changes):find(("instance %s %s"):format(vm.id, state), 1, true)
      end)
    end
  end)

  it("tell of an instance that is gone", function()
    local vm = server:settle(make(), "running", 30)
    os.remove(visor .. "/instance-" .. vm.uuid)
    vm = server:settle(vm, "stopped", 20)
    server:call("DELETE", vm.links.self)
  end)

  it("handle a process, and are waited for", function()
    local log = spawn("simple", "simple_handler")
    rig.wait("the handler is registered", 10, function()
      return #server:get("/v1/externalhandlers?name=demo&state=active").data == 1
    end)
    local vm = server:settle(make(), "running", 30)
    assert.equal("world", vm.data.hello)
    assert.truthy(read(log):find("handling instance " .. vm.id, 1, true), read(log))
    -- It adds to the process and replaces nothing.
    assert.is_true(exists(visor .. "/instance-" .. vm.uuid))
    server:settle(server:action(vm, "stop"), "stopped", 30)

    -- Away: the process waits, says for what, and goes on when it is back.
    kill("simple")
    server:action(vm, "start")
    local message = "waits: nobody subscribes to instance.start;handler=demo"
    rig.wait("the process says what it waits for", 10, function()
      return server:get(vm.links.self).transitioningMessage == message
    end)
    spawn("simple", "simple_handler")
    server:settle(vm, "running", 30)
    -- Registered at every start, and still only once.
    assert.equal(1, #server:get("/v1/externalhandlers?name=demo").data)
    server:settle(server:action(vm, "stop"), "stopped", 30)

    -- Deactivated under a process that waits for it.
    kill("simple")
    server:action(vm, "start")
    rig.wait("it waits again", 10, function()
      return server:get(vm.links.self).transitioningMessage == message
    end)
    server:action(server:get("/v1/externalhandlers?name=demo").data[1], "deactivate")
    server:settle(vm, "running", 30)
  end)

  it("fail a process, which is then undone", function()
    spawn("failing", "simple_handler fail")
    rig.wait("the handler is registered", 10, function()
      return #server:get("/v1/externalhandlers?name=demo_fail&state=active").data == 1
    end)
    local vm = make({ startOnCreate = false })
    vm = server:settle(vm, "stopped", 30)
    server:action(vm, "start")
    vm = rig.wait("the start fails", 20, function()
      local now = server:get(vm.links.self)
      return now.state == "stopped" and now.transitioning == "error" and now
    end)
    assert.equal("it was asked to fail", vm.transitioningMessage)
    assert.is_false(exists(visor .. "/instance-" .. vm.uuid))
    server:action(server:get("/v1/externalhandlers?name=demo_fail").data[1], "deactivate")
    kill("failing")
    server:settle(server:action(vm, "start"), "running", 30)
  end)

  it("are cut off as an agent when they were deactivated, and welcome again", function()
    local agent = server:get("/v1/agents?uuid=visor-1").data[1]
    server:settle(server:action(agent, "deactivate"), "inactive", 20)
    server:action(agent, "activate")
    server:settle(agent, "active", 20)
  end)

  it("are told when there is no process of the name", function()
    server:post("/v1/externalhandlers", { name = "astray", onAbsent = "skip", processNames = { "pre.Volume.create", "volume.craete" } })
    rig.wait("the handler is registered", 10, function()
      return #server:get("/v1/externalhandlers?name=astray&state=active").data == 1
    end)
    local function is_defined(name)
      return server:get("/v1/externalhandlerprocesses?name=" .. name).data[1].isDefined
    end
    assert.is_true(is_defined("pre.Volume.create"))
    assert.is_false(is_defined("volume.craete"))
    local _, told = read(server.log):gsub("there is no such process, so its handler is never asked  handler=astray", "")
    assert.equal(1, told, read(server.log))
  end)
end)
