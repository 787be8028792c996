---@meta stampede.secret

---@class stampede.secret
local secret = {}

---@param text string
---@return string?, stampede.error?
function secret.seal(text) end

---@param text string
---@return string?, stampede.error?
function secret.open(text) end

return secret
