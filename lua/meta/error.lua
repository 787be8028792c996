---@meta stampede.error

---@class stampede.error
---@field code "invalid"|"not_found"|"conflict"|"denied"|"unsupported"|"unavailable"|"timeout"|"cancelled"|"internal"
---@field message string
---@field field string?
---@field tag string? the API's code word

---@class stampede.errors
local errors = {}

---@param code string
---@param message string
---@param options { field: string?, tag: string? }?
---@return stampede.error
function errors.new(code, message, options) end

return errors
