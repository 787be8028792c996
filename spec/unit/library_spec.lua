--- The thin modules over raw bindings: what they add, what they refuse.

local library = require("library")

describe("resource", function()
  local raw, rows, locks

  before_each(function()
    rows, locks = {}, {}
    raw = {
      json = { null = {} },
      lock = {
        take = function(name)
          locks[#locks + 1] = name
          return setmetatable({}, { __close = function() locks.closed = (locks.closed or 0) + 1 end })
        end,
      },
      resource = {
        list = function(type, filter, removed, limit)
          local found = {}
          for _, row in ipairs(rows) do
            local hit = row.type == type and (removed or not row.removed) and #found < (limit or 100)
            for key, value in pairs(filter or {}) do
              hit = hit and row[key] == value
            end
            found[#found + 1] = hit and row or nil
          end
          return found
        end,
        create = function(type, fields)
          local row = { type = type, id = #rows + 1 }
          for key, value in pairs(fields) do
            row[key] = value
          end
          rows[#rows + 1] = row
          return row
        end,
      },
    }
  end)

  it("lists removed rows unless told otherwise", function()
    local resource = library(raw)("resource")
    rows = { { type = "nic", id = 1, removed = 5 }, { type = "nic", id = 2 } }
    assert.equal(2, #resource.list("nic"))
    assert.equal(1, #resource.list("nic", nil, { removed = false }))
    assert.equal(1, #resource.list("nic", {}, { limit = 1 }))
    assert.equal(1, resource.first("nic").id)
    assert.equal(2, resource.first("nic", nil, { removed = false }).id)
    assert.error_matches(function() resource.list("nic", {}, { deleted = true }) end, "unknown option 'deleted'")
  end)

  it("ensures by finding, or by making under a lock", function()
    local resource = library(raw)("resource")
    rows = { { type = "nic", id = 1, mac = "a", removed = 5 } }
    local made, fresh = resource.ensure("nic", { mac = "a" }, { deviceNumber = 0 })
    assert.is_true(fresh)
    assert.same({ 2, "a", 0 }, { made.id, made.mac, made.deviceNumber })
    assert.same({ "nic mac=a", closed = 1 }, locks)
    local again, second = resource.ensure("nic", { mac = "a" })
    assert.equal(made, again)
    assert.is_false(second)
    assert.equal(2, #rows)
  end)

  it("hands a failure of ensure on", function()
    raw.resource.create = function() return nil, { code = "unavailable" } end
    local made, err = library(raw)("resource").ensure("nic", { mac = "b" })
    assert.is_nil(made)
    assert.equal("unavailable", err.code)
    assert.equal(1, locks.closed)
  end)
end)

describe("setting", function()
  it("gives what is set, else the default", function()
    local value
    local setting = library({
      json = {}, lock = {},
      resource = {
        here = function() return true end,
        has_type = function() return true end,
        list = function(_, filter)
          return value and filter.name == "a.b" and { { value = value } } or {}
        end,
      },
    })("setting")
    assert.equal("x", setting.get("a.b", "x"))
    assert.is_nil(setting.get("a.b"))
    value = "12"
    assert.equal("12", setting.get("a.b", "x"))
    assert.equal(12, setting.number("a.b", 5))
    assert.is_false(setting.flag("a.b", true))
    value = "true"
    assert.is_true(setting.flag("a.b", false))
    assert.equal(5, setting.number("a.b", 5))
  end)

  it("knows only defaults where there are no resources", function()
    local setting = library({ json = {}, lock = {}, resource = { here = function() return false end } })("setting")
    assert.equal("x", setting.get("a.b", "x"))
  end)
end)

describe("agent", function()
  it("asks with defaults, and leaves progress to the primitive unless told otherwise", function()
    local asked
    local agent = library({
      agent = { request = function(...) asked = { ... } return { ok = true } end },
      task = { id = function() return 7 end },
    })("agent")
    assert.same({ ok = true }, agent.request(3, "ping"))
    assert.same({ 3, "ping", nil, nil, {}, 15, 3 }, { table.unpack(asked, 1, 7) })
    assert.is_true(asked[8])
    agent.request(3, "e", { resourceType = "nic", resourceId = 9, data = { a = 1 } }, { timeout = 2, attempts = 1 })
    assert.same({ 3, "e", "nic", 9, { a = 1 }, 2, 1 }, { table.unpack(asked, 1, 7) })
    local function mine() end
    agent.request(3, "e", {}, { progress = mine })
    assert.equal(mine, asked[8])
    assert.error_matches(function() agent.request(3, "e", {}, { tries = 1 }) end, "unknown option 'tries'")
    assert.error_matches(function() agent.request(3, "e", { type = 1 }) end, "unknown field 'type'")
  end)
end)

describe("error, json and log", function()
  it("pass on what raw bindings take", function()
    local said
    local load = library({
      error = { new = function(code, message, field, tag)
        return { code = code, message = message, field = field, tag = tag }
      end },
      json = { null = {}, array = { __name = "array" } },
      log = { write = function(...) said = { ... } end },
    })
    local err = load("error").new("invalid", "bad", { field = "name", tag = "InvalidFormat" })
    assert.same({ code = "invalid", message = "bad", field = "name", tag = "InvalidFormat" }, err)
    assert.error_matches(function() load("error").new("invalid", "x", { feld = 1 }) end, "unknown option 'feld'")
    assert.equal("array", getmetatable(load("json").list()).__name)
    load("log").warn("it happened", { a = 1 })
    assert.same({ "warn", "it happened", { a = 1 } }, said)
  end)
end)
