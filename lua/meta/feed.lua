---@meta stampede.feed

---@class stampede.feed
local feed = {}

---@param work userdata
---@param fn fun(percent: integer?, message: string)?
---@return any result, stampede.error?
function feed.follow(work, fn) end

return feed
