--- Every type, field and action says what it is for, in words that its name does not hold already: the API
-- documentation, the command line and OpenAPI are made of these sentences.

local library = require("library")
local sources = require("sources")

local load = library({ json = { encode = tostring } })
local verbs = load("verbs")

local function require_module(name)
  local short = name:match("^stampede%.([%w_]+)$")
  return short and load(short) or require(name)
end

local function load_all(directory)
  local list = {}
  local environment = setmetatable({ require = require_module }, { __index = _G })
  for _, path in ipairs(sources.files(directory)) do
    list[#list + 1] = assert(loadfile(path, "t", environment))()
  end
  return list
end

-- Words that say nothing by themselves.
local EMPTY = {}
for word in ("a an s the its it this that is of to for in and or field type value")
  :gmatch("%a+") do
  EMPTY[word] = true
end

-- "hostIpAddressMap" -> { host, ip, address, map } as keys, and what is written together.
local function words_of(name)
  local words = {}
  for word in name:gsub("%u", " %0"):gmatch("%w+") do
    words[word:lower()] = true
  end
  words[name:lower()] = true
  return words
end

-- What is wrong with a sentence about `name`; nil: nothing.
local function fault(text, name)
  if not text or text:match("^%s*$") then
    return "has no description"
  elseif not text:match("[.)]$") or not text:match("^[%u`]") then
    return "is no sentence: " .. text
  end
  local known = words_of(name)
  for word in text:lower():gmatch("%w+") do
    if not EMPTY[word] and not known[word] and not known[word:gsub("s$", "")] then
      return nil
    end
  end
  return "says no more than the name: " .. text
end

describe("description of", function()
  local schemas, lifecycles = load_all("api/schemas"), {}
  for _, lifecycle in ipairs(load_all("lua/processes")) do
    lifecycles[lifecycle.type] = lifecycle
  end
  assert(#schemas > 60)

  it("every type", function()
    for _, one in ipairs(schemas) do
      assert.is_nil(fault(one.description, one.name), one.name)
    end
  end)

  it("every field", function()
    for _, one in ipairs(schemas) do
      for _, field in ipairs(one.fields) do
        assert(field.hidden or not fault(field.description, field.name),
          ("%s.%s %s"):format(one.name, field.name, fault(field.description, field.name)))
      end
    end
  end)

  it("every action", function()
    for _, one in ipairs(schemas) do
      local actions = one.actions or lifecycles[one.name] and lifecycles[one.name].processes or {}
      for verb, action in pairs(actions) do
        local text = verbs.describe(verb, action.description)
        assert(not fault(text, verb), ("%s.%s %s"):format(one.name, verb, fault(text, verb)))
      end
    end
  end)

  it("what is dropped in and says nothing of its actions: where they lead from", function()
    local text = verbs.describe("empty", nil, { name = "bottle.empty", from = { "active", "full" } })
    assert.equal("Runs the process `bottle.empty`, from the states `active`, `full`.", text)
    assert.equal("Pours.", verbs.describe("empty", "Pours.", { name = "bottle.empty", from = {} }))
  end)

  it("finds what is missing, empty, or the name again", function()
    assert.equal("has no description", fault(nil, "x"))
    assert.equal("has no description", fault(" ", "x"))
    assert.truthy(fault("The host's ip address.", "hostIpAddress"):find("no more than the name"))
    assert.truthy(fault("Its names.", "name"):find("no more than the name"))
    assert.truthy(fault("where it is", "state"):find("no sentence"))
    assert.is_nil(fault("Where it is in its life.", "state"))
  end)
end)
