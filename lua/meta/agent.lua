---@meta stampede.agent

---@class stampede.agent
local agent = {}

---@param agent_id integer
---@param event string
---@param subject { resourceType: string?, resourceId: integer?, data: table? }?
---@param options { timeout: number?, attempts: integer?, progress: fun(percent: integer?, message: string?)? }?
---@return table? data of the reply
---@return stampede.error?
function agent.request(agent_id, event, subject, options) end

---@param agent_id integer
---@return boolean
function agent.is_up(agent_id) end

return agent
