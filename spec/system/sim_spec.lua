--- Simulated agents, inside the server and beside it: what clients and tools rely on.

local rig = require("rig")

local OPTIONS = "io.cattle.platform.agent.connection.simulator.AgentConnectionSimulator"

local function by(list, key)
  local found = {}
  for _, item in ipairs(list) do found[item[key]] = item end
  return found
end

describe("sim:// agents inside the server", function()
  local server, agent

  local function instance(name, more)
    local body = { name = name, imageUuid = "sim:" .. name }
    for key, value in pairs(more or {}) do body[key] = value end
    return server:post("/v1/containers", body)
  end

  local function at_end(resource)
    return rig.wait(resource.id .. " is at rest", 20, function()
      local now = server:get(resource.links.self)
      return now.transitioning ~= "yes" and now.state ~= "creating" and now
    end)
  end

  setup(function()
    server = rig.new({ role = "server", extra = "--no-auth", env = rig.ENFORCE }):start()
    agent = server:post("/v1/agents", { uri = "sim://one", data = { [OPTIONS] = { hosts = 2, storagePoolsPerHost = 2 } } })
    server:settle(agent, "active", 10)
  end)
  teardown(function() if server and server.pid then server:stop() end end)
  after_each(function() assert.same({}, server:violations()) end)

  it("list hosts, pools and a machine, and one external pool of all", function()
    local uuid = agent.uuid
    local hosts = rig.wait("two hosts", 10, function()
      local found = by(server:get("/v1/hosts").data, "uuid")
      return found[uuid .. "-0"] and found[uuid .. "-1"] and found[uuid .. "-1"].state == "active" and found
    end)
    assert.equal("sim", hosts[uuid .. "-0"].kind)
    assert.truthy(hosts[uuid .. "-0"].physicalHostId)
    local pools = rig.wait("five pools", 10, function()
      local list = server:get("/v1/storagepools").data
      return #list == 5 and by(list, "uuid")
    end)
    assert.is_true(pools["sim-ext-pool"].external)
    for i = 0, 1 do
      for j = 0, 1 do assert.equal("sim", pools[("%s-%d-%d"):format(uuid, i, j)].kind) end
    end
    assert.equal("sim", server:get("/v1/physicalhosts").data[1].kind)
  end)

  it("run instances of sim images, which are known to all", function()
    local running = server:settle(instance("web"), "running", 10)
    local image = by(server:get("/v1/images").data, "uuid")["sim:web"]
    assert.equal("sim", image.format)
    assert.is_true(image.isPublic)
    rig.wait("the image is in two pools", 10, function()
      return #server:get("/v1/images/" .. image.id .. "/imagestoragepoolmaps").data == 2
    end)
    server:action(running, "stop")
    server:settle(running, "stopped", 10)
    server:action(running, "start")
    server:settle(running, "running", 10)
    assert.equal(200, (server:call("DELETE", running.links.self)))
    server:settle(running, "removed", 10)
  end)

  it("take no image of another kind, nor leave theirs to others", function()
    local other = at_end(server:post("/v1/containers", { imageUuid = "docker:busybox" }))
    assert.equal("removed", other.state)
    assert.equal("error", other.transitioning)
    assert.truthy(other.transitioningMessage:find("Failed to find a placement", 1, true))
  end)

  it("fail what an event marks, by name", function()
    for _, event in ipairs { "compute.instance.activate", "storage.volume.activate" } do
      local failed = at_end(instance("failing", { data = { [event .. "::fail"] = true } }))
      assert.equal("removed", failed.state)
      assert.equal("Failing [" .. event .. "]", failed.transitioningMessage)
    end
  end)

  it("forget one that says so, which then ends as one that died", function()
    local lost = instance("lost", { data = { simForgetImmediately = true }, instanceTriggeredStop = "remove" })
    -- The next ping lacks it: restart, stop, remove.
    server:settle(lost, "removed", 30)
    local names = {}
    for _, row in ipairs(server:get("/v1/processinstances?resourceType=instance&limit=1000").data) do
      if tostring(row.resourceId):match("%d+$") == lost.id:match("%d+$") then names[row.processName] = true end
    end
    assert.is_true(names["instance.restart"] and names["instance.stop"] and names["instance.remove"] and true)
  end)

  it("hear nothing once they are deactivated, and forget", function()
    local running = server:settle(instance("kept", { instanceTriggeredStop = "stop" }), "running", 10)
    server:action(agent, "deactivate")
    server:settle(agent, "inactive", 10)
    local waiting = instance("waiting")
    rig.sleep(1)
    assert.equal("yes", server:get(waiting.links.self).transitioning)
    server:action(agent, "activate")
    server:settle(agent, "active", 10)
    server:settle(waiting, "running", 30)
    -- The connection was closed meanwhile, and with it went the memory.
    server:settle(running, "stopped", 30)
  end)

  it("serve although messages get lost, and they die in between", function()
    local faulty = server:post("/v1/agents", { uri = "sim://faulty", data = { [OPTIONS] = {
      hosts = 1, faults = "lost=10%,doubled=20%,dying=4:1" } } })
    server:settle(faulty, "active", 60)
    local host = rig.wait("its host", 60, function()
      return by(server:get("/v1/hosts").data, "uuid")[faulty.uuid .. "-0"]
    end)
    local one = instance("unlucky", { requestedHostId = host.id, instanceTriggeredStop = "restart" })
    server:settle(one, "running", 120)
    server:call("DELETE", one.links.self)
    server:settle(one, "removed", 120)
  end)
end)

