--- Lua that is dropped in while the server runs: live within a second, refused with file and line, nothing lost.

local rig = require("rig")

local OPTIONS = "io.cattle.platform.agent.connection.simulator.AgentConnectionSimulator"

local GREET = [[
local handler = require("stampede.handler")

return handler.define("greet", {
  on = "instance.start", phase = "post",
  run = function(instance, task)
    if instance.name == "grumpy" then error("no greeting for " .. instance.name) end
    return { description = "%s" }
  end,
})
]]

-- A whole type in one file.
local SHELF = [[
local handler = require("stampede.handler")
local process = require("stampede.process")
local schema = require("stampede.schema")
local standard = require("stampede.standard")
local field = schema.field

return {
  schema.define("shelf", {
    description = "A shelf.",
    methods = { collection = "GET POST", resource = "GET PUT DELETE" },
    fields = {
      { id = standard.id {} }, { name = standard.name { access = "rcu" } }, { uuid = standard.uuid {} },
      { kind = standard.kind {} }, { state = standard.state {} }, { accountId = standard.accountId {} },
      { created = standard.created {} }, { removed = standard.removed {} }, { removeTime = standard.removeTime {} },
      { transitioning = standard.transitioning {} }, { transitioningMessage = standard.transitioningMessage {} },
      { size = field.int { access = "rcu", min = 1, indexed = true, description = "Its width." } },
      --MORE
    },
  }),
  process.standard("shelf", {
    create = { delegate = true },
    activate = { handlers = { "shelf_paint" } },
    polish = { from = "active", via = "polishing", to = "active", handlers = { "shelf_polish" } },
  }),
  handler.define("shelf_paint", { run = function(shelf) return { size = shelf.size or 7 } end }),
  handler.define("shelf_polish", { timeout = 30, run = function(shelf)
    require("stampede.time").sleep(SECONDS)
    return { name = "VERSION" }
  end }),
}
]]

