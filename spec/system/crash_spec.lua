--- kill -9 of server, of agent, of both, at many points of start and stop of each kind, then a restart:
-- everything ends in the asked-for state, with exactly one container or domain and no orphan.

local rig = require("rig")

describe("kill -9", function()
  local tiny = os.getenv("STAMPEDE_TEST_TINY") .. "/tiny.qcow2"
  local server, image

  setup(function()
    server = rig.new():start()
    server:hosts({ "docker", "libvirt" })
    image = server:post("/v1/images", { name = "tiny", url = "file://" .. tiny, instanceKind = "virtualMachine" })
    local warm = server:post("/v1/virtualmachines", { name = "warm", imageId = image.id, memoryMb = 128 })
    server:settle(warm, "running", 120)
    server:call("DELETE", warm.links.self)
    server:settle(warm, "removed", 60)
  end)

  teardown(function() if server then server:stop() end end)

  local kinds = {
    container = {
      make = function()
        return server:post("/v1/containers", { imageUuid = "docker:busybox:latest", command = "sleep",
          commandArgs = { "1000" } })
      end,
      running = function(uuid)
        local found = rig.containers(uuid)
        return #found, found[1] and found[1].State == "running"
      end,
      span = 0.3,
    },
    virtualMachine = {
      make = function()
        return server:post("/v1/virtualmachines", { imageId = image.id, memoryMb = 128 })
      end,
      running = function(uuid)
        local _, hits = rig.domains():gsub(uuid:gsub("%-", "%%-"), "")
        return hits > 0 and 1 or 0, rig.virsh("domstate " .. uuid):find("running") ~= nil
      end,
      span = 0.7,
    },
  }

  local victims = {
    server = function() return { server:children().server } end,
    agent = function() return { server:children().agent } end,
    both = function()
      local children = server:children()
      return { children.server, children.agent }
    end,
  }

  local function kill(who)
    local pids = victims[who]()
    assert.is_true(#pids > 0, "nothing to kill")
    os.execute("kill -9 " .. table.concat(pids, " "))
  end

  local function round(kind, verb, who, delay)
    local k = kinds[kind]
    local resource = k.make()
    if verb == "stop" then
      resource = server:settle(resource, "running", 120)
      server:action(resource, "stop")
    end
    rig.sleep(("%.3f"):format(delay))
    kill(who)
    local want = verb == "stop" and "stopped" or "running"
    resource = server:settle(resource, want, 120)
    local count, running = k.running(resource.uuid)
    assert.equal(1, count)
    assert.equal(want == "running", running)
    server:call("DELETE", resource.links.self)
    server:settle(resource, "removed", 120)
  end

  -- Twenty points in all, spread over kinds, verbs and victims.
  for _, kind in ipairs { "container", "virtualMachine" } do
    for _, verb in ipairs { "start", "stop" } do
      local points = kind == "container" and 6 or 4
      for point = 1, points do
        local who = ({ "server", "agent", "both" })[(point - 1) % 3 + 1]
        it(("%s of %s, %s killed at point %d of %d"):format(verb, kind, who, point, points), function()
          round(kind, verb, who, kinds[kind].span * (point - 0.5) / points)
        end)
      end
    end
  end

  -- The fault hook ends the server by itself right before or after its Nth commit; `up` starts it again,
  -- without the fault, because the environment names the generation that fails.
  it("loses nothing when the server ends at a commit", function()
    for point = 1, 10 do
      local when = point % 2 == 0 and "before" or "after"
      server:stop()
      local faulty = rig.new { role = "server", data = server.data, port = server.port }
      faulty.access, faulty.secret = server.access, server.secret
      faulty:start(("STAMPEDE_FAULT=store-commit-%s:%d"):format(when, 2 + point))
      local accepted
      for _ = 1, 40 do
        if not faulty:alive() then break end
        local status, body = faulty:call("POST", "/v1/containers", { imageUuid = "docker:busybox:latest",
          startOnCreate = false, name = "commit-" .. point })
        if status == 201 then accepted = body end
      end
      rig.wait("the fault ends the server", 10, function() return not faulty:alive() end)
      server:start()
      server:hosts({ "docker" })
      if accepted then server:settle(accepted, "stopped", 60) end
      for _, instance in ipairs(server:get("/v1/instances?limit=1000").data) do
        if instance.name == "commit-" .. point then server:settle(instance, "stopped", 60) end
      end
    end
  end)

  it("leaves no orphan container or domain", function()
    server:hosts({ "docker", "libvirt" })
    local known = {}
    for _, instance in ipairs(server:get("/v1/instances?limit=1000").data) do known[instance.uuid] = instance.state end
    for _, c in ipairs(rig.docker("GET", "/containers/json?all=1")) do
      local uuid = c.Labels and c.Labels["io.stampede.uuid"]
      if uuid then assert.is_truthy(known[uuid], "container of nobody: " .. uuid) end
    end
  end)
end)
