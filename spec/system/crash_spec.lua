--- kill -9 of server, of agent, of both, at twenty points of start and stop of each kind, then they come
-- back: everything ends in the asked-for state, with exactly one container or domain and no orphan.
--
-- One round is one point in time. In it a batch of each kind is being created and started while the batch
-- of the round before is being stopped, so that each point hits all four.

local rig = require("rig")

local POINTS = 20
local SPAN = 0.8 -- seconds from the requests to the latest kill; the early points lie close together
local PREFIX = "crash"

describe("kill -9", function()
  local tiny = os.getenv("STAMPEDE_TEST_TINY") .. "/tiny.qcow2"
  local server, image
  local before = {} -- what the last round started
  local doomed = {}
  local others = {} -- what earlier specs left on these hosts

  local function on_hosts()
    local found = {}
    for _, c in ipairs(rig.docker("GET", "/containers/json?all=1")) do
      local uuid = c.Labels["io.stampede.uuid"]
      if uuid then found[#found + 1] = "container " .. uuid end
    end
    for uuid in rig.virsh("list --all --uuid"):gmatch("%S+") do found[#found + 1] = "domain " .. uuid end
    return found
  end

  setup(function()
    for _, one in ipairs(on_hosts()) do others[one] = true end
    server = rig.new():start()
    server:hosts({ "docker", "libvirt" })
    image = server:post("/v1/images", { name = "tiny", url = "file://" .. tiny, instanceKind = "virtualMachine" })
    local warm = server:post("/v1/virtualmachines", { name = "warm", imageId = image.id, memoryMb = 64 })
    server:settle(warm, "running", 120)
    server:call("DELETE", warm.links.self)
    server:settle(warm, "removed", 60)
  end)

  teardown(function() if server and server.pid then server:stop() end end)

  local kinds = {
    container = {
      path = "/v1/containers",
      body = function()
        return { imageUuid = "docker:busybox:latest", command = "sh",
          commandArgs = { "-c", "trap 'exit 0' TERM; sleep 1000 & wait" } } -- else a stop takes ten seconds
      end,
      -- How many there are, and whether one runs.
      count = function(uuid)
        local found = rig.containers(uuid)
        return #found, found[1] ~= nil and found[1].State == "running"
      end,
    },
    virtualMachine = {
      path = "/v1/virtualmachines",
      body = function() return { imageId = image.id, memoryMb = 64 } end,
      count = function(uuid)
        local _, hits = rig.virsh("list --all --uuid"):gsub(uuid:gsub("%-", "%%-"), "")
        return hits, hits == 1 and rig.virsh("domstate " .. uuid):find("running") ~= nil
      end,
    },
  }

  local function pids(who)
    local children = rig.wait("server and agent run", 20, function()
      local found = server:children()
      return found.server and found.agent and found
    end)
    if who == "both" then return children.server .. " " .. children.agent end
    return tostring(children[who])
  end

  -- All requests at once, and the kill after `delay`. Gives the HTTP status of each, 0 when none came.
  local function strike(requests, delay, victims)
    local script, statuses = {}, {}
    for i, request in ipairs(requests) do
      local body = ("%s/body-%d"):format(server.dir, i)
      local file = assert(io.open(body, "w"))
      file:write(request.body and rig.json.encode(request.body) or "{}")
      file:close()
      script[i] = ("curl -s -o /dev/null -m 20 -u %s:%s -X POST -H 'Content-Type: application/json' -d @%s -w '%d %%{http_code}\\n' %s &")
        :format(server.access, server.secret, body, i, rig.quote(request.url))
    end
    script[#script + 1] = ("sleep %.3f; kill -9 %s; wait"):format(delay, victims)
    for index, status in rig.sh(table.concat(script, "\n")):gmatch("(%d+) (%d+)\n?") do
      statuses[tonumber(index)] = tonumber(status)
    end
    return statuses
  end

  local function instances()
    return rig.wait("the server answers", 30, function() return server:get("/v1/instances?limit=1000").data end)
  end

  local function check(resource)
    local count, running = kinds[resource.type].count(resource.uuid)
    local label = ("%s %s (%s)"):format(resource.type, resource.id, resource.state)
    assert.equal(1, count, label)
    assert.equal(resource.state == "running", running, label)
  end

  local function at_rest(resource)
    return rig.wait(resource.type .. " " .. resource.id .. " is at rest", 120, function()
      local now = server:get(resource.links.self)
      return now.transitioning ~= "yes" and (now.state == "running" or now.state == "stopped") and now
    end)
  end

  local function round(point, who, delay)
    local requests, started = {}, {}
    for i, kind in ipairs { "container", "container", "virtualMachine" } do
      local body = kinds[kind].body()
      body.name = ("%s-%d-%d"):format(PREFIX, point, i)
      requests[#requests + 1] = { url = ("http://127.0.0.1:%d%s"):format(server.port, kinds[kind].path), body = body }
    end
    for _, resource in ipairs(before) do
      local url = assert(server:get(resource.links.self).actions.stop, "no stop offered")
      -- A guest that still boots does not hear that it shall stop: not the usual ten seconds for it.
      requests[#requests + 1] = { url = url, body = { timeout = 2 } }
    end
    local statuses = strike(requests, delay, pids(who))

    -- What was answered with success must be there; what was not may be, and then it must end well too.
    local named = {}
    for _, instance in ipairs(instances()) do
      if instance.name and instance.name:find(("%s-%d-"):format(PREFIX, point), 1, true) then
        assert.is_nil(named[instance.name], "made twice: " .. instance.name)
        named[instance.name] = instance
      end
    end
    for i = 1, 3 do
      local name = ("%s-%d-%d"):format(PREFIX, point, i)
      if statuses[i] == 201 then assert.is_truthy(named[name], "accepted and lost: " .. name) end
      if named[name] then
        local resource = server:settle(named[name], "running", 120)
        check(resource)
        started[#started + 1] = resource
      end
    end
    for i, resource in ipairs(before) do
      local status = statuses[3 + i] or 0
      if status < 200 or status >= 300 then
        resource = at_rest(resource)
        check(resource)
        if resource.state == "running" then server:action(resource, "stop") end
      end
      resource = server:settle(resource, "stopped", 120)
      check(resource)
      server:call("DELETE", resource.links.self)
      doomed[#doomed + 1] = resource
    end
    before = started
  end

  for point = 1, POINTS do
    local who = ({ "server", "agent", "both" })[(point - 1) % 3 + 1]
    local delay = SPAN * ((point - 0.5) / POINTS) ^ 1.5
    it(("%s at point %d of %d: %.0f ms"):format(who, point, POINTS, delay * 1000), function()
      round(point, who, delay)
    end)
  end

  it("leaves no orphan container, domain or disk", function()
    for _, resource in ipairs(before) do
      server:call("DELETE", resource.links.self)
      doomed[#doomed + 1] = resource
    end
    local function left()
      local found = {}
      for _, one in ipairs(on_hosts()) do
        if not others[one] then found[#found + 1] = one end
      end
      for file in rig.sh("ls " .. rig.quote(server.data .. "/volumes")):gmatch("%S+") do
        found[#found + 1] = "disk " .. file
      end
      return found
    end
    for _, resource in ipairs(doomed) do -- not a minute from now
      rig.wait("purge of " .. resource.id, 60, function()
        local now = server:get(resource.links.self)
        if now.state == "removed" and now.actions.purge then server:post(now.actions.purge) end
        return now.state == "purging" or now.state == "purged"
      end)
    end
    rig.wait("all are gone", 60, function()
      local found = left()
      return #found == 0 or error(table.concat(found, ", "))
    end)
    assert.is_true(#doomed >= POINTS)
    for _, resource in ipairs(doomed) do
      local state = server:get(resource.links.self).state
      assert.is_truthy(state == "removed" or state == "purging" or state == "purged", resource.id .. " is " .. state)
    end
  end)

  -- The fault hook ends the server by itself right before or after its Nth commit.
  it("loses nothing when the server ends at a commit", function()
    server:stop()
    for point = 1, 10 do
      local when = point % 2 == 0 and "before" or "after"
      local faulty = rig.new { role = "server", data = server.data, port = server.port }
      faulty.access, faulty.secret = server.access, server.secret
      pcall(faulty.start, faulty, ("STAMPEDE_FAULT=store-commit-%s:%d"):format(when, 4 + point))
      local accepted = {}
      for i = 1, 40 do
        if not faulty:alive() then break end
        local name = ("commit-%d-%d"):format(point, i)
        local status = faulty:call("POST", "/v1/containers", { imageUuid = "docker:busybox:latest",
          startOnCreate = false, name = name })
        if status == 201 then accepted[#accepted + 1] = name end
      end
      rig.wait("the fault ends the server", 10, function() return not faulty:alive() end)

      local sound = rig.new { role = "server", data = server.data, port = server.port }
      sound.access, sound.secret = server.access, server.secret
      sound:start()
      local known = {}
      for _, instance in ipairs(sound:get("/v1/instances?limit=1000").data) do
        if instance.name and instance.name:find("commit-", 1, true) then
          assert.is_nil(known[instance.name], "made twice: " .. instance.name)
          known[instance.name] = true
          sound:settle(instance, "stopped", 30)
        end
      end
      for _, name in ipairs(accepted) do assert.is_true(known[name], "accepted and lost: " .. name) end
      sound:stop()
    end
  end)
end)
