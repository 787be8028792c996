--- The console: lines in the server's Lua, as an admin; what it may, what it may not, and what it does not hold up.

local rig = require("rig")

describe("console", function()
  local server, container

  -- One line; what it printed and the exit code.
  local function run(line, options)
    options = options or {}
    local key = options.key or (server.access .. ":" .. server.secret)
    return rig.sh(("STAMPEDE_KEY=%s timeout -s KILL 60 build/stampede console --url http://127.0.0.1:%d --execute %s %s"):format(
      key, server.port, rig.quote(line), options.flags or ""))
  end

  setup(function()
    server = rig.new({ extra = "--sim 2" }):start()
    server:hosts({ "sim" })
    container = server:settle(server:post("/v1/containers", { name = "web", imageUuid = "sim:web" }), "running", 30)
  end)

  teardown(function()
    if server then server:stop() end
  end)

  it("shows values, resources and lists", function()
    local out, code = run('1 + 1, "a\\nb", { 2, x = { y = true } }')
    assert.equal(0, code)
    assert.equal('2\n"a\\nb"\n{ [1] = 2, x = { y = true } }', out)
    out = run('list("container")')
    assert.truthy(out:match("id +type +name +state"))
    assert.truthy(out:match(container.id .. " +container +web +running"))
    out = run(('resource("container", "%s")'):format(container.id))
    assert.truthy(out:match('state +"running"'))
    assert.truthy(out:match("can now: [%w, ]*stop"))
    out = run('#schema() > 40, stats().done > 0', { flags = "--json" })
    assert.same({ true, true }, rig.json.decode(out).json)
  end)

  it("changes things as recorded processes in the admin's name", function()
    local out, code = run(('c = resource("container", "%s"); return c:stop():wait().state'):format(container.id))
    assert.equal(0, code)
    assert.equal('"stopped"', out)
    local found = server:get("/v1/processinstances?resourceType=instance&resourceId=" .. container.id).data
    local stop
    for _, process in ipairs(found) do
      if process.processName == "instance.stop" then stop = process end
    end
    assert.truthy(stop)
    assert.equal("1a1 from 127.0.0.1 by console", stop.actor)
    assert.equal('"running"', (run(('resource("container", "%s"):start():wait().state'):format(container.id))))
  end)

  it("tells errors with the API's code and field, and exits with 1", function()
    for line, text in pairs {
      ["nope"] = "there is no 'nope' here",
      ['list("nothing")'] = "not_found: there is no type 'nothing'",
      ['create("container", {})'] = "MissingRequired imageUuid",
      ['error("own")'] = "own",
      ["1 +"] = "not complete",
      ["1 1"] = "syntax",
      ['require("stampede.resource")'] = "there is no 'require' here",
      ["os.execute('true')"] = "there is no 'os' here",
      ['string.rep = nil'] = "cannot be changed",
      ['get("/v1/containers/1i99")'] = "no such container",
    } do
      local out, code = run(line)
      if not out:lower():find(text:lower(), 1, true) then
        assert.equal(text, line .. " -> " .. out)
      end
      assert.equal(1, code)
    end
  end)

  it("keeps what a line assigned, and takes a statement over several lines", function()
    local out, code = rig.sh(("printf 'x = 5\\nfor i = 1, 2 do\\nprint(i, x)\\nend\\nx * 2\\n' | "
      .. "STAMPEDE_KEY=%s:%s build/stampede console --url http://127.0.0.1:%d"):format(server.access, server.secret, server.port))
    assert.equal(0, code)
    assert.equal("1\t5\n2\t5\n10", out)
  end)

  it("holds nothing up while a line computes for ever, and is interrupted", function()
    local pid = rig.sh(("STAMPEDE_KEY=%s:%s setsid build/stampede console --url http://127.0.0.1:%d --execute %s >%s 2>&1 "
      .. "</dev/null & echo $!"):format(server.access, server.secret, server.port,
      rig.quote("while true do pcall(function() while true do end end) end"), server.dir .. "/runaway.log"))
    rig.sleep(0.5)
    local slowest = 0
    for _ = 1, 5 do
      local before = rig.now()
      server:action(container, "stop")
      slowest = math.max(slowest, rig.now() - before)
      server:settle(container, "stopped", 20)
      server:action(container, "start")
      server:settle(container, "running", 20)
    end
    assert.truthy(slowest < 2, "a stop took " .. slowest .. " s to be accepted")
    os.execute("kill -INT " .. pid)
    rig.wait("the line ends", 10, function()
      local _, code = rig.sh("kill -0 " .. pid)
      return code ~= 0
    end)
    assert.truthy(rig.sh("cat " .. server.dir .. "/runaway.log"):match("cancelled: interrupted"))
    assert.equal("1", (run("stats().tasks")))
  end)

  it("is for administrators", function()
    local out, code = run("1", { key = "nobody:wrong" })
    assert.equal(1, code)
    assert.truthy(out:match("administrator's key is wanted"))
    local account = server:settle(server:post("/v1/accounts", { kind = "user", name = "guest" }), "active", 20)
    local key = rig.wait("a key of the user", 10, function()
      return server:get("/v1/credentials?kind=apiKey&accountId=" .. account.id).data[1]
    end)
    out, code = run("1", { key = key.publicValue .. ":" .. key.secretValue })
    assert.equal(1, code)
    assert.truthy(out:match("403"))
    assert.equal(404, (server:call("GET", "/v1/console")))
  end)
end)
