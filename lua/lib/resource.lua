--- Rows of the server: read, made, changed and moved. See lua/README.md.

local raw = require("stampede.raw")

local resource = {}

resource.null = raw.json.null

local OPTIONS = { removed = true, limit = true }

--- One resource, or nil and an error (not_found).
resource.get = raw.resource.get

--- Rows whose fields have these values, oldest first. Removed ones are among them unless
-- `removed = false`.
function resource.list(type, filter, options)
  local removed, limit = true, nil
  if options then
    for key in pairs(options) do
      if not OPTIONS[key] then
        error(("unknown option '%s'"):format(tostring(key)), 2)
      end
    end
    removed, limit = options.removed ~= false, options.limit
  end
  return raw.resource.list(type, filter, removed, limit)
end

--- What a field of whole numbers adds up to in the rows that `list` would give, those removed left out;
-- `fallback` where a row has none. Without making a table of each row.
function resource.sum(type, filter, field, fallback)
  return raw.resource.sum(type, filter, field, fallback or 0)
end

--- The first row of `list`, or nil.
function resource.first(type, filter, options)
  local copy = { limit = 1, removed = options and options.removed }
  local found, err = resource.list(type, filter, copy)
  if not found then
    return nil, err
  end
  return found[1]
end

--- A new row in its initial state; nothing is run. `verb` (in a handler only): a process to take it along
-- in the same commit, if no handler works in that; else it stays where it is.
resource.create = raw.resource.create

-- One name for what is looked for, the same for every order of its keys.
local function lock_name(type, fields)
  local parts = {}
  for key, value in pairs(fields) do
    parts[#parts + 1] = ("%s=%s"):format(key, tostring(value))
  end
  table.sort(parts)
  return type .. " " .. table.concat(parts, " ")
end

--- The row with these key fields that is not removed; made when there is none, with
-- `more` fields besides and `verb` as for `create`. The second result tells whether it was made.
-- Two tasks that ensure the same get the same.
function resource.ensure(type, keys, more, verb)
  local function look()
    local found, err = resource.first(type, keys, { removed = false })
    if err then
      return nil, err
    end
    return found, false
  end
  local found, err = look()
  if found or err then
    return found, err
  end
  local lock <close> = raw.lock.take(lock_name(type, keys)) -- luacheck: ignore lock
  found, err = look()
  if found or err then
    return found, err
  end
  local fields = {}
  for key, value in pairs(more or {}) do
    fields[key] = value
  end
  for key, value in pairs(keys) do
    fields[key] = value
  end
  local made
  made, err = resource.create(type, fields, verb)
  if not made then
    return nil, err
  end
  return made, true
end

--- Applies fields by the merge rule; the row as it is then. `derived`: the fields follow from other rows,
-- which others may move at any time; so another value in a second run is no mistake.
resource.update = raw.resource.update

--- Runs a process inline, as part of the one that calls; the row as it is then.
resource.run = raw.resource.run

--- Schedules a process of its own.
resource.schedule = raw.resource.schedule

--- Deletes a row of a type without processes for good.
resource.delete = raw.resource.delete

--- The row as it is now.
function resource.reload(res)
  return raw.resource.get(res.type, res.id)
end

return resource
