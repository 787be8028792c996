--- The rows of a world in memory: put in, found, taken out.

local fake_rows = {}

--- Gives World its methods over `self.rows`, all in order, and `self.of_base`, those of one type.
function fake_rows.methods(World, bases, merge)
  local function base_of(type_name)
    return bases[type_name] or type_name
  end

  function World:row(type_name, id)
    for _, row in ipairs(self.of_base[base_of(type_name)] or {}) do
      if row.id == id then
        return row
      end
    end
  end

  local function fits(row, filter)
    local fields = row.data and row.data.fields or row
    for key, value in pairs(filter or {}) do
      local seen = fields[key]
      if seen == nil then
        seen = row[key]
      end
      if seen ~= value then
        return false
      end
    end
    return true
  end

  function World:find(type_name, filter)
    local list = {}
    for _, row in ipairs(self.of_base[base_of(type_name)] or {}) do
      if (not bases[type_name] or row.kind == type_name) and fits(row, filter) then
        list[#list + 1] = row
      end
    end
    return list
  end

  --- Puts a row in by hand.
  function World:insert(type_name, fields)
    local base = base_of(type_name)
    local lifecycle = self.lifecycles[base]
    self.ids[base] = (self.ids[base] or 0) + 1
    local row = { base = base, id = self.ids[base], kind = type_name, uuid = self:uuid() }
    row.state = lifecycle and lifecycle.initial
    row.allocationState = (base == "instance" or base == "volume") and "inactive" or nil
    merge(row, fields or {})
    self.rows[#self.rows + 1] = row
    self.of_base[base] = self.of_base[base] or {}
    table.insert(self.of_base[base], row)
    return row
  end

  --- Takes one out; whether it was there.
  function World:delete(base, id)
    local gone = false
    for _, list in ipairs { self.rows, self.of_base[base] or {} } do
      for i, row in ipairs(list) do
        if row.base == base and row.id == id then
          table.remove(list, i)
          gone = true
          break
        end
      end
    end
    return gone
  end

  function World:uuid()
    self.uuids = self.uuids + 1
    return ("00000000-0000-4000-8000-%012x"):format(self.uuids)
  end
end

return fake_rows
