--- The REST contract, case by case, against a server without hosts: statuses and typed errors, the shapes
--- clients rely on, malformed requests from a seeded generator, and that accounts do not see each other.

local rig = require("rig")

describe("the REST contract", function()
  local server

  setup(function() server = rig.new({ role = "server" }):start() end)
  teardown(function() if server then server:stop() end end)

  local function encoded(value)
    return type(value) == "table" and rig.json.encode(value) or tostring(value)
  end

  -- method, path, body, status, code
  local cases = {
    { "GET", "/v1", nil, 200 },
    { "GET", "/v1/", nil, 200 },
    { "GET", "/v1/schemas/Containers", nil, 200 },
    { "GET", "/v1/CONTAINERS", nil, 200 },
    { "GET", "/v1/container", nil, 200 },
    { "GET", "//v1//containers/", nil, 200 },
    { "GET", "/v1/accounts?limit=-1&sort=nonsense&marker=zz&name_zz=1", nil, 200 },
    { "GET", "/v1/accounts?include=a.b.c.d", nil, 200 },
    { "GET", "/v1/nonsense", nil, 404, "Not Found" },
    { "GET", "/v1/accounts/1a999999", nil, 404, "Not Found" },
    { "GET", "/v1/accounts/5", nil, 404, "Not Found" },
    { "GET", "/v2/containers", nil, 422, "UnsupportedVersion" },
    { "PATCH", "/v1/containers", nil, 405, "Method not allowed" },
    { "PUT", "/v1/containers", {}, 405, "Method not allowed" },
    { "DELETE", "/v1/containers", nil, 405, "Method not allowed" },
    { "POST", "/v1/accounts", '{"name":', 400, "InvalidBodyContent" },
    { "POST", "/v1/accounts", '{"name":"\xff"}', 400, "InvalidBodyContent" },
    { "POST", "/v1/containers", {}, 422, "MissingRequired" },
  }

  for _, case in ipairs(cases) do
    local method, path, body, status, code = table.unpack(case, 1, 5)
    it(("answers %s %s with %d"):format(method, path, status), function()
      local got, answer = server:call(method, path, body)
      assert.equal(status, got, encoded(answer))
      if code then
        assert.equal("error", answer.type)
        assert.equal(code, answer.code)
        assert.equal(status, answer.status)
      end
    end)
  end

  it("gives every schema field its 14 keys", function()
    for _, schema in ipairs(server:get("/v1/schemas").data) do
      for name, field in pairs(schema.resourceFields) do
        local count = 0
        for _ in pairs(field) do count = count + 1 end
        assert.equal(14, count, schema.id .. "." .. name)
      end
    end
  end)

  it("pages by next, and echoes filters", function()
    for i = 1, 3 do server:post("/v1/accounts", { name = "page-" .. i, kind = "user" }) end
    local seen, path = {}, "/v1/accounts?name_prefix=page-&limit=1"
    while path ~= rig.null do
      local page = server:get(path)
      assert.same({ { value = "page-", modifier = "prefix" } }, page.filters.name)
      for _, row in ipairs(page.data) do seen[#seen + 1] = row.name end
      path = page.pagination.next
      assert.is_true(#seen <= 3)
    end
    table.sort(seen)
    assert.same({ "page-1", "page-2", "page-3" }, seen)
  end)

  it("never answers a malformed request with 500", function()
    math.randomseed(20261123)
    local paths = { "%00", "%ff", "..", "//", "accounts", "containers", "?limit=-9", "?sort=%27", "?name=%27;drop",
      "&", "?include=" .. ("a."):rep(50), "%", "{", "?action=", "1a1", "/", "?name_like=%25%25", "%c3%28" }
    local bodies = { "{", "[[[[", '{"name":"\xff"}', ('{"a":'):rep(200), '{"name":1e999}', '"\\ud800"', "\0\1" }
    local methods = { "GET", "POST", "PUT", "DELETE", "PATCH", "BREW" }
    local deadline = rig.now() + 10
    for i = 1, 200 do
      if rig.now() > deadline then break end
      local path = "/v1/"
      for _ = 1, math.random(6) do path = path .. paths[math.random(#paths)] end
      local method, body = methods[math.random(#methods)], bodies[math.random(#bodies)]
      local status, answer = server:call(method, path, body, { timeout = 5 })
      local what = ("%d: %s %s %q: %s"):format(i, method, path, body, encoded(answer))
      assert.is_true(status >= 200 and status < 500, what)
      if status >= 400 then assert.equal("error", type(answer) == "table" and answer.type, what) end
    end
    assert.is_true(server:alive())
  end)

  it("keeps one account's rows from another", function()
    local function user(name)
      local account = server:settle(server:post("/v1/accounts", { name = name, kind = "user" }), "active")
      -- The secret is made by the key's own creation: it is in the answer once the key is active.
      local key = server:settle(server:post("/v1/apikeys", { accountId = account.id }), "active")
      local caller = setmetatable({ access = key.publicValue, secret = key.secretValue }, { __index = server })
      return caller, account
    end
    local one, account = user("one")
    local two = user("two")
    local mine = one:post("/v1/apikeys", { name = "mine" })
    assert.equal(200, (one:call("GET", "/v1/apikeys/" .. mine.id)))
    for _, path in ipairs { "/v1/apikeys/" .. mine.id, "/v1/credentials/" .. mine.id,
      "/v1/accounts/" .. account.id, "/v1/accounts/" .. account.id .. "/credentials" } do
      assert.equal(404, (two:call("GET", path)), path)
    end
    for _, path in ipairs { "/v1/apikeys", "/v1/apikeys?name=mine", "/v1/apikeys?uuid=" .. mine.uuid,
      "/v1/apikeys?accountId=" .. account.id } do
      for _, row in ipairs(two:get(path).data) do assert.not_equal(mine.id, row.id, path) end
    end
    for _, method in ipairs { "PUT", "DELETE" } do
      assert.equal(404, (two:call(method, "/v1/apikeys/" .. mine.id, {})))
    end
    assert.equal(200, (one:call("GET", "/v1/apikeys/" .. mine.id)))
  end)
end)
