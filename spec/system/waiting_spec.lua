--- Very many handlers that wait for one agent, so that most are parked (core/script/park.h): none is lost and none works
-- twice when the server is killed, when their file is changed or taken away meanwhile; and others have their turn.

local rig = require("rig")

local MANY = 1200

-- What it does once it has its answer can be counted: one row for each object.
local ASK = [[
local agent = require("stampede.agent")
local handler = require("stampede.handler")
local resource = require("stampede.resource")
return handler.define("bench_object_look", {
  timeout = 3600,
  run = function(object, task)
    if not task.data.agentId then return end
    assert(agent.request(task.data.agentId, "bench.look", { resourceType = "benchObject", resourceId = object.id },
      { timeout = 3600, attempts = 1 }))
    local name = "VERSION of " .. object.name
    if not resource.first("genericObject", { name = name }) then resource.create("genericObject", { name = name }) end
  end,
})
]]

describe("very many that wait", function()
  local server, agent, number, prefix, made

  local function write(version)
    local name = server.dir .. "/lua/bench_object_look.lua"
    local file = assert(io.open(name .. ".new", "w"))
    file:write((ASK:gsub("VERSION", version)))
    file:close()
    os.rename(name .. ".new", name)
  end

  -- The same, and it is in force.
  local function replace(version)
    local function running() return server:get("/v1/scripts?name=bench_object_look").data[1].runningSha256 end
    local before = running()
    write(version)
    rig.wait("the new one is in force", 10, function() return running() ~= before end)
  end

  local function key() return "-u " .. server.access .. ":" .. server.secret end

  -- One connection for all: curl counts.
  local function turn_all()
    rig.sh(("curl -s -o /dev/null -X POST %s -d '{\"agentId\":%d}' 'http://127.0.0.1:%d/v1/benchobjects/%s[%d-%d]/?action=turn'")
      :format(key(), number, server.port, prefix, 1, MANY))
  end

  local function make_all(count)
    for _ = 1, count / 400 do
      local list = {}
      for i = 1, 400 do list[i] = { name = "o" .. (made + i) } end
      local answer = server:post("/v1/benchobjects?wait=active&timeout=30", { data = list })
      prefix = prefix or answer.data[1].id:match("^(.-)%d+$")
      made = made + 400
    end
  end

  local function metric(name)
    local out = rig.sh(("curl -s %s http://127.0.0.1:%d/metrics"):format(key(), server.port))
    return tonumber(out:match("\n" .. name .. " (%S+)"))
  end

  -- How many rows there are, page by page.
  local function count(path)
    local found, next_page = 0, path .. "&limit=1000"
    while next_page do
      local page = server:get(next_page)
      found = found + #page.data
      next_page = page.pagination and page.pagination.next ~= rig.null and page.pagination.next or nil
    end
    return found
  end

  local function parked(least)
    rig.wait("most are parked", 30, function() return metric("stampede_handlers_parked_total") >= least end)
    assert.is_true(metric("stampede_lua_coroutines") < 900)
  end

  local function come() server:post("/v1/agents/" .. agent.id .. "/?action=activate", {}) end

  local function go()
    agent = server:settle(agent, "active", 10)
    server:action(agent, "deactivate")
    server:settle(agent, "inactive", 10)
  end

  -- The agent is away, and all ask it; `times` that they did since the server was started.
  local function crowd(times)
    go()
    turn_all()
    parked(times * (MANY - 800))
  end

  local function all_done()
    rig.wait("all are done", 60, function() return #server:get("/v1/benchobjects?state=turning&limit=1").data == 0 end)
    assert.equal(made, count("/v1/benchobjects?state=active"))
    assert.equal(0, #server:get("/v1/processinstances?resourceType=benchObject&endTime_null&limit=10").data)
  end

  setup(function()
    server = rig.new({ role = "server" })
    rig.sh("mkdir -p " .. server.dir .. "/lua && cp bench/lua/*.lua " .. server.dir .. "/lua")
    made = 0
    write("first")
    server.extra = "--lua " .. server.dir .. "/lua"
    server:start()
    agent = server:post("/v1/agents", { uri = "sim://held",
      data = { ["io.cattle.platform.agent.connection.simulator.AgentConnectionSimulator"] = { hosts = 1 } } })
    number = tonumber(agent.id:match("%d+$"))
    go()
    make_all(MANY)
  end)
  teardown(function() if server and server.pid then server:stop() end end)

  it("are there after kill -9, say what they wait for, and work once", function()
    turn_all()
    parked(MANY - 800)
    local function first()
      return server:get("/v1/processinstances?resourceType=benchObject&resourceId=" .. prefix .. "1&endTime_null&limit=1").data[1]
    end
    local before = first()
    assert.equal("bench_object_look", before.handler)
    assert.equal("agent", before.waitingKind)
    assert.equal(agent.id, before.waitingId)
    server:stop("KILL")
    server:start()
    parked(MANY - 800)
    local after = first()
    assert.same({ before.id, before.handler, before.waitingKind, before.waitingId, "handle" },
      { after.id, after.handler, after.waitingKind, after.waitingId, after.phase })
    come()
    all_done()
    assert.equal(MANY, count("/v1/genericobjects?name_prefix=first"))
  end)

  it("let others have their turn while all their replies come", function()
    crowd(2)
    local lone = server:post("/v1/networks?wait=active&timeout=20", { name = "lone" })
    assert.equal("active", lone.state)
    come()
    -- It is over before the crowd is: it did not wait at the end of a queue.
    lone = server:post("/v1/benchobjects?wait=active&timeout=30", { name = "lone" })
    assert.equal("active", lone.state)
    made = made + 1
    local status = server:call("POST", "/v1/benchobjects/" .. lone.id .. "/?action=turn&wait=active&timeout=30", {})
    assert.equal(200, status)
    all_done()
    assert.equal(MANY, count("/v1/genericobjects?name_prefix=first"))
  end)

  it("end on the version that they began with; after a crash there is only the new one", function()
    replace("second")
    crowd(3)
    replace("third")
    come()
    all_done()
    assert.equal(MANY, count("/v1/genericobjects?name_prefix=second"))
    assert.equal(0, count("/v1/genericobjects?name_prefix=third"))
    crowd(4)
    replace("fourth")
    server:stop("KILL")
    server:start()
    parked(MANY - 800)
    come()
    all_done()
    assert.equal(0, count("/v1/genericobjects?name_prefix=third"))
    assert.equal(MANY, count("/v1/genericobjects?name_prefix=fourth"))
  end)

  it("come to an end when their handler is taken away", function()
    crowd(2)
    server:post(server:get("/v1/scripts?name=bench_object_look").data[1].actions.disable, {})
    come()
    all_done()
  end)
end)
