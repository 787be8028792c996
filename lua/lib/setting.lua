--- Settings: rows of the type `setting`, by name.

local resource = require("stampede.resource")
local raw = require("stampede.raw")

local setting = {}

--- The value as text, or the default where nobody set one.
function setting.get(name, default)
  if not raw.resource.here() or not raw.resource.has_type("setting") then
    return default
  end
  local row = resource.first("setting", { name = name })
  if row and row.value ~= nil then
    return tostring(row.value)
  end
  return default
end

--- The same as a number; text that is none counts as not set.
function setting.number(name, default)
  return tonumber(setting.get(name)) or default
end

--- The same as a boolean ("true" and "1" are).
function setting.flag(name, default)
  local text = setting.get(name)
  if text == nil then
    return default
  end
  return text == "true" or text == "1"
end

return setting
