--- Lives on real hosts as they go wrong in practice: what every state says on the way, ends that nobody asked for,
-- conflicts, bursts, interruptions, and nothing left behind when all is purged.

local rig = require("rig")

describe("a life", function()
  local server, hosts, image
  local tiny = os.getenv("STAMPEDE_TEST_TINY") .. "/tiny.qcow2"
  local early, early_at = {}, nil -- removed at the beginning, looked at when their time has come

  -- Stops at once: its first process ends on TERM, and a busybox sleep would not.
  local QUICK = { "-c", "trap exit TERM; while :; do sleep 0.1; done" }

  local function create(fields)
    fields.imageUuid = fields.imageUuid or "docker:busybox"
    if not fields.command then
      fields.command, fields.commandArgs = "sh", QUICK
    end
    return server:post("/v1/containers", fields)
  end

  local function now(resource) return server:get(resource.links.self) end
  local function inspect(c) return rig.docker("GET", "/containers/" .. rig.containers(c.uuid)[1].Id .. "/json") end
  local function kill(c) rig.docker("POST", "/containers/" .. rig.containers(c.uuid)[1].Id .. "/kill") end
  local function delete(resource)
    local status, body = server:call("DELETE", resource.links.self)
    assert.is_true(status < 300 or status == 409, tostring(status) .. rig.json.encode(body))
  end

  -- The states of what belongs to an instance, as one text: "nics active; ports active active".
  local function children(instance, ...)
    local parts = {}
    for _, link in ipairs { ... } do
      local states = { link }
      for _, child in ipairs(server:get(now(instance).links[link]).data) do states[#states + 1] = child.state end
      parts[#parts + 1] = table.concat(states, " ")
    end
    return table.concat(parts, "; ")
  end

  local function history(instance)
    local names = {}
    for _, process in ipairs(server:get("/v1/processinstances?resourceType=instance&limit=100&resourceId="
      .. instance.id).data) do
      names[#names + 1] = process.processName
    end
    return table.concat(names, " ")
  end

  local function failed(instance, state, words)
    local b = server:settle(instance, state)
    assert.equal("error", b.transitioning)
    assert.is_truthy(b.transitioningMessage:find(words), b.transitioningMessage)
    return b
  end

  setup(function()
    server = rig.new():start()
    hosts = server:hosts({ "docker", "libvirt" })
    image = server:post("/v1/images", { name = "tiny", url = "file://" .. tiny, instanceKind = "virtualMachine" })
    early.c = create { name = "early", dockerVolumes = { "/anonymous" }, ports = { "80" } }
    early.vm = server:post("/v1/virtualmachines", { name = "early", imageId = image.id, memoryMb = 128 })
    for _, instance in pairs(early) do server:settle(instance, "running", 120) end
    for _, mount in ipairs(inspect(early.c).Mounts) do early.volume = mount.Name end
    early.disk = server:get(now(early.vm).links.volumes).data[1].uuid
    delete(early.c)
    server:action(early.vm, "stop", { remove = true, timeout = 0 })
    early_at = rig.now()
  end)

  teardown(function() if server then server:stop() end end)

  it("is told by the states of an instance and of all that belongs to it", function()
    local c = create { name = "off", startOnCreate = false, ports = { "80" } }
    c = server:settle(c, "stopped")
    assert.equal("inactive", c.allocationState)
    assert.equal("volumes inactive; nics inactive; ports inactive; instanceHostMaps",
      children(c, "volumes", "nics", "ports", "instanceHostMaps"))
    assert.same({}, rig.containers(c.uuid))

    server:action(c, "start")
    c = server:settle(c, "running")
    assert.equal("active", c.allocationState)
    local first = c.firstRunning
    assert.is_truthy(first)
    assert.equal("volumes active; nics active; ports active; instanceHostMaps active",
      children(c, "volumes", "nics", "ports", "instanceHostMaps"))
    assert.is_true(server:call("POST", c.links.self .. "/?action=start") >= 400, "started twice")

    assert.equal(200, (server:call("PUT", c.links.self, { name = "neu ü 名" })))
    assert.equal("neu ü 名", now(c).name)
    assert.equal("running", now(c).state)

    local answer = server:action(c, "restart")
    assert.equal("restarting yes", answer.state .. " " .. answer.transitioning)
    rig.wait("restarted", 30, function()
      local b = now(c)
      if b.state == "running" then return true end
      assert.equal("yes", b.transitioning, b.state)
    end)
    assert.equal(first, now(c).firstRunning)

    server:action(c, "stop")
    c = server:settle(c, "stopped")
    assert.equal("active", c.allocationState)
    assert.equal("volumes inactive; nics inactive; ports inactive; instanceHostMaps inactive",
      children(c, "volumes", "nics", "ports", "instanceHostMaps"))
    assert.is_true(server:call("POST", c.links.self .. "/?action=stop") >= 400, "stopped twice")

    server:action(c, "remove")
    c = server:settle(c, "removed")
    assert.is_truthy(c.removed and c.removeTime)
    assert.equal("volumes removed; nics removed", children(c, "volumes", "nics"))
    assert.equal(1, #rig.containers(c.uuid))
    server:action(c, "restore")
    c = server:settle(c, "stopped")
    assert.is_true(c.removed == nil or c.removed == rig.null)
    assert.equal("volumes inactive; nics inactive", children(c, "volumes", "nics"))
    server:action(c, "start")
    server:settle(c, "running")
    server:action(c, "stop", { remove = true })
    server:settle(c, "removed")
    server:action(c, "purge")
    c = server:settle(c, "purged")
    assert.equal("inactive", c.allocationState)
    assert.equal("volumes purged; nics purged; ports removed; instanceHostMaps removed",
      children(c, "volumes", "nics", "ports", "instanceHostMaps"))
    assert.same({}, rig.containers(c.uuid))
  end)

  it("goes on as instanceTriggeredStop says when a container ends by itself", function()
    local all = {}
    for i, wish in ipairs { "stop", "remove", "restart" } do all[i] = create { name = wish, instanceTriggeredStop = wish } end
    for i, c in ipairs(all) do all[i] = server:settle(c, "running") end
    for _, c in ipairs(all) do kill(c) end
    assert.equal(137, server:settle(all[1], "stopped", 4).exitCode)
    server:settle(all[2], "removed", 4)
    rig.wait("its restart", 10, function() return history(all[3]):find("instance.start") end)
    local again = server:settle(all[3], "running")
    assert.is_true(again.exitCode == nil or again.exitCode == rig.null, "the code of an earlier life")
    assert.is_true(inspect(again).State.Running)
    assert.equal("instance.create instance.restart instance.stop", history(all[1]))
    assert.equal("instance.create instance.restart instance.stop instance.remove", history(all[2]))
    assert.equal("instance.create instance.restart instance.stop instance.start", history(all[3]))
    for _, c in ipairs(all) do delete(c) end
  end)

  it("leaves restarts to Docker where Docker was told to, and stopped is stopped", function()
    local function make(name, script, policy)
      return create { name = name, command = "sh", commandArgs = { "-c", script }, restartPolicy = policy }
    end
    local always = make("always", "sleep 0.7; exit 1", { name = "always" })
    local twice = make("twice", "sleep 0.2; exit 5", { name = "on-failure", maximumRetryCount = 2 })
    server:settle(always, "running")
    for _ = 1, 15 do
      assert.equal("running", now(always).state)
      rig.sleep(0.2)
    end
    assert.is_true(inspect(always).RestartCount > 0)
    assert.equal("always", inspect(always).HostConfig.RestartPolicy.Name)
    assert.equal(5, server:settle(twice, "stopped").exitCode)
    assert.equal(2, inspect(twice).RestartCount)

    server:action(always, "stop")
    server:settle(always, "stopped")
    -- Docker, when it comes back, starts what has the policy "always" even if it was stopped.
    assert.equal("unless-stopped", inspect(always).HostConfig.RestartPolicy.Name)
    server:action(always, "start")
    server:settle(always, "running")
    assert.equal("always", inspect(always).HostConfig.RestartPolicy.Name)
    delete(always)
    delete(twice)
  end)

  it("shows the ports of a container that Docker started again by itself", function()
    local function shown(c)
      return server:get(now(c).links.ports).data[1].publicPort
    end
    local function real(c)
      return tonumber(inspect(c).NetworkSettings.Ports["80/tcp"][1].HostPort)
    end
    local c = create { name = "moves", command = "sh", commandArgs = { "-c", "sleep 1000 & wait" },
      ports = { "80/tcp" }, restartPolicy = { name = "always" } }
    server:settle(c, "running")
    local before = real(c)
    assert.equal(before, shown(c))
    rig.sh(("kill -9 %d"):format(inspect(c).State.Pid))
    rig.wait("Docker starts it again", 20, function() return inspect(c).State.Running and real(c) ~= before end)
    rig.wait("the new port is shown", 5, function() return shown(c) == real(c) end)
    assert.equal(inspect(c).NetworkSettings.IPAddress, now(c).primaryIpAddress)
    assert.equal("running", now(c).state)
    delete(c)
  end)

  it("stays in lists, and can be restored, for as long as the settings say now", function()
    local function set(name, value)
      local row = server:get("/v1/settings?name=" .. name).data[1]
      if row then
        local status, body = server:call("PUT", row.links.self, { value = value })
        assert.equal(200, status, rig.json.encode(body))
      else
        server:post("/v1/settings", { name = name, value = value })
      end
    end
    local function listed(c)
      for _, one in ipairs(server:get("/v1/containers?uuid=" .. c.uuid).data) do
        if one.id == c.id then return true end
      end
      return false
    end
    set("object.instance.remove.time.delay.seconds", "1")
    local c = create { name = "brief", command = "sleep", commandArgs = { "1000" } }
    server:settle(c, "running")
    delete(c)
    server:settle(c, "purged", 20)
    assert.same({}, rig.containers(c.uuid))
    set("object.instance.remove.time.delay.seconds", "600")
    c = create { name = "long", command = "sleep", commandArgs = { "1000" } }
    server:settle(c, "running")
    delete(c)
    server:settle(c, "removed")
    assert.is_true(listed(c))
    set("api.show.removed.for.seconds", "0")
    assert.is_false(listed(c))
    set("api.show.removed.for.seconds", "300")
    assert.is_true(listed(c))
    set("object.instance.remove.time.delay.seconds", "60")
    server:action(c, "purge")
    server:settle(c, "purged", 30)
  end)

  it("fails with a reason when the public port is another's, and leaves that one alone", function()
    local port = 30000 + math.random(2000)
    local owner = server:settle(create { name = "owner", ports = { port .. ":80" } }, "running")
    failed(create { name = "second", ports = { port .. ":80" } }, "removed", "port is already allocated")
    local third = server:settle(create { name = "third", ports = { port .. ":80" }, startOnCreate = false }, "stopped")
    server:action(third, "start")
    failed(third, "stopped", "port is already allocated")
    assert.equal("running", now(owner).state)
    server:action(owner, "stop")
    server:settle(owner, "stopped")
    server:action(third, "start")
    third = server:settle(third, "running")
    assert.equal("no", third.transitioning)
    local lost = failed(create { name = "nowhere", requestedHostId = hosts.libvirt.id }, "removed",
      "^Failed to find a placement$")
    assert.equal("inactive", lost.allocationState)
    assert.equal("volumes removed; nics removed", children(lost, "volumes", "nics"))
    failed(create { name = "hopeless", imageUuid = "docker:127.0.0.1:1/no/such:thing" }, "removed", "refused")
    delete(owner)
    delete(third)
  end)

  it("hands over what Docker shall know, whatever characters it has", function()
    local environment = { A = "x=y; $HOME `id` 'q' \"d\"", ["ÜM"] = "ñ 名", EMPTY = "", NL = "a\nb", ["SP ACE"] = " x " }
    local c = create { name = "名前 «ü» \"q\" \\ <x>", environment = environment, memoryMb = 64, startOnCreate = true,
      labels = { ["a.b"] = "ü=1", ["io.stampede.uuid"] = "somebody-else" }, requestedHostId = hosts.docker.id,
      dockerVolumes = { server.dir .. ":/mnt:ro", "/anonymous" } }
    c = server:settle(c, "running")
    assert.same(environment, c.environment)
    local real = inspect(c)
    local have = "\n" .. table.concat(real.Config.Env, "\n") .. "\n"
    for name, value in pairs(environment) do
      assert.is_truthy(have:find("\n" .. name .. "=" .. value .. "\n", 1, true), name)
    end
    assert.equal("ü=1", real.Config.Labels["a.b"])
    assert.equal(c.uuid, real.Config.Labels["io.stampede.uuid"])
    assert.equal(64 << 20, real.HostConfig.Memory)
    assert.equal("docker:busybox", server:get(c.links.image).uuid)
    assert.equal("busybox:latest", real.Config.Image:match("[^/]+$"))
    local mounts = {}
    for _, mount in ipairs(real.Mounts) do mounts[mount.Destination] = mount end
    assert.equal(server.dir, mounts["/mnt"].Source)
    assert.is_false(mounts["/mnt"].RW)
    assert.equal("volume", mounts["/anonymous"].Type)
    delete(c)
  end)

  it("ends clean thirty times at once, interrupted wherever it is", function()
    local all = {}
    for i = 1, 30 do
      all[i] = create { name = "burst-" .. i }
      if i % 3 == 0 then delete(all[i]) end
      if i % 3 == 1 and i > 3 then delete(all[i - 3]) end
      if i % 5 == 0 then server:call("POST", all[i - 2].links.self .. "/?action=stop") end
    end
    rig.wait("all are removed", 60, function()
      local open = 0
      for _, c in ipairs(all) do
        local b = now(c)
        if b.state == "stopped" or b.state == "running" then delete(c) end
        if b.state ~= "removed" or b.transitioning ~= "no" then open = open + 1 end
      end
      return open == 0 or error(open .. " are not")
    end)
    for _, c in ipairs(all) do server:action(c, "purge") end
    for _, c in ipairs(all) do
      assert.equal("inactive", server:settle(c, "purged").allocationState)
      assert.same({}, rig.containers(c.uuid))
    end
  end)

  it("keeps the disk of a machine, whatever is done to its domain by hand", function()
    local vm = server:post("/v1/virtualmachines", { name = "hands", imageId = image.id, memoryMb = 128 })
    vm = server:settle(vm, "running", 120)
    local disk = rig.sh(("find %s -path '*volumes*' -name %s.qcow2"):format(rig.quote(server.data),
      server:get(vm.links.volumes).data[1].uuid))
    local function inode() return (rig.sh("stat -c %i " .. rig.quote(disk))) end
    local before = inode()
    server:action(vm, "stop")
    rig.sleep(0.3)
    rig.virsh("destroy " .. vm.uuid) -- while it is stopping
    server:settle(vm, "stopped", 8)
    rig.virsh("undefine " .. vm.uuid)
    server:action(vm, "start")
    server:settle(vm, "running")
    rig.virsh("undefine " .. vm.uuid) -- runs on, transient
    rig.sleep(1)
    assert.equal("running", now(vm).state)
    local began = rig.now()
    rig.virsh("destroy " .. vm.uuid)
    server:settle(vm, "stopped", 4)
    assert.is_true(rig.now() - began < 2.5)
    server:action(vm, "start")
    server:settle(vm, "running")
    assert.equal(before, inode())
    server:action(vm, "stop", { remove = true, timeout = 0 })
    server:settle(vm, "removed")
    server:action(vm, "purge")
    server:settle(vm, "purged")
    assert.is_nil(rig.domains():find(vm.uuid, 1, true))
    assert.is_nil(io.open(disk))
  end)

  it("goes on across a restart of everything, and what ended meanwhile is found out", function()
    local stays, dies, goes = create { name = "stays" }, create { name = "dies" }, create { name = "goes" }
    stays, dies, goes = server:settle(stays, "running"), server:settle(dies, "running"), server:settle(goes, "running")
    local started = inspect(stays).State.StartedAt
    server:stop()
    kill(dies)
    rig.docker("DELETE", "/containers/" .. rig.containers(goes.uuid)[1].Id .. "?force=1")
    server:start()
    server:settle(dies, "stopped", 10)
    server:settle(goes, "stopped", 10)
    assert.equal("running", now(stays).state)
    assert.equal(started, inspect(stays).State.StartedAt)

    local agent = server:children().agent
    os.execute("kill -9 " .. agent)
    rig.docker("DELETE", "/containers/" .. rig.containers(stays.uuid)[1].Id .. "?force=1")
    server:settle(stays, "stopped", 10)
    for _, c in ipairs { stays, dies, goes } do
      server:action(c, "start")
      server:settle(c, "running")
      assert.equal(1, #rig.containers(c.uuid))
      delete(c)
    end
  end)

  it("is purged by itself when its time has come, with nothing left", function()
    rig.sleep(math.max(0, math.ceil(early_at + 62 - rig.now())))
    for _, kind in ipairs { "c", "vm" } do
      local instance = server:settle(early[kind], "purged", 40)
      assert.equal("inactive", instance.allocationState)
    end
    assert.same({}, rig.containers(early.c.uuid))
    assert.is_truthy(rig.docker("GET", "/volumes/" .. early.volume).message, "its anonymous volume is left")
    assert.is_nil(rig.domains():find(early.vm.uuid, 1, true))
    assert.equal("", (rig.sh(("find %s -name '%s*' -o -name '%s*'"):format(rig.quote(server.data), early.disk,
      early.vm.uuid))))
  end)

  it("leaves no row on its way and no container of nobody", function()
    local settled = { active = true, inactive = true, running = true, stopped = true, removed = true, purged = true }
    rig.wait("all rows are at rest", 90, function()
      for _, type in ipairs { "instances", "volumes", "nics", "ports", "ipaddresses", "instancehostmaps",
        "volumestoragepoolmaps", "imagestoragepoolmaps" } do
        for _, row in ipairs(server:get("/v1/" .. type .. "?limit=1000").data) do
          local place = row.allocationState
          if not settled[row.state] or type == "instances" and place ~= "active" and place ~= "inactive" then
            error(("%s is %s, %s"):format(row.id, row.state, tostring(place)))
          end
        end
      end
      return true
    end)
    local known = {}
    for _, instance in ipairs(server:get("/v1/instances?limit=1000").data) do known[instance.uuid] = instance end
    for _, c in ipairs(rig.docker("GET", "/containers/json")) do
      local instance = known[c.Labels["io.stampede.uuid"] or ""]
      if instance then assert.equal("running", instance.state, instance.name) end
    end
  end)
end)
