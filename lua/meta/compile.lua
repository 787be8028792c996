---@meta stampede.compile

---@class stampede.compile
local compile = {}

---@param definitions { schemas: table[], lifecycles: table[], handlers: table[] }
---@return { types: table[], processes: table[] }
function compile.all(definitions) end

return compile
