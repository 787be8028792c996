--- Explanations on a real server with pretended hosts: what would run, where, with which effects; and that nothing
--- is done.

local rig = require("rig")

describe("explain", function()
  local server

  setup(function()
    server = rig.new({ role = "up", extra = "--sim 2" }):start()
    rig.wait("two hosts", 20, function() return #server:get("/v1/hosts?state=active").data == 2 end)
  end)
  teardown(function() if server then server:stop() end end)

  local function names(list, key)
    local found = {}
    for _, one in ipairs(list) do found[#found + 1] = one[key] end
    return found
  end

  it("tells what a start would do, and does none of it", function()
    local one = server:post("/v1/containers", { imageUuid = "sim:thing", startOnCreate = false })
    one = server:settle(one, "stopped")
    local told = server:get(one.links.self .. "?explain=start")
    assert.equal("instance.start", told.processName)
    assert.is_true(told.allowed)
    assert.same({ "stopped", "starting", "running" }, { told.state, told.transitioningState, told.doneState })
    assert.equal("instance.stop", told.onFailure)
    local start
    for _, handler in ipairs(told.handlers) do
      if handler.name == "instance_start" then start = handler end
    end
    assert.equal("handle", start.phase)
    assert.matches("lua/handlers/instance_start.lua$", start.file)
    assert.is_true(start.line > 1)
    assert.matches("^1h%d+$", told.placement.hostId)
    assert.is_false(told.placement.placed)
    assert.equal(rig.null, told.error)
    local effects = {}
    for _, effect in ipairs(told.effects) do
      effects[effect.effect .. " " .. effect.detail] = effect
      assert.matches("%.lua$", effect.file)
      assert.is_true(effect.line > 0)
    end
    assert.equal("instance_host_map_activate", effects["agent.request compute.instance.activate"].handler)
    assert.truthy(effects["resource.create instanceHostMap"])
    -- Nothing happened.
    assert.equal("stopped", server:get(one.links.self).state)
    assert.equal(0, #server:get("/v1/instancehostmaps?instanceId=" .. one.id).data)
    assert.equal(0, #server:get("/v1/processinstances?processName=instance.start").data)

    -- What was told of the handler is what it then did.
    server:settle(server:action(one, "start"), "running")
    local ran = {}
    for _, row in ipairs(server:get("/v1/history?resourceType=instance&resourceId=" .. one.id).data) do
      if row.handler == "instance_start" and row.effects ~= rig.null then ran = row.effects end
    end
    assert.same({ "resource.run" }, ran)
    told = server:get(one.links.self .. "?explain=stop")
    assert.equal(told.placement, rig.null)
    assert.truthy(table.concat(names(told.effects, "detail"), " "):find("compute.instance.deactivate", 1, true))
  end)

  it("says when it would not be allowed, and why", function()
    local one = server:settle(
      server:post("/v1/containers", { imageUuid = "sim:thing", startOnCreate = false }), "stopped")
    local told = server:get(one.links.self .. "?explain=restart")
    assert.is_false(told.allowed)
    assert.is_string(told.why)
    assert.is_true(server:get(one.links.self .. "?explain=stop").why ~= rig.null)
    local status, answer = server:call("GET", one.links.self .. "?explain=explode")
    assert.equal(422, status)
    assert.equal("explain", answer.fieldName)
  end)

  it("explains a process instance, with who holds the resource", function()
    local one = server:post("/v1/containers", { imageUuid = "sim:thing", data = { ["sim"] = {} } })
    local process = server:get("/v1/processinstances?resourceType=instance&resourceId=" .. one.id).data[1]
    local told = server:get(process.links.explain)
    assert.equal("explanation", told.type)
    assert.equal(process.id, told.processInstanceId)
    assert.equal("resource", told.locks[1].kind)
    server:settle(one, "running")
  end)
end)

describe("a drawing", function()
  local server

  setup(function()
    server = rig.new({ role = "server" })
    rig.sh(("mkdir -p %s/bin"):format(server.dir))
    local file = assert(io.open(server.dir .. "/bin/dot", "w"))
    file:write("#!/bin/sh\ngrep -q volume && { echo 'dot: cannot' >&2; exit 1; }\necho \"<svg>$1</svg>\"\n")
    file:close()
    rig.sh(("chmod 755 %s/bin/dot"):format(server.dir))
    server.env = "PATH=" .. server.dir .. "/bin:$PATH"
    server:start()
  end)
  teardown(function() if server then server:stop() end end)

  it("of a process and of a whole type hangs on its definition, as text", function()
    local definition = server:get("/v1/processdefinitions/1pd!instance.start")
    local text = server:get(definition.links.processDot)
    assert.matches('^digraph "instance.start" {\n', text)
    assert.truthy(text:find('"stopped" -> "starting" [label="start"]', 1, true))
    assert.truthy(text:find("instance_start", 1, true)) -- who works there
    local type = server:get("/v1/resourcedefinitions/1rd!instance")
    assert.equal("instance", type.name)
    local whole = server:get(type.links.resourceDot)
    assert.equal(whole, (rig.sh("build/stampede check --graph instance")) .. "\n")
    for _, process in ipairs(server:get(type.links.processes).data) do
      assert.equal("instance", process.resourceType)
    end
    local names = {}
    for _, one in ipairs(server:get("/v1/resourcedefinitions").data) do names[one.name] = true end
    assert.is_true(names.instance and names.volume and not names.setting)
    assert.equal(404, (server:call("GET", "/v1/resourcedefinitions/1rd!nonsense/resourcedot")))
  end)

  it("is drawn where graphviz is, and says so where it is not", function()
    assert.equal("<svg>-Tsvg</svg>\n", server:get("/v1/resourcedefinitions/1rd!instance/resourcedot?format=svg"))
    local head = rig.sh(("curl -s -m 20 -o /dev/null -D - -u %s:%s 'http://127.0.0.1:%d/v1/resourcedefinitions/1rd!instance/resourcedot?format=svg'")
      :format(server.access, server.secret, server.port))
    assert.matches("X%-Content%-Type%-Options: nosniff", head)
    assert.matches("Content%-Security%-Policy: default%-src 'none'", head)
    local status, answer = server:call("GET", "/v1/resourcedefinitions/1rd!volume/resourcedot?format=svg")
    assert.equal(422, status)
    assert.matches("dot: cannot", answer.detail)
    local out, code = rig.sh("env PATH=/nonexistent build/stampede check --graph instance --svg")
    assert.equal(1, code)
    assert.matches("graphviz is not installed", out)
  end)
end)
