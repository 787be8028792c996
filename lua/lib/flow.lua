--- Small roads through a life, for handlers that lead other resources along theirs.
--
-- Each looks at the state first and runs only what is missing, so every one may be
-- walked again after a crash. The resource comes back as it is then; a failure raises.

local err = require("stampede.error")
local resource = require("stampede.resource")

local flow = {}

local UNBORN = { requested = true, registering = true, creating = true }
local AWAKE = {
  active = true,
  activating = true,
  deactivating = true,
  ["updating-active"] = true,
  ["updating-inactive"] = true,
}
local GONE = { removed = true, purging = true, purged = true }

--- The row with these key fields, made when there is none (see resource.ensure).
function flow.ensure(type, keys, more, verb)
  local res, fault = resource.ensure(type, keys, more, verb)
  if not res then
    error(fault)
  end
  return res
end

--- What a row refers to by its field `<type>Id`; nil where that is null, or the row is gone. Rows of maps can be
-- made by hand, and need not refer to anything.
function flow.referred(res, type)
  local id = res[type .. "Id"]
  return id and resource.get(type, id) or nil
end

--- The same for who cannot do without: a conflict where there is none.
function flow.needed(res, type)
  return flow.referred(res, type) or error(err.new("conflict", ("it refers to no %s"):format(type)))
end

function flow.run(res, verb, data)
  return assert(resource.run(res, verb, data))
end

--- Out of `requested`. For types whose create goes on to active by itself, use `activate`:
-- one that was cut short on that second half is resumed by it alone.
function flow.create(res)
  if UNBORN[res.state] then
    return flow.run(res, "create")
  end
  return res
end

--- The row with these key fields, out of `requested`: one commit where no handler works in its create.
function flow.born(type, keys, more)
  return flow.create(flow.ensure(type, keys, more, "create"))
end

--- To `active`, by way of create.
function flow.activate(res)
  res = flow.create(res)
  if res.state ~= "active" then
    res = flow.run(res, "activate")
  end
  return res
end

--- To `inactive`, when it is anything more than that.
function flow.deactivate(res)
  if AWAKE[res.state] then
    return flow.run(res, "deactivate")
  end
  return res
end

--- To `removed`, by way of deactivate.
function flow.remove(res)
  if GONE[res.state] then
    return res
  end
  res = flow.deactivate(res)
  return GONE[res.state] and res or flow.run(res, "remove")
end

--- From `removed` back to `inactive`.
function flow.restore(res)
  if res.state == "removed" or res.state == "restoring" then
    return flow.run(res, "restore")
  end
  return res
end

--- To `purged`, by way of remove.
function flow.purge(res)
  res = flow.remove(res)
  if res.state ~= "purged" then
    return flow.run(res, "purge")
  end
  return res
end

--- Starts the create process of a resource on its own, when it never ran.
function flow.launch(res)
  if UNBORN[res.state] then
    assert(resource.schedule(res, "create"))
  end
  return res
end

--- Walks one of the roads above with every row of a list.
function flow.each(list, road)
  for _, res in ipairs(list) do
    road(res)
  end
end

--- The children of a resource in a steady order (removed ones included).
function flow.children(type, via, id)
  local list = resource.list(type, { [via] = id })
  table.sort(list, function(a, b)
    local x, y = a.deviceNumber or a.id, b.deviceNumber or b.id
    if x == y then
      return a.id < b.id
    end
    return x < y
  end)
  return list
end

--- The rows of a map type that are in force: not removed.
function flow.maps(type, via, id)
  return resource.list(type, { [via] = id }, { removed = false })
end

return flow
