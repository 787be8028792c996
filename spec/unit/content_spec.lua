--- Types, lifecycles and handlers as declared fit together, and say what they are.

local fake = require("fake_runtime")

local function all(directory)
  local list = {}
  for _, path in ipairs(fake.files(directory)) do
    list[#list + 1] = dofile(path)
  end
  return list
end

describe("what is declared", function()
  local result, raw

  setup(function()
    fake.new()
    raw = require("stampede.raw")
    local encode = raw.json.encode
    raw.json.encode = function(value)
      return type(value) == "string" and '"' .. value .. '"' or tostring(value)
    end
    result = require("stampede.compile").all {
      schemas = all("api/schemas"),
      lifecycles = all("lua/processes"),
      handlers = all("lua/handlers"),
    }
    raw.json.encode = encode
  end)

  it("has a name equal to its file's", function()
    for _, directory in ipairs { "api/schemas", "lua/handlers", "lua/commands" } do
      for _, path in ipairs(fake.files(directory)) do
        assert.equal(path:match("([^/]+)%.lua$"), dofile(path).name)
      end
    end
    for _, path in ipairs(fake.files("lua/processes")) do
      assert.equal(path:match("([^/]+)%.lua$"), dofile(path).type)
    end
  end)

  it("describes every type and field in a sentence", function()
    for _, one in ipairs(result.types) do
      assert.truthy(one.description:match("^%u.+%.$"), one.name)
      for _, field in ipairs(one.fields) do
        assert.truthy(field.description:match("^%u.+[%.%)]$"), one.name .. "." .. field.name)
      end
    end
  end)

  it("refers to types that exist", function()
    local known = {}
    for _, one in ipairs(result.types) do
      known[one.name] = true
    end
    for _, one in ipairs(result.types) do
      for _, field in ipairs(one.fields) do
        assert.is_true(field.reference == nil or known[field.reference] == true,
          one.name .. "." .. field.name)
      end
      for _, action in ipairs(one.actions) do
        assert.is_true(action.input == nil or known[action.input] == true, action.name)
        assert.is_true(known[action.output] == true, action.name)
      end
    end
  end)

  it("uses every handler", function()
    local used = {}
    for _, process in ipairs(result.processes) do
      for _, phase in ipairs { "pre", "handle", "post" } do
        for _, name in ipairs(process[phase]) do
          used[name] = true
        end
      end
    end
    for _, path in ipairs(fake.files("lua/handlers")) do
      local name = path:match("([^/]+)%.lua$")
      assert.is_true(used[name] == true, name .. " is in no lifecycle")
    end
  end)

  it("has the states of 2014", function()
    for _, one in ipairs(result.types) do
      if one.name == "container" then
        assert.same({
          "creating", "migrating", "purged", "purging", "removed", "removing", "requested",
          "restarting", "restoring", "running", "starting", "stopped", "stopping",
          "updating-running", "updating-stopped",
        }, one.states)
      end
    end
  end)
end)
