--- The primitives of a server that the world of fake_runtime has: time, locks, ids, agents, rows.

local hosts = require("fake_hosts")

local primitives = {}

--- Fills `raw`. `world()` gives the world to work on; `with` has effect, look, error, null, copy, merge, view.
function primitives.install(raw, world, with)
  local effect, look, new_error = with.effect, with.look, with.error
  local copy, merge, view = with.copy, with.merge, with.view

  raw.where = function() return "spec", 0 end
  raw.error = { new = new_error }
  raw.json = {
    null = with.null,
    array = {},
    encode = function(value) return hosts.encode(value) end,
    decode = function() error("nobody decodes here") end,
  }
  raw.log = {
    write = function(level, sentence, values)
      table.insert(world().logs, { level = level, sentence = sentence, values = values })
    end,
  }
  raw.lock = {
    take = function(name)
      look("lock " .. name)
      assert(not world().locks[name], "locked twice: " .. name)
      world().locks[name] = true
      return setmetatable({}, { __close = function() world().locks[name] = nil end })
    end,
  }
  raw.id = {
    uuid = function() return world():uuid() end,
    access_key = function() return "ACCESS" .. world():uuid() end,
    secret = function() return "secret" .. world():uuid() end,
  }
  raw.server = { purge = function() world().purges = (world().purges or 0) + 1 end }
  raw.keys = {
    rsa = function(comment)
      look("rsa")
      return "ssh-rsa " .. world():uuid() .. " " .. comment, "PEM " .. world():uuid()
    end,
  }
  raw.secret = {
    seal = function(text) return "sealed:" .. text end,
    open = function(text) return (text:gsub("^sealed:", "")) end,
  }
  raw.time = {
    now = function() return world().now end,
    sleep = function(seconds)
      world().now = world().now + math.tointeger(seconds * 1000 // 1)
      look("sleep")
    end,
  }
  raw.task = { id = function() return nil end, progress = function() end }
  raw.agent = {
    is_up = function(id) return world().up[id] == true end,
    request = function(id, event, _, _, data, _, _, progress)
      look("request " .. event)
      if type(progress) == "function" and world().up[id] then
        progress(50, "half of it")
      end
      if not world().up[id] then
        return nil, new_error("unavailable", "agent " .. id .. " is not connected")
      end
      return world():serve(event, copy(data))
    end,
  }
  raw.resource = {
    here = function() return true end,
    has_type = function() return true end,
    get = function(type_name, id)
      look("get")
      local row = world():row(type_name, id)
      if not row then
        return nil, new_error("not_found", "no " .. type_name .. " " .. tostring(id))
      end
      return view(row)
    end,
    list = function(type_name, filter, removed, limit)
      look("list")
      local list = {}
      for _, row in ipairs(world():find(type_name, filter)) do
        if (removed or not row.removed) and #list < (limit or math.huge) then
          list[#list + 1] = view(row)
        end
      end
      return list
    end,
    sum = function(type_name, filter, field, fallback)
      look("sum")
      local sum = 0
      for _, row in ipairs(world():find(type_name, filter)) do
        sum = sum + (row.removed and 0 or row[field] or fallback)
      end
      return sum
    end,
    create = function(type_name, fields)
      local row = world():insert(type_name, fields)
      effect("create " .. type_name)
      return view(row)
    end,
    update = function(res, fields)
      look("update")
      local row = assert(world():row(res.type, res.id))
      world():apply(row, fields, "update " .. res.type)
      return view(row)
    end,
    run = function(res, verb, data)
      look("run")
      local row = assert(world():row(res.type, res.id))
      local ok, chain = true, verb
      while ok and chain do
        local seen = copy(world().asked_data or {})
        merge(seen, data or {})
        ok, chain = pcall(world().execute, world(), row, chain, seen, chain ~= verb)
      end
      if not ok then
        if type(chain) == "table" then
          return nil, chain
        end
        error(chain, 0)
      end
      return view(row)
    end,
    schedule = function(res, verb, data)
      local row = assert(world():row(res.type, res.id))
      local ok, fault = world():schedule(row, verb, data)
      effect("schedule " .. res.type .. "." .. verb)
      return ok, fault
    end,
  }
end

return primitives
