--- What clients of today expect besides the contract, on a server that is killed now and then. docs/http.md is run by
--- docs_spec.lua, the rest by spec/c/api_client_test.c; here is what needs a real server: crashes, a crowd, a full disk.

local rig = require("rig")

local OPTIONS = "io.cattle.platform.agent.connection.simulator.AgentConnectionSimulator"

describe("HTTP", function()
  local server

  local function load(...)
    local out, code = rig.sh(("timeout 100 python3 spec/external/http_load.py %s"):format(table.concat({ ... }, " ")))
    assert.equal(0, code, out)
  end

  -- Status, head (lower case) and body of a request with further options of curl.
  local function curl(path, options)
    local out = rig.sh(("curl -s -m 20 -D - -w '\\n%%{http_code}' %s %s"):format(options or "",
      rig.quote(("http://127.0.0.1:%d%s"):format(server.port, path))))
    local head, text, status = out:match("^(.-)\r\n\r\n(.*)\n(%d+)$")
    local ok, body = pcall(rig.json.decode, text or "")
    return tonumber(status), (head or ""):lower(), ok and body or text
  end

  setup(function()
    server = rig.new({ role = "server", extra = "--no-auth" }):start()
    server:settle(server:post("/v1/agents", { uri = "sim://one", data = { [OPTIONS] = { hosts = 1 } } }), "active", 20)
  end)
  teardown(function() if server and server.pid then server:stop() end end)

  it("answers hundreds of requests of one go in their order", function() load("pipeline", server.port) end)

  it("makes one of two hundred that are the same", function() load("crowd", server.port) end)

  it("makes nothing twice when it is killed in between", function()
    local progress = server.dir .. "/progress"
    local out = server.dir .. "/crash.out"
    rig.sh(("(timeout 100 python3 spec/external/http_load.py crash %d 1000 %s >%s 2>&1; echo $? >%s.rc) >/dev/null 2>&1 &"):format(
      server.port, progress, out, out))
    local function made() return tonumber((rig.sh("cat " .. progress .. " 2>/dev/null"))) or 0 end
    local kills = 0
    while kills < 4 and not io.open(out .. ".rc") do
      local before = made()
      rig.wait("more is made", 40, function() return made() > before + 20 or io.open(out .. ".rc") end)
      server:stop("KILL")
      server:start()
      kills = kills + 1
    end
    assert.is_true(kills >= 3, "it was over after " .. kills)
    local rc = rig.wait("all are answered", 90, function()
      local file = io.open(out .. ".rc")
      return file and file:read("a")
    end)
    assert.equal("0\n", rc, rig.sh("cat " .. out))
    assert.equal(900 + 100 * 20, made())
  end)

  it("gives the first answer again after it was killed, and a revision that is the same", function()
    local key = "-H 'Idempotency-Key: kept' -d '{\"name\":\"kept\"}'"
    local _, _, first = curl("/v1/networks?wait=active", key)
    local path = first.links.self:match("/v1/.*")
    local _, head = curl(path)
    local revision = head:match('etag: "(%d+)%-')
    server:stop("KILL")
    server:start()
    local status, again, body = curl("/v1/networks?wait=active", key)
    assert.equal(201, status)
    assert.truthy(again:find("idempotency-replayed: true", 1, true), again)
    assert.same(first, body)
    assert.equal(412, (curl(path, "-X PUT -d '{\"description\":\"x\"}' -H 'If-Match: \"9" .. revision .. "-0\"'")))
    assert.equal(200, (curl(path, "-X PUT -d '{\"description\":\"x\"}' -H 'If-Match: \"" .. revision .. "-0\"'")))
  end)

  it("forgets keys that are old", function()
    server:call("PUT", "/v1/settings/api.idempotency.retention.seconds", { value = "0" })
    local body = "-H 'Idempotency-Key: gone' -d '{\"name\":\"gone\"}'"
    assert.equal(201, (curl("/v1/networks", body)))
    rig.wait("the key is forgotten", 20, function()
      local _, head = curl("/v1/networks", body)
      return not head:find("idempotency-replayed", 1, true)
    end)
    server:call("PUT", "/v1/settings/api.idempotency.retention.seconds", { value = "86400" })
  end)

  it("answers who waits: in time, when it fails, and when it takes too long", function()
    local status, _, body = curl("/v1/containers?wait=running&timeout=20", "-d '{\"name\":\"a\",\"imageUuid\":\"sim:a\"}'")
    assert.same({ 201, "running" }, { status, body.state })
    -- Without any host that has room it can only wait, and does so.
    local began = rig.now()
    status, _, body = curl("/v1/containers?wait=running&timeout=1",
      "-d '{\"name\":\"b\",\"imageUuid\":\"sim:b\",\"requestedHostId\":\"1h999\"}'")
    if status == 202 then
      assert.equal("yes", body.transitioning)
      assert.is_true(rig.now() - began < 10)
    else
      assert.equal(422, status)
    end
    -- An end elsewhere is told at once.
    began = rig.now()
    status, _, body = curl("/v1/networks?wait=inactive&timeout=60", "-d '{\"name\":\"elsewhere\"}'")
    assert.same({ 202, "active" }, { status, body.state })
    assert.is_true(rig.now() - began < 10)
  end)

  it("lets pages of named origins ask, and no other", function()
    local ask = "-H 'Access-Control-Request-Method: POST' -X OPTIONS "
    local function allowed(origin, options)
      local _, head = curl("/v1/networks", (options or "") .. "-H 'Origin: " .. origin .. "'")
      return head:match("access%-control%-allow%-origin: (%S+)"), head
    end
    assert.is_nil((allowed("https://page.example")))
    server:call("PUT", "/v1/settings/api.cors.origins", { value = "https://page.example, http://other.example:81" })
    server:call("PUT", "/v1/settings/api.cors.credentials", { value = "true" })
    local got, head = allowed("https://page.example")
    assert.equal("https://page.example", got)
    assert.truthy(head:find("access-control-expose-headers: etag, location", 1, true))
    assert.truthy(head:find("access-control-allow-credentials: true", 1, true))
    assert.truthy(head:find("vary: origin", 1, true))
    assert.equal("http://other.example:81", (allowed("http://other.example:81", ask)))
    assert.is_nil((allowed("http://other.example")))
    assert.is_nil((allowed("https://page.example.evil", ask)))
    -- Where no keys are asked for a page may act only if it is named.
    assert.equal(201, (curl("/v1/networks", "-H 'Origin: https://page.example' -d '{\"name\":\"by a page\"}'")))
    assert.equal(403, (curl("/v1/networks", "-H 'Origin: https://elsewhere' -d '{\"name\":\"by a page\"}'")))
    server:call("PUT", "/v1/settings/api.cors.origins", { value = "*" })
    got, head = allowed("https://elsewhere")
    assert.equal("*", got)
    assert.is_nil(head:find("allow-credentials", 1, true))
    assert.equal(403, (curl("/v1/networks", "-H 'Origin: https://elsewhere' -d '{\"name\":\"by a page\"}'")))
    server:call("PUT", "/v1/settings/api.cors.origins", { value = "" })
    assert.is_nil((allowed("https://page.example")))
  end)

  it("packs nothing that does not end", function()
    local out = rig.sh(("curl -s -m 2 -i -H 'Accept-Encoding: gzip' http://127.0.0.1:%d/v1/subscribe -d 'eventNames=ping'")
      :format(server.port))
    assert.truthy(out:find("201", 1, true))
    assert.is_nil(out:lower():find("content-encoding", 1, true))
    assert.truthy(out:find('"name":"ping"', 1, true))
  end)

  it("tells figures that Prometheus can read", function()
    local status, head, text
    rig.wait("states are counted", 20, function()
      status, head, text = curl("/metrics")
      return text:find('stampede_resources{type="host",state="active"} 1\n', 1, true)
    end)
    assert.equal(200, status)
    assert.truthy(head:find("content-type: text/plain; version=0.0.4", 1, true))
    local types, series = {}, {}
    for line in text:gmatch("[^\n]+") do
      local name, kind = line:match("^# TYPE (%S+) (%l+)$")
      if name then
        assert.is_nil(types[name], name .. " twice")
        types[name] = kind
      elseif not line:match("^# HELP ") then
        local family, labels, value = line:match("^([%w_]+)(%b{}) (%S+)$")
        if not family then family, value = line:match("^([%w_]+) (%S+)$") end
        assert.truthy(family and tonumber(value), line)
        assert.truthy(types[family] or types[family:gsub("_bucket$", ""):gsub("_sum$", ""):gsub("_count$", "")], line)
        local id = family .. (labels or "")
        assert.is_nil(series[id], id .. " twice")
        series[id] = tonumber(value)
      end
    end
    assert.equal("histogram", types.stampede_store_commit_seconds)
    assert.is_true(series["stampede_store_transactions_total"] >= series["stampede_store_commit_seconds_count"])
    assert.is_true(series['stampede_processes_total{process="network.create"}'] >= 1)
    assert.equal(1, series["stampede_agents_connected"])
    assert.is_true(series["stampede_lua_bytes"] > 100000)
    -- Of the time since somebody looked last: so something must run, and nobody else looks.
    curl("/v1/networks", "-d name=timed")
    rig.wait("a slice of Lua is told", 10, function()
      local _, _, now = curl("/metrics")
      local slice = tonumber(now:match('stampede_lua_longest_seconds{what="slice"} (%S+)'))
      return slice > 0 and slice < 1
    end)
    assert.is_true(series['stampede_lua_longest_seconds{what="collection"}'] >= 0)
    -- A request more is one more.
    local id = 'stampede_http_request_duration_seconds_count{method="DELETE",status="4xx"}'
    curl("/v1/networks/1n999999", "-X DELETE")
    local _, _, later = curl("/metrics")
    local now = tonumber(later:match(id:gsub("%p", "%%%0") .. " (%d+)"))
    assert.equal((series[id] or 0) + 1, now)
  end)

  it("says that it is well only when it is", function()
    local status, _, body = curl("/healthcheck")
    assert.equal(200, status)
    for _, part in ipairs { "store", "loop", "disk", "agents", "scripts" } do assert.is_true(body[part].healthy, part) end
    -- A stopped process answers nobody; a database that takes too long is told of.
    local lock = rig.sh(("python3 -c %s >/dev/null 2>&1 & echo $!"):format(rig.quote(("import sqlite3, time\n"
      .. "db = sqlite3.connect('%s/stampede.db', isolation_level=None)\ndb.execute('BEGIN IMMEDIATE')\ntime.sleep(8)")
      :format(server.data))))
    rig.wait("it is told", 6, function()
      status, _, body = curl("/healthcheck")
      return status == 503 and not body.store.healthy
    end)
    assert.truthy(body.store.message)
    os.execute("kill " .. lock .. " 2>/dev/null")
    rig.wait("it is well again", 20, function() return (curl("/healthcheck")) == 200 end)
  end)
end)
