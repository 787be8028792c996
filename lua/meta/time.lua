---@meta stampede.time

---@class stampede.time
local time = {}

---@return integer UTC milliseconds
function time.now() end

---@param seconds number
function time.sleep(seconds) end

---@param ms integer
---@return string "2014-08-22T21:56:35Z"
function time.iso(ms) end

---@param text string
---@return integer?, stampede.error?
function time.parse(text) end

return time
