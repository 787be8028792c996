--- The hosts' bad days: dockerd killed during a start, libvirtd restarted underneath, a full disk, agents away.

local rig = require("rig")

describe("bad days", function()
  local server

  setup(function()
    server = rig.new():start()
    server:hosts({ "docker", "libvirt" })
  end)

  teardown(function() if server and server.pid then server:stop() end end)

  it("finishes a start during which dockerd was killed", function()
    local c = server:post("/v1/containers", { imageUuid = "docker:busybox:latest", command = "sleep",
      commandArgs = { "1000" }, restartPolicy = { name = "no" } })
    rig.sleep(0.05)
    local out, code = rig.sh("spec/support/hosts restart-docker " .. rig.quote(os.getenv("STAMPEDE_TEST_DIR") .. "/hosts"))
    assert.equal(0, code, out)
    c = server:settle(c, "running", 120)
    rig.wait("one container, running", 20, function()
      local found = rig.containers(c.uuid)
      return #found == 1 and found[1].State == "running"
    end)
    server:call("DELETE", c.links.self)
    server:settle(c, "removed", 60)
  end)

  it("goes on when libvirtd was restarted underneath", function()
    local tiny = os.getenv("STAMPEDE_TEST_TINY") .. "/tiny.qcow2"
    local image = server:post("/v1/images", { name = "tiny", url = "file://" .. tiny, instanceKind = "virtualMachine" })
    local vm = server:settle(server:post("/v1/virtualmachines", { imageId = image.id, memoryMb = 128, name = "survivor" }),
      "running", 120)
    local out, code = rig.sh("spec/support/hosts restart-libvirt " .. rig.quote(os.getenv("STAMPEDE_TEST_DIR") .. "/hosts"))
    assert.equal(0, code, out)
    rig.sleep(1)
    assert.equal("running", server:get(vm.links.self).state)
    assert.is_truthy(rig.virsh("domstate " .. vm.uuid):find("running"))
    server:action(vm, "stop")
    vm = server:settle(vm, "stopped", 90)
    server:action(vm, "remove")
    server:settle(vm, "removed", 60)
  end)

  it("shows an agent that is away, and finishes its work when it is back", function()
    local agent = server:get("/v1/agents").data[1]
    os.execute("kill -STOP " .. server:children().agent)
    local c = server:post("/v1/containers", { imageUuid = "docker:busybox:latest", command = "sleep", commandArgs = { "1000" } })
    rig.sleep(2)
    assert.equal("yes", server:get(c.links.self).transitioning)
    os.execute("kill -CONT " .. server:children().agent)
    server:settle(c, "running", 90)
    rig.wait("agent active", 60, function() return server:get(agent.links.self).state == "active" end)
    server:call("DELETE", c.links.self)
    server:settle(c, "removed", 60)
  end)

  it("refuses cleanly when the database's disk is full, and recovers", function()
    server:stop()
    local small = server.dir .. "/small"
    rig.sh(("mkdir -p %s && mount -t tmpfs -o size=64m none %s"):format(small, small))
    local tight = rig.new { role = "server", data = small }
    local ok, why = pcall(function()
      tight:start()
      local function post(name)
        return tight:call("POST", "/v1/containers", { name = name, imageUuid = "docker:busybox:latest",
          startOnCreate = false, environment = { PAYLOAD = ("x"):rep(600000) } })
      end
      rig.sh("head -c 100m /dev/zero > " .. small .. "/filler 2>/dev/null")
      local refused, accepted = 0, 0
      -- What the database has reserved on the disk is used up first.
      for i = 1, 300 do
        local status, answer = post("full-" .. i)
        if status == 201 then accepted = accepted + 1 else
          refused = refused + 1
          assert.equal(503, status, type(answer) == "table" and rig.json.encode(answer) or answer)
          assert.is_truthy(rig.json.encode(answer):find("the disk is full", 1, true))
        end
        if refused > 3 then break end
      end
      assert.is_true(refused > 0, "the disk never filled")
      rig.sh("rm -f " .. small .. "/filler")
      rig.wait("writes go again", 20, function()
        return post("after") == 201
      end)
      -- All that was accepted, nothing that was refused; also after a restart.
      for _ = 1, 2 do
        assert.equal(accepted + 1, #tight:get("/v1/containers?limit=1000").data)
        tight:stop()
        tight:start()
      end
    end)
    if tight.pid then tight:stop() end
    rig.sh("umount " .. small)
    assert(ok, why)
  end)
end)
