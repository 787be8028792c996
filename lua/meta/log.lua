---@meta stampede.log

---@class stampede.log
local log = {}

---@param sentence string constant
---@param values table<string, any>?
function log.error(sentence, values) end

---@param sentence string constant
---@param values table<string, any>?
function log.warn(sentence, values) end

---@param sentence string constant
---@param values table<string, any>?
function log.info(sentence, values) end

---@param sentence string constant
---@param values table<string, any>?
function log.debug(sentence, values) end

return log
