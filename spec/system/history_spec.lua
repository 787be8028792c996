--- History over the API on a real server: who did what, when, how long; by resource, process, actor, kind and time;
--- a resource as it was; and forgetting.

local rig = require("rig")

describe("history", function()
  local server

  setup(function() server = rig.new({ role = "server" }):start() end)
  teardown(function() if server then server:stop() end end)

  local function account(name)
    return server:settle(server:post("/v1/accounts", { name = name, kind = "user" }), "active")
  end

  local function kinds(page)
    local list = {}
    for i, row in ipairs(page.data) do list[i] = row.kind .. (row.toState ~= rig.null and ":" .. row.toState or "") end
    return list
  end

  it("tells of changes that were refused: who, what, why, and nothing of what was sent", function()
    local status = server:call("POST", "/v1/containers?wait=active", { name = "hushhush" })
    assert.equal(422, status)
    assert.equal(404, (server:call("DELETE", "/v1/networks/1n4711")))
    assert.equal(404, (server:call("GET", "/v1/networks/1n4711")))
    local rows = rig.wait("two rows", 10, function()
      local found = server:get("/v1/history?kind=refused").data
      return #found >= 2 and found
    end)
    assert.equal(2, #rows)
    assert.equal("DELETE /v1/networks/1n4711", rows[1].verb)
    assert.matches("^404 ", rows[1].error)
    assert.equal("POST /v1/containers", rows[2].verb)
    assert.matches("^422 MissingRequired imageUuid$", rows[2].error)
    assert.equal("1", rows[2].resourceId)
    assert.matches("^1a1 from 127%.0%.0%.1", rows[2].actor)
    assert.is_nil(rig.json.encode(rows):find("hushhush", 1, true))
  end)

  it("tells of one resource, newest first, with who, how and how long", function()
    local one = account("first")
    local _, changed = server:call("PUT", one.links.self, { description = "changed" })
    assert.equal("changed", changed.description)
    local path = "/v1/history?resourceType=account&resourceId=" .. one.id
    local rows = server:get(path).data
    assert.equal("update", rows[1].kind)
    assert.equal(rig.null, rows[1].old.description)
    assert.matches("^1a1 from 127%.0%.0%.1", rows[1].actor)
    assert.equal(rows[1].links.resource, one.links.self)
    local states, handlers = {}, {}
    for _, row in ipairs(rows) do
      if row.kind == "state" then table.insert(states, 1, row.toState) end
      if row.kind == "handler" then handlers[#handlers + 1] = row end
    end
    assert.same({ "registering", "activating", "active" }, states)
    for _, row in ipairs(handlers) do
      assert.is_number(row.milliseconds)
      assert.is_string(row.handler)
      assert.matches("^1a1 from", row.actor) -- of the process that it was part of
    end
    -- Pages go on where the last one ended, and each row is there once.
    local seen, next_page, count = {}, path .. "&limit=2", 0
    while next_page ~= rig.null do
      local page = server:get(next_page)
      for _, row in ipairs(page.data) do
        assert.is_nil(seen[row.id])
        seen[row.id], count = true, count + 1
      end
      next_page = page.pagination.next
    end
    assert.equal(#rows, count)
    -- The same from the other end.
    local oldest = server:get(path .. "&order=asc").data
    assert.equal(#rows, #oldest)
    assert.equal(rows[#rows].id, oldest[1].id)
    assert.equal(rows[1].id, server:get(rows[1].links.self).id)
  end)

  it("is found by process, kind, actor and time", function()
    local one = account("second")
    local process = server:get("/v1/processinstances?resourceType=account&resourceId=" .. one.id).data[1]
    local rows = server:get(process.links.history).data
    assert.is_true(#rows >= 3)
    for _, row in ipairs(rows) do assert.equal(process.id, row.processInstanceId) end
    local moves = server:get(process.links.history .. "&kind=state&resourceType=account")
    assert.same({ "state:active", "state:activating", "state:registering" }, kinds(moves))
    assert.is_true(#server:get("/v1/history?actor=1a1&kind=state&limit=1000").data >= 3)
    assert.equal(0, #server:get("/v1/history?actor=1a77").data)
    assert.is_true(#server:get("/v1/history?actor_like=%25127.0.0.1%25&limit=5").data == 5)
    local when = moves.data[1].createdTS
    for _, row in ipairs(server:get("/v1/history?created_gte=" .. when .. "&limit=1000").data) do
      assert.is_true(row.createdTS >= when)
    end
    local before = server:get("/v1/history?created_lt=" .. when .. "&limit=1000").data
    assert.is_true(#before > 0)
    for _, row in ipairs(before) do assert.is_true(row.createdTS < when) end
    assert.equal(0, #server:get("/v1/history?created_gt=" .. (when + 3600000)).data)
  end)

  it("shows a resource as it was", function()
    local one = account("third")
    local times = {}
    local function mark() rig.sleep(0.03); times[#times + 1] = math.floor(rig.now() * 1000); rig.sleep(0.03) end
    mark()
    server:call("PUT", one.links.self, { name = "renamed", description = "second" })
    mark()
    server:settle(server:action(one, "deactivate"), "inactive")
    mark()
    server:call("PUT", one.links.self, { description = "last" })
    server:settle((select(2, server:call("DELETE", one.links.self))), "removed")
    local function at(i) return server:get(one.links.self .. "?asOf=" .. times[i]) end
    assert.same({ "third", rig.null, "active", rig.null },
      { at(1).name, at(1).description, at(1).state, at(1).removed })
    assert.same({ "renamed", "second", "active" }, { at(2).name, at(2).description, at(2).state })
    assert.same({ "renamed", "second", "inactive", rig.null },
      { at(3).name, at(3).description, at(3).state, at(3).removed })
    assert.equal(404, (server:call("GET", one.links.self .. "?asOf=1000")))
    assert.equal(422, (server:call("GET", one.links.self .. "?asOf=yesterday")))
  end)

  it("holds no secret", function()
    local owner = account("fourth")
    local key = server:settle(server:post("/v1/apikeys", { accountId = owner.id }), "active")
    assert.is_string(key.secretValue)
    server:call("PUT", key.links.self, { name = "named" })
    local text = rig.json.encode(server:get("/v1/history?resourceType=credential&resourceId=" .. key.id).data)
    assert.is_nil(text:find(key.secretValue, 1, true))
    -- Nor is it in the database in any form that the history gives back.
    local out = rig.sh(("sqlite3 %s/stampede.db \"select detail from history\" 2>&1"):format(server.data))
    assert.is_nil(out:find(key.secretValue, 1, true))
    assert.is_nil(out:find('"secretValue":"', 1, true))
  end)

  it("is the business of those who see everything", function()
    local owner = account("fifth")
    local key = server:settle(server:post("/v1/apikeys", { accountId = owner.id }), "active")
    local caller = setmetatable({ access = key.publicValue, secret = key.secretValue }, { __index = server })
    assert.equal(404, (caller:call("GET", "/v1/history")))
  end)

  it("is forgotten by a setting, while the server works", function()
    for i = 1, 10 do account("old-" .. i) end
    assert.is_true(#server:get("/v1/history?limit=1000").data > 40)
    server:post("/v1/settings", { name = "history.retention.rows", value = "20" })
    rig.wait("20 rows are left", 20, function() return #server:get("/v1/history?limit=1000").data <= 20 end)
    assert.is_true(#server:get("/v1/history?limit=1000").data > 10)
    account("after")
  end)
end)
