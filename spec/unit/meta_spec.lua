--- Stubs for editors say what the modules have: every function of a stub is in its module, and
-- every function of a module that has a stub is in the stub.

local function functions(path, pattern)
  local found = {}
  for line in io.lines(path) do
    local module, name = line:match(pattern)
    if module and module:match("^%l") then
      found[name] = true
    end
  end
  return found
end

-- What a module gives away: `function m.x(`, `m.x = `, on its last `return m`.
local function exports(path)
  local file = assert(io.open(path))
  local text = file:read("a")
  file:close()
  local name = text:match("return ([%a_]+)%s*$")
  local found = {}
  for key in ("\n" .. text):gmatch("\nfunction " .. name .. "%.([%a_]+)%(") do
    found[key] = true
  end
  for line in text:gmatch("[^\n]+") do
    local key = line:match("^" .. name .. "%.([%a_]+) = raw%.[%a_]+%.[%a_]+$")
    if key then
      found[key] = true
    end
  end
  return found
end

local DATA = { null = true } -- values, not functions

describe("lua/meta", function()
  for _, name in ipairs {
    "agent", "command", "compile", "error", "event", "handler", "id", "json", "pool", "process", "resource", "schema",
    "secret", "setting", "time",
  } do
    it("describes stampede." .. name, function()
      local stub = functions("lua/meta/" .. name .. ".lua", "^function ([%a_]+)%.([%a_]+)%(")
      local real = exports("lua/lib/" .. name .. ".lua")
      for key in pairs(DATA) do
        real[key] = nil
      end
      assert.same(real, stub)
    end)
  end
end)
