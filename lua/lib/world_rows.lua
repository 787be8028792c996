--- The rows of a world that only pretends: what was changed there, over what the store holds.
--
-- A world reads the store and never writes to it. See stampede.world.

local raw = require("stampede.raw")

local rows = {}

local FIRST_ID = 9000000000
local NULL = raw.json.null

--- A value of its own, tables and all.
function rows.copy(value)
  if type(value) ~= "table" then
    return value
  end
  local result = setmetatable({}, getmetatable(value) == "array" and raw.json.array or nil)
  for key, item in pairs(value) do
    result[key] = rows.copy(item)
  end
  return result
end

-- The rule by which documents change: +key merges, null removes, anything else overwrites.
local function merge(into, patch)
  for key, value in pairs(patch) do
    local name = type(key) == "string" and key:match("^%+(.+)$")
    if name and type(value) == "table" then
      into[name] = type(into[name]) == "table" and into[name] or {}
      merge(into[name], value)
    elseif type(key) ~= "string" or not key:find("^_") then
      if value == NULL then
        into[key] = nil
      else
        into[key] = rows.copy(value)
      end
    end
  end
end

rows.merge = merge

local function shape(type_name)
  local found = raw.prove.type(type_name)
  if not found then
    error(("there is no type '%s' of resources"):format(tostring(type_name)), 0)
  end
  return found
end

--- Everything a world remembers of rows; `start` makes its ids.
function rows.new()
  return { changed = {}, order = {}, next_id = FIRST_ID }
end

local function key_of(base, id)
  return base .. " " .. tostring(id)
end

-- A patch over a row: fields that live under data.fields stand at the top too.
local function apply(row, kind, fields)
  local lifted = row.data and row.data.fields or {}
  merge(row, fields)
  for name, value in pairs(fields) do
    if kind.fields[name] == "fields" then
      row.data = row.data or {}
      row.data.fields = row.data.fields or {}
      row.data.fields[name] = value ~= NULL and rows.copy(value) or nil
    end
  end
  for name, value in pairs(row.data and row.data.fields or {}) do
    if lifted[name] ~= value or row[name] == nil then
      row[name] = rows.copy(value)
    end
  end
end

local function keep(self, base, row)
  local key = key_of(base, row.id)
  if self.changed[key] == nil then
    self.order[#self.order + 1] = { base = base, key = key }
  end
  self.changed[key] = row
end

--- The row itself (not a copy), or nil and an error.
function rows.find(self, type_name, id)
  local kind = shape(type_name)
  local row = self.changed[key_of(kind.base, id)]
  if row == false then
    return nil, raw.error.new("not_found", ("there is no %s %s"):format(type_name, tostring(id)))
  end
  if row == nil then
    local fault
    row, fault = raw.prove.get(kind.base, id)
    if not row then
      return nil, fault
    end
    keep(self, kind.base, row)
  end
  if kind.name ~= kind.base and row.type ~= kind.name then
    return nil, raw.error.new("not_found", ("there is no %s %s"):format(type_name, tostring(id)))
  end
  return row
end

--- A new row, in its initial states.
function rows.add(self, type_name, fields)
  local kind = shape(type_name)
  local row = { id = self.next_id, created = raw.time.now() }
  self.next_id = self.next_id + 1
  row.kind = fields.kind or kind.name
  row.uuid = fields.uuid or raw.id.uuid()
  apply(row, kind, fields)
  row.id, row.state, row.allocationState = self.next_id - 1, kind.initial, kind.allocation
  row.type = raw.prove.type(row.kind) and raw.prove.type(row.kind).base == kind.base and row.kind
    or kind.name
  keep(self, kind.base, row)
  return row
end

--- A row as somebody might have made it: the defaults of its type.
function rows.imagine(self, type_name, fields)
  local kind = shape(type_name)
  local all = { accountId = kind.fields.accountId and 1 or nil, name = "a pretended " .. type_name }
  for name, value in pairs(kind.defaults) do
    all[name] = rows.copy(value)
  end
  for name, value in pairs(fields or {}) do
    all[name] = value
  end
  return rows.add(self, type_name, all)
end

function rows.change(self, type_name, id, fields)
  local row, fault = rows.find(self, type_name, id)
  if not row then
    return nil, fault
  end
  apply(row, shape(type_name), fields)
  return row
end

local function equal(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then
    return a == b
  end
  for key, value in pairs(a) do
    if not equal(value, b[key]) then
      return false
    end
  end
  for key in pairs(b) do
    if a[key] == nil then
      return false
    end
  end
  return true
end

--- Whether these fields would leave the row as it is.
function rows.holds(self, type_name, id, fields)
  local row = rows.find(self, type_name, id)
  if not row then
    return false
  end
  local after = rows.copy(row)
  apply(after, shape(type_name), fields)
  return equal(row, after)
end

function rows.remove(self, type_name, id)
  local kind = shape(type_name)
  keep(self, kind.base, { id = id })
  self.changed[key_of(kind.base, id)] = false
end

local function fits(row, kind, filter, removed)
  if not row or (kind.name ~= kind.base and row.type ~= kind.name) or (row.removed and not removed) then
    return false
  end
  for name, value in pairs(filter or {}) do
    if value == NULL then
      value = nil
    end
    if row[name] ~= value then
      return false
    end
  end
  return true
end

--- Copies of the rows that hit, by id.
function rows.list(self, type_name, filter, removed, limit)
  local kind = shape(type_name)
  local stored, fault = raw.prove.list(type_name, filter, removed)
  if not stored then
    return nil, fault
  end
  local found = setmetatable({}, raw.json.array)
  for _, row in ipairs(stored) do
    if self.changed[key_of(kind.base, row.id)] == nil then
      found[#found + 1] = row
    end
  end
  for _, entry in ipairs(self.order) do
    local row = self.changed[entry.key]
    if entry.base == kind.base and fits(row, kind, filter, removed) then
      found[#found + 1] = rows.copy(row)
    end
  end
  table.sort(found, function(a, b) return a.id < b.id end)
  for i = #found, (limit or #found) + 1, -1 do
    found[i] = nil
  end
  return found
end

return rows
