---@meta stampede.event

---@class stampede.event
local event = {}

---@param name string
---@param subject { resourceType: string?, resourceId: integer?, data: table? }?
---@param options { timeout: number?, attempts: integer?, key: integer?, waits: boolean?, progress: fun(percent: integer?, message: string?)? }?
---@return table? data of the reply
---@return stampede.error?
function event.request(name, subject, options) end

---@param name string
---@return integer
function event.hearers(name) end

return event
