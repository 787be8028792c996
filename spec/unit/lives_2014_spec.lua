--- Every process of the 2014 system is here, with its states; what is otherwise is listed below,
-- each with the reason, and fails this spec when it is no longer so.

local fake = require("fake_runtime")
local known = require("processes_2014")

-- Types that are not here: name = why.
local MISSING = {}

-- Processes that the 2014 system had otherwise: "name: what" = why.
local OTHERWISE = {}

local function lifecycles()
  local by_name = {}
  for type_name, lifecycle in pairs(fake.new().lifecycles) do
    by_name[type_name:lower()] = lifecycle
  end
  return by_name
end

local function sorted(text)
  local list = {}
  for part in text:gmatch("[^,]+") do
    list[#list + 1] = part
  end
  table.sort(list)
  return table.concat(list, ",")
end

-- A map in the notation of the table: one value where it is the same from everywhere.
local function map_text(pairs_list)
  local list, same = {}, true
  for i, pair in ipairs(pairs_list) do
    list[i] = pair.from and pair.from .. "=" .. pair.to or pair.to
    same = same and pair.to == pairs_list[1].to
  end
  return same and pairs_list[1].to or sorted(table.concat(list, ","))
end

local function compare(row, process)
  local found = {}
  local function same(what, wanted, have)
    if wanted ~= have then
      found[#found + 1] = ("%s: %s is '%s', was '%s'"):format(row.name, what, have, wanted)
    end
  end
  same("column", row.column, process.column == 1 and "allocationState" or "state")
  same("from", sorted(row.from), sorted(table.concat(process.from, ",")))
  same("via", sorted(row.via), map_text(process.via))
  same("to", sorted(row.to), map_text(process.done))
  same("fallback", tostring(row.fallback), tostring(process.fallback))
  same("goes on", tostring(row.on), tostring(process.delegate))
  return found
end

describe("the processes of 2014", function()
  it("are 254", function()
    assert.equal(254, #known)
  end)

  it("are all here, but for those that are listed", function()
    local here, missed, listed = lifecycles(), {}, {}
    for _, row in ipairs(known) do
      local type_name, verb = row.name:match("^(%w+)%.(%w+)$")
      local lifecycle = here[type_name]
      if not lifecycle and MISSING[type_name] then
        listed[type_name] = true
      elseif not (lifecycle and lifecycle.processes[verb]) then
        missed[#missed + 1] = row.name
      end
    end
    assert.same({}, missed)
    for type_name in pairs(MISSING) do
      assert.is_true(listed[type_name] or false, type_name .. " is here after all")
    end
  end)

  it("go from where they went to where they went, but for those that are listed", function()
    local here, found, stale = lifecycles(), {}, {}
    for _, row in ipairs(known) do
      local type_name, verb = row.name:match("^(%w+)%.(%w+)$")
      local process = here[type_name] and here[type_name].processes[verb]
      for _, one in ipairs(process and compare(row, process) or {}) do
        if OTHERWISE[one:match("^%S+: %S+")] then
          stale[one:match("^%S+: %S+")] = true
        else
          found[#found + 1] = one
        end
      end
    end
    assert.same({}, found)
    for name in pairs(OTHERWISE) do
      assert.is_true(stale[name] or false, "listed, but it is no longer so: " .. name)
    end
  end)
end)
