---@meta stampede.json

---@class stampede.json
---@field null userdata
local json = {}

---@param value any
---@return string?, stampede.error?
function json.encode(value) end

---@param text string
---@return any, stampede.error?
function json.decode(text) end

---@generic T: table
---@param items T?
---@return T marked as a list, also when it is empty
function json.list(items) end

return json
