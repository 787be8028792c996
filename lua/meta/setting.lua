---@meta stampede.setting

---@class stampede.setting
local setting = {}

---@param name string
---@param default string?
---@return string?
function setting.get(name, default) end

---@param name string
---@param default number?
---@return number?
function setting.number(name, default) end

---@param name string
---@param default boolean?
---@return boolean?
function setting.flag(name, default) end

return setting
