---@meta stampede.handler

---@class stampede.handler
local handler = {}

---@class stampede.task
---@field process string "volume.activate"
---@field handler string
---@field phase "pre"|"handle"|"post"
---@field data table of the process; write with patch
---@field attempt integer 1, 2, ...
---@field actor string who asked
---@field event string? of commands
---@field command string? of commands
local Task = {}

---@param percent number?
---@param message string?
function Task:progress(percent, message) end

---@param level "error"|"warn"|"info"|"debug"
---@param sentence string
---@param values table?
function Task:log(level, sentence, values) end

---@param data table merged into the process data (`+key` merges maps)
function Task:patch(data) end

---@class stampede.handler.spec
---@field run fun(resource: stampede.resource.row, task: stampede.task): table|nil, stampede.error|nil
---@field timeout integer? seconds for one run, default 60
---@field description string?
---@field on string|string[]|nil of drop-ins: processes or patterns such as "*.create"
---@field phase "pre"|"handle"|"post"|nil
---@field before string|string[]|nil
---@field after string|string[]|nil

---@param name string the file's
---@param spec stampede.handler.spec
---@return table
function handler.define(name, spec) end

return handler
