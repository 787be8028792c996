--- raw.pool and raw.resource.delete over the rows of a world in memory.

local fake_pool = {}

local TEXT = {
  decimal = function(n) return ("%d"):format(n) end,
  dotted = function(n) return ("%d.%d.%d.%d"):format(n >> 24 & 255, n >> 16 & 255, n >> 8 & 255, n & 255) end,
  colons2 = function(n) return ("%02x:%02x"):format(n >> 8 & 255, n & 255) end,
  colons3 = function(n) return ("%02x:%02x:%02x"):format(n >> 16 & 255, n >> 8 & 255, n & 255) end,
}

local function free(world, name, first, last, start)
  local taken = {}
  for _, row in ipairs(world:find("resourcePool")) do
    taken[row.uuid] = true
  end
  local function look(from, to)
    for number = from, to do
      if not taken[("%s%012x"):format(name, number)] then
        return number
      end
    end
  end
  return start >= first and start <= last and look(start, last) or look(first, last)
end

function fake_pool.primitives(raw, world, effect, look, err)
  raw.pool = {
    take = function(fields, name, first, last, start, text, head)
      look("pool")
      local number = free(world(), name, first, last, start)
      if not number then
        return nil, err("conflict", "pool '" .. name .. "': all items are taken")
      end
      local row = world():insert("resourcePool", fields)
      row.uuid = ("%s%012x"):format(name, number)
      row.item = (head or "") .. TEXT[text](number)
      effect("take " .. row.item)
      return row.id
    end,
  }
  raw.resource.delete = function(res)
    look("delete")
    if world():delete(res.base or res.type, res.id) then
      effect("delete " .. res.type)
      return true
    end
    return nil, err("not_found", "no such row")
  end
end

return fake_pool