describe("a drop-in", function()
  local server, dir

  local function put(name, text)
    local file = assert(io.open(dir .. "/." .. name .. ".part", "w"))
    file:write(text)
    file:close()
    assert(os.rename(dir .. "/." .. name .. ".part", dir .. "/" .. name))
  end

  local function shelf(version, seconds, more)
    return (SHELF:gsub("VERSION", version):gsub("SECONDS", tostring(seconds or 0)):gsub("%-%-MORE", more or ""))
  end

  local function script(name)
    return server:get("/v1/scripts?name=" .. name).data[1]
  end

  -- Waits for what a file came to, at most a second; returns the row and how long that took.
  local function until_script(name, what, check)
    local began = rig.now()
    local row
    rig.wait(name .. " " .. what, 1.2, function()
      row = script(name)
      return row and check(row) or error(row and rig.json.encode(row) or "no row")
    end)
    return row, rig.now() - began
  end

  local function refused(row) return row.state == "refused" end

  -- Puts a file there and waits until this very text runs; returns its row and how long that took.
  local function live(name, text)
    put(name .. ".lua", text)
    local sum = rig.sh("sha256sum < " .. rig.quote(dir .. "/" .. name .. ".lua")):match("%x+")
    return until_script(name, "is live", function(row) return row.state == "active" and row.runningSha256 == sum end)
  end

  local function instance(name)
    return server:post("/v1/containers", { name = name, imageUuid = "sim:x" })
  end

  setup(function()
    server = rig.new({ role = "server" })
    dir = server.dir .. "/lua"
    server.extra = "--no-auth --lua " .. dir
    server:start()
    local agent = server:post("/v1/agents", { uri = "sim://one", data = { [OPTIONS] = { hosts = 1 } } })
    server:settle(agent, "active", 10)
  end)
  teardown(function() if server and server.pid then server:stop() end end)

  it("is live in a second, in a directory that comes later, and its errors show where", function()
    assert.equal(0, server:get("/v1/scripts?builtin=false&removed_null").data[1] and 1 or 0)
    os.execute("mkdir " .. dir)
    local row, took = live("greet", GREET:format("hello"))
    assert.is_true(took < 1, took)
    assert.same({ "handler" }, row.kinds)
    assert.equal("instance.start post greet", ("%s %s %s"):format(row.attachedTo[1].process, row.attachedTo[1].phase,
      row.attachedTo[1].handler))
    local good = server:settle(instance("polite"), "running", 20)
    assert.equal("hello", good.description)

    local bad = rig.wait("the error", 20, function()
      local list = server:get("/v1/containers?name=grumpy").data
      if #list == 0 then instance("grumpy") end
      return list[1] and list[1].transitioning == "error" and list[1]
    end)
    local message = bad.transitioningMessage
    assert.truthy(message:find("greet.lua:6: no greeting for grumpy", 1, true), message)
    assert.truthy(message:find("stack traceback:.*greet%.lua:6: in function"), message)
    row = script("greet")
    assert.is_true(row.runs >= 2 and row.failures >= 1 and row.meanTime >= 0, rig.json.encode(row))
  end)

  it("that is broken leaves the version before it attached, also across a restart", function()
    local before = live("greet", GREET:format("hello"))
    put("greet.lua", "local x = 1\nreturn x +\n")
    local row = until_script("greet", "is refused", refused)
    assert.truthy(row.error:find("greet.lua:3: ", 1, true), row.error)
    assert.equal(before.sha256, row.runningSha256)
    assert.not_equal(row.sha256, row.runningSha256)
    assert.equal("hello", server:settle(instance("after"), "running", 20).description)
    server:stop()
    server:start()
    row = until_script("greet", "is refused", refused)
    assert.equal(before.sha256, row.runningSha256)
    assert.equal("hello", server:settle(instance("later"), "running", 20).description)
    live("greet", GREET:format("better"))
    assert.equal("better", server:settle(instance("mended"), "running", 20).description)
  end)

  it("can be a whole type, which grows a field, goes and comes back with its rows", function()
    local function schema() return (server:call("GET", "/v1/schemas/shelf")) end
    assert.equal(404, schema())
    live("shelf", shelf("one"))
    assert.equal(200, schema())
    local one = server:settle(server:post("/v1/shelfs", { name = "one", size = 3 }), "active", 10)
    server:settle(server:post("/v1/shelfs", { name = "two" }), "active", 10)
    assert.equal(1, #server:get("/v1/shelfs?size_gt=5").data)
    assert.truthy(server:get("/v1/openapi.json").paths["/shelfs/{id}"].post)
    local about = server:get("/v1/typedocumentations/shelf")
    assert.same({ "A shelf.", "Runs the process `shelf.polish`, from the states `active`." },
      { about.description, about.resourceActions.polish.description })
    server:action(one, "polish")
    assert.equal("one", server:settle(one, "active", 10).name)

    live("shelf", shelf("two", 0, "{ colour = field.string { access = 'rcu', description = 'Its colour.' } },"))
    assert.equal("red", server:post("/v1/shelfs", { name = "three", colour = "red" }).colour)
    assert.equal(1, #server:get("/v1/shelfs?colour=red").data)

    os.remove(dir .. "/shelf.lua")
    rig.wait("the type is gone", 1.2, function() return schema() == 404 end)
    assert.equal(404, (server:call("GET", one.links.self)))
    put("shelf.lua", shelf("two", 0, "{ colour = field.string { access = 'rcu', description = 'Its colour.' } },"))
    rig.wait("the type is back", 1.2, function() return schema() == 200 end)
    assert.equal(3, #server:get("/v1/shelfs").data)
    server:action(one, "polish")
    assert.equal("two", server:settle(one, "active", 10).name)
  end)

  it("changes nothing for what runs already", function()
    live("shelf", shelf("slow", 2))
    local slow = server:settle(server:post("/v1/shelfs", { name = "x" }), "active", 10)
    server:action(slow, "polish")
    rig.sleep(0.2)
    live("shelf", shelf("fast"))
    local fast = server:settle(server:post("/v1/shelfs", { name = "y" }), "active", 10)
    server:action(fast, "polish")
    assert.equal("fast", server:settle(fast, "active", 1).name)
    assert.equal("polishing", server:get(slow.links.self).state)
    assert.equal("slow", server:settle(slow, "active", 10).name)
  end)

  it("that went away leaves its processes waiting, visibly, and they go on when it is back", function()
    live("shelf", shelf("patient", 3))
    local one = server:settle(server:post("/v1/shelfs", { name = "z" }), "active", 10)
    server:action(one, "polish")
    rig.sleep(0.2)
    server:stop("KILL")
    os.remove(dir .. "/shelf.lua")
    server:start()
    local waiting = server:get("/v1/processinstances?resourceType=shelf&endTime_null").data[1]
    waiting = server:get(waiting.links.self)
    assert.equal("definition shelf.polish", waiting.waitingOn)
    live("shelf", shelf("resumed"))
    assert.equal("resumed", server:settle(one, "active", 10).name)
  end)

  it("is switched off and on, by whom stays known, and a built-in one only by force", function()
    local row = live("greet", GREET:format("switched"))
    row = server:action(row, "disable")
    assert.equal("disabled 0", ("%s %d"):format(row.state, #row.attachedTo))
    server:stop()
    server:start()
    row = script("greet")
    assert.equal("disabled", row.state)
    assert.not_equal("switched", server:settle(instance("silent"), "running", 20).description)
    row = server:action(row, "enable")
    assert.equal("active 1", ("%s %d"):format(row.state, #row.attachedTo))
    assert.equal("switched", server:settle(instance("loud"), "running", 20).description)
    local own = script("account_create")
    local status, body = server:call("POST", own.links.self .. "?action=disable", {})
    assert.equal(409, status)
    assert.truthy(body.detail:find("force=true", 1, true), body.detail)
    assert.equal("disabled", server:post(own.links.self .. "?action=disable", { force = true }).state)
    assert.equal("active", server:post(own.links.self .. "?action=enable", {}).state)
  end)

  it("is refused by file and line, whatever is wrong with it, while all else goes on", function()
    live("greet", GREET:format("steady"))
    local function of(kind, life)
      return SHELF:gsub('polish = {.-},\n', life .. "\n"):gsub("shelf", kind):gsub("SECONDS", "0")
    end
    local bad = {
      syntax = { "return {", "syntax.lua:1: " },
      empty = { "", "empty.lua:1: returns nothing" },
      number = { "return 5", "number.lua:1: must return" },
      binary = { "\27Lua", "binary.lua:1: is compiled Lua" },
      endless = { "\nwhile true do end", "endless.lua:2: handler ran too long" },
      hungry = { "local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(1e6) .. i end", "hungry.lua:1: .*memory" },
      global = { "\n\nstray = 1", "global.lua:3: global 'stray' cannot be set" },
      unknown = { "return nonsense.x", "unknown.lua:1: unknown global 'nonsense'" },
      reach = { "require('stampede.raw')", "reach.lua:1: module 'stampede.raw' is for lua/lib only" },
      own = { "require('stampede.seed')", "own.lua:1: module 'stampede.seed' is for the server itself" },
      thief = { "require('stampede.schema').field.int = nil", "thief.lua:1: a module cannot be changed %('int'%)" },
      vandal = { "require('stampede.resource').get = nil", "vandal.lua:1: a module cannot be changed %('get'%)" },
      twice = { GREET:gsub('"greet"', '"instance_start"'), "twice.lua:5: handler 'instance_start' is there twice" },
      nowhere = { GREET:gsub('"greet"', '"nowhere"'):gsub("instance.start", "instance.strat"),
        "nowhere.lua:5: handler 'nowhere': no process is called" },
      beside = { GREET:gsub('"greet"', '"beside"'):gsub('phase = "post"', 'before = "nobody"'),
        "beside.lua:5: handler 'beside': there is no handler 'nobody'" },
      circle = { [[
local handler = require("stampede.handler")
local function run() end
return {
  handler.define("circle_a", { on = "instance.start", before = "circle_b", run = run }),
  handler.define("circle_b", { on = "instance.start", before = "circle_a", run = run }),
} ]], "circle.lua:%d+: handlers 'circle_a', 'circle_b' want to stand before or after each other in a circle" },
      shared = { of("rackshared", "polish = { from = 'active', via = 'activating', to = 'active' },"),
        "shared.lua:%d+: rackshared.*transitioning state 'activating' is also that of" },
      island = { of("rackisland", "polish = { from = 'lost', via = 'polishing', to = 'active' },"),
        "island.lua:%d+: rackisland.polish: unreachable start state 'lost'" },
      trap = { of("racktrap", "polish = { from = 'active', via = 'polishing', to = 'trapped' },\n"
        .. "shake = { from = 'trapped', via = 'shaking', to = 'trapped' },"),
        "trap.lua:%d+: racktrap.*no road to an end from state '%a+'" },
      absent = { of("rackabsent", "polish = { from = 'active', via = 'polishing', to = 'active', handlers = { 'nobody' } },"),
        "absent.lua:%d+: rackabsent.polish names handler 'nobody'" },
      orphan = { "return require('stampede.process').standard('nothing')", "orphan.lua:1: there is no type 'nothing'" },
      command = { "return { is = 'command', name = 'x' }", "command.lua:1: is a command" },
    }
    for name, one in pairs(bad) do put(name .. ".lua", one[1]) end
    os.execute(("cd %s && mkdir folder.lua && ln -s nothing dangling.lua && mkfifo pipe.lua"
      .. " && truncate -s 100M huge.lua && touch $'we\\tird.lua'"):format(rig.quote(dir)):gsub("^", "bash -c ", 1)
      :gsub("bash %-c (.*)$", function(text) return "bash -c " .. rig.quote(text) end))
    bad.folder = { nil, "folder.lua:1: is a directory" }
    bad.dangling = { nil, "dangling.lua:1: cannot be read: No such file" }
    bad.pipe = { nil, "pipe.lua:1: is something else, not a file" }
    bad.huge = { nil, "huge.lua:1: is larger than 1 MiB" }
    local rows = rig.wait("all are refused", 10, function()
      local found, count = {}, 0
      for _, row in ipairs(server:get("/v1/scripts?state=refused&limit=1000").data) do
        found[row.name], count = row, count + 1
      end
      for name in pairs(bad) do if not found[name] then error(name .. " is not refused") end end
      return count == #server:get("/v1/scripts?builtin=false&removed_null&limit=1000").data - 2 and found
    end)
    for name, one in pairs(bad) do assert.truthy(rows[name].error:find(one[2]), name .. ": " .. rows[name].error) end
    local log = assert(io.open(server.log)):read("a")
    assert.truthy(log:find("a file is refused  file=%S*syntax.lua attached=nothing error="), "nothing in the log")
    assert.truthy(log:find("we\\x09ird.lua:1: the name of a file", 1, true), "the strange name is not told")
    assert.equal("active", script("greet").state)
    assert.equal("steady", server:settle(instance("calm"), "running", 20).description)
    os.execute(("cd %s && rm -rf folder.lua dangling.lua pipe.lua huge.lua we*ird.lua"):format(rig.quote(dir)))
    for name in pairs(bad) do os.remove(dir .. "/" .. name .. ".lua") end
    rig.wait("all are gone", 3, function() return #server:get("/v1/scripts?state=refused&removed_null").data == 0 end)
  end)

  it("is refused by the line of what it would do twice, unless the setting asks for no proof", function()
    local TWICE = [[
local handler = require("stampede.handler")
local resource = require("stampede.resource")

return handler.define("twice", {
  on = "shelf.polish", phase = "post",
  run = function()
    assert(resource.create("shelf", { name = "copy" }))
  end,
})
]]
    put("twice.lua", TWICE)
    local row = until_script("twice", "is refused", refused)
    assert.truthy(row.error:find("twice.lua:7: handler 'twice' is not idempotent in shelf.polish: ", 1, true), row.error)
    assert.equal(0, #row.attachedTo)
    assert.equal("shown", live("twice", TWICE:gsub("assert%(.-%)%)%)?\n", 'resource.ensure("shelf", { name = "copy" })\n'))
      .proof)
    local setting = server:get("/v1/settings?name=scripts.admission").data[1]
    assert.equal(200, (server:call("PUT", setting.links.self, { value = "validate" })))
    assert.equal(rig.null, live("twice", TWICE .. "\n").proof)
    assert.equal(200, (server:call("PUT", setting.links.self, { value = "enforce" })))
    os.remove(dir .. "/twice.lua")
  end)

  it("that nothing attaches says so, and no other one does", function()
    put("lone.lua", [[
local handler = require("stampede.handler")

return handler.define("lone", { run = function() end })
]])
    local row = until_script("lone", "is there", function(row) return row.state == "active" end)
    assert.truthy(row.idle:find("nothing attaches its handlers", 1, true), row.idle)
    for _, other in ipairs(server:get("/v1/scripts?limit=1000&removed_null").data) do
      if other.name ~= "lone" then assert.equal(rig.null, other.idle, other.name) end
    end
    os.remove(dir .. "/lone.lua")
  end)

  it("of a hundred takes them at once, and the loop goes on meanwhile", function()
    for i = 1, 100 do
      put(("many%d.lua"):format(i), GREET:gsub('"greet"', '"many' .. i .. '"'):gsub("instance%.start", "shelf.polish"))
    end
    rig.wait("a hundred are live", 3, function()
      return #server:get("/v1/scripts?state=active&name_prefix=many&limit=1000").data == 100
    end)
    local log = assert(io.open(server.log)):read("a")
    for us in log:gmatch("longest_us=(%d+)") do assert.is_true(tonumber(us) < 50000, us .. " us at a stretch") end
    os.execute("rm " .. rig.quote(dir) .. "/many*.lua")
    rig.wait("they are gone", 3, function()
      return #server:get("/v1/scripts?name_prefix=many&removed_null&limit=1000").data == 0
    end)
  end)
end)
