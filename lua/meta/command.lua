---@meta stampede.command

---@class stampede.command
local command = {}

---@class stampede.command.spec
---@field event string
---@field applies (fun(data: table): boolean)?
---@field run fun(data: table, task: stampede.task): table|nil, stampede.error|nil
---@field timeout integer? seconds, default 300
---@field description string?

---@param name string
---@param spec stampede.command.spec
---@return table
function command.define(name, spec) end

---@param candidates table[]
---@param data table
---@param task stampede.task
---@return table?, stampede.error?
function command.serve(candidates, data, task) end

return command