describe("simulated hosts beside the server", function()
  local server, pid

  local function running(name)
    return by(server:get("/v1/containers").data, "name")[name].state == "running"
  end

  setup(function()
    -- No rig option names a Docker or a libvirt here: none is needed.
    server = rig.new({ role = "server" })
    server.role = "up"
    server.command = function(self)
      return ("%s up --sim 3 --data %s --listen 127.0.0.1:%d"):format(rig.quote(self.binary), rig.quote(self.data), self.port)
    end
    server:start()
  end)
  teardown(function()
    if pid then os.execute("kill " .. pid) end
    if server and server.pid then server:stop() end
  end)

  it("come with `up --sim`, whose greeting says what to do first", function()
    rig.wait("three hosts", 20, function() return #server:get("/v1/hosts?state=active").data == 3 end)
    local file = assert(io.open(server.log))
    local command = file:read("a"):match("(curl [^\n]*containers %-d [^\n]*)")
    file:close()
    assert.equal(0, select(2, rig.sh(command .. " -s -f")))
    rig.wait("the first container runs", 10, function() return running("web") end)
  end)

  it("remember what runs when the server is killed, and when all of it was stopped", function()
    for i = 1, 5 do server:post("/v1/containers", { name = "kept" .. i, imageUuid = "sim:kept" }) end
    rig.sh("kill -9 " .. server:children().server)
    for i = 1, 5 do
      rig.wait("kept" .. i .. " runs", 40, function() return running("kept" .. i) end)
    end
    server:stop()
    server:start()
    rig.wait("three agents", 20, function() return #server:get("/v1/agents?state=active").data == 3 end)
    rig.sleep(7) -- a ping or two
    for i = 1, 5 do assert.is_true(running("kept" .. i)) end
  end)

  it("join over the API as `stampede sim`, once, and leave again", function()
    local report = server.dir .. "/report"
    local command = ("%s sim --url http://127.0.0.1:%d --key %s:%s --hosts 10 --name more --report %s"):format(
      rig.quote(server.binary), server.port, server.access, server.secret, report)
    for _ = 1, 2 do
      pid = rig.sh(command .. " >" .. server.dir .. "/sim.log 2>&1 & echo $!")
      rig.wait("ten more hosts", 20, function()
        local text = assert(io.open(report)):read("a")
        return rig.json.decode(text).connected == 10 and #server:get("/v1/hosts?state=active").data == 13
      end)
      os.execute("kill " .. pid)
      rig.wait("it ends", 10, function() return select(2, rig.sh("kill -0 " .. pid)) ~= 0 end)
      pid = nil
      os.remove(report)
    end
  end)

  it("are refused with a wrong key, and told what is wrong with an option", function()
    local function try(options)
      return rig.sh(("timeout 10 %s sim --url http://127.0.0.1:%d %s"):format(rig.quote(server.binary), server.port, options))
    end
    local out, code = try("--key a:b")
    assert.equal(1, code)
    assert.truthy(out:find("--key", 1, true))
    out, code = try("--faults lost=500%")
    assert.equal(2, code)
    assert.truthy(out:find('"lost=500%" is no fault', 1, true))
    out, code = try("--hosts many")
    assert.equal(2, code)
    assert.truthy(out:find("--hosts is a number", 1, true))
  end)
end)
