--- A real container on a real Docker engine, from POST to purge, and what happens behind our back.

local rig = require("rig")

describe("container", function()
  local server

  setup(function()
    server = rig.new({ env = rig.ENFORCE }):start()
    server:hosts({ "docker" })
  end)

  teardown(function() if server then server:stop() end end)

  -- Server and agent stop every handler and command before each of its effects and run it again.
  after_each(function() assert.same({}, server:violations()) end)

  local function create(fields)
    fields.imageUuid = fields.imageUuid or "docker:busybox:latest"
    return server:post("/v1/containers", fields)
  end

  local function inspect(container)
    local found = rig.containers(container.uuid)
    assert.equal(1, #found)
    return rig.docker("GET", "/containers/" .. found[1].Id .. "/json")
  end

  it("runs as asked, is stopped, started, restarted, removed and purged with nothing left", function()
    local c = create {
      name = "whole-life", command = "sh", commandArgs = { "-c", "echo hello > /tmp/x; exec sleep 1000" },
      environment = { COLOUR = "a b\"c" }, directory = "/tmp", user = "0:0", hostname = "inside",
    }
    assert.equal("yes", c.transitioning)
    c = server:settle(c, "running")
    assert.equal("no", c.transitioning)
    local real = inspect(c)
    assert.is_true(real.State.Running)
    assert.equal("inside", real.Config.Hostname)
    assert.equal("/tmp", real.Config.WorkingDir)
    assert.same({ "sh", "-c", "echo hello > /tmp/x; exec sleep 1000" },
      #(real.Config.Cmd or {}) == 3 and real.Config.Cmd or { table.unpack(real.Config.Entrypoint), table.unpack(real.Config.Cmd or {}) })
    local environment = table.concat(real.Config.Env, "\n")
    assert.is_truthy(environment:find('COLOUR=a b"c', 1, true))
    assert.equal(real.NetworkSettings.IPAddress, c.primaryIpAddress)

    server:action(c, "stop")
    c = server:settle(c, "stopped")
    assert.is_false(inspect(c).State.Running)

    server:action(c, "start")
    c = server:settle(c, "running")
    local first = inspect(c).State.StartedAt

    server:action(c, "restart")
    rig.wait("restarted", 30, function() return inspect(c).State.StartedAt ~= first end)
    c = server:settle(c, "running")

    local status = server:call("DELETE", c.links.self)
    assert.equal(200, status)
    c = server:settle(c, "removed")

    server:action(c, "restore")
    c = server:settle(c, "stopped")
    server:action(c, "start")
    c = server:settle(c, "running")
    server:call("DELETE", c.links.self)
    c = server:settle(c, "removed")

    server:action(c, "purge")
    c = server:settle(c, "purged")
    for _, volume in ipairs(server:get(c.links.volumes).data) do
      if volume.state == "removed" then server:action(volume, "purge") end
      server:settle(volume, "purged")
    end
    assert.same({}, rig.containers(c.uuid))
  end)

  it("publishes ports and is reached through them", function()
    local port = 20000 + math.random(9999)
    local c = create { name = "web", command = "httpd", commandArgs = { "-f", "-p", "80", "-h", "/etc" },
      ports = { port .. ":80/tcp" } }
    server:settle(c, "running")
    local text = rig.wait("answer on the published port", 10, function()
      local out, code = rig.sh(("curl -s -m 2 http://127.0.0.1:%d/passwd || curl -s -m 2 http://%s/passwd"):format(
        port, server:get(c.links.self).primaryIpAddress))
      return code == 0 and out
    end)
    assert.is_truthy(text:find("root"))
    local ports = server:get(c.links.ports).data
    assert.equal(1, #ports)
    assert.equal(port, ports[1].publicPort)
    assert.equal(80, ports[1].privatePort)
    server:call("DELETE", c.links.self)
    server:settle(c, "removed")
  end)

  it("notices within two seconds that a container died or was removed behind our back", function()
    local c = server:settle(create { name = "victim", command = "sleep", commandArgs = { "1000" } }, "running")
    local began = rig.now()
    rig.docker("POST", "/containers/" .. rig.containers(c.uuid)[1].Id .. "/kill")
    server:settle(c, "stopped", 4)
    assert.is_true(rig.now() - began < 2.5, "took " .. rig.now() - began)

    server:action(c, "start")
    c = server:settle(c, "running")
    began = rig.now()
    rig.docker("DELETE", "/containers/" .. rig.containers(c.uuid)[1].Id .. "?force=1")
    server:settle(c, "stopped", 4)
    assert.is_true(rig.now() - began < 2.5, "took " .. rig.now() - began)

    server:action(c, "start")
    server:settle(c, "running")
    assert.equal(1, #rig.containers(c.uuid))
    server:call("DELETE", c.links.self)
    server:settle(c, "removed")
  end)

  it("ends removed, saying why, when its image cannot be had", function()
    local c = create { imageUuid = "docker:127.0.0.1:1/no/such:thing", name = "hopeless" }
    c = rig.wait("ends", 90, function()
      local now = server:get(c.links.self)
      return now.state == "removed" and now.transitioning ~= "yes" and now
    end)
    assert.equal("error", c.transitioning)
    assert.is_truthy(#c.transitioningMessage > 10, c.transitioningMessage)
    assert.same({}, rig.containers(c.uuid))
  end)

  it("stops one that is still starting", function()
    local c = create { name = "hasty", command = "sleep", commandArgs = { "1000" } }
    local status = server:call("DELETE", c.links.self)
    if status == 409 then
      rig.wait("stop is offered", 20, function() return server:get(c.links.self).actions.stop end)
      server:action(c, "stop", { remove = true })
    end
    c = server:settle(c, "removed")
    local left = rig.containers(c.uuid)
    assert.is_true(#left == 0 or left[1].State ~= "running")
  end)

  it("starts twenty at once", function()
    local all = {}
    for i = 1, 20 do all[i] = create { name = "many-" .. i, command = "sleep", commandArgs = { "1000" } } end
    for i, c in ipairs(all) do all[i] = server:settle(c, "running", 120) end
    for _, c in ipairs(all) do
      assert.equal(1, #rig.containers(c.uuid))
      server:call("DELETE", c.links.self)
    end
    for _, c in ipairs(all) do server:settle(c, "removed", 120) end
  end)
end)
