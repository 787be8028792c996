--- JSON text. `json.null` stands for null in lists and patches; a null member of an object
-- is absent; `json.list{}` is an empty list where `{}` would be an empty object.

local raw = require("stampede.raw")

local json = {}

json.null = raw.json.null

--- Text, or nil and an error for what JSON cannot say.
json.encode = raw.json.encode

--- A value, or nil and an error.
json.decode = raw.json.decode

--- Marks a table as a list, also when it is empty.
function json.list(items)
  return setmetatable(items or {}, raw.json.array)
end

return json
