---@meta stampede.process

---@class stampede.process
local process = {}

---@class stampede.process.spec
---@field column "state"|"allocationState"?
---@field from string|string[] start states
---@field via string|table<string, string> transitioning state, or one for each start state
---@field to string|table<string, string> done state, or one for each transitioning state
---@field fallback string? the process it may go on as
---@field delegate boolean? always goes on as the fallback
---@field pre string[]? handlers before
---@field handlers string[]? the work
---@field post string[]? handlers behind
---@field on_failure string|false|nil process to run when it fails for good
---@field retries integer? after the first attempt, on unavailable and timeout; -1 for ever; default 5
---@field deadline integer? seconds from the first attempt
---@field priority integer?

---@class stampede.lifecycle

---@param type string
---@param spec table<string, stampede.process.spec|string> and `initial`, the first state
---@return stampede.lifecycle
function process.define(type, spec) end

---@param type string
---@param spec table<string, table|false>? merged into the seven generic processes
---@return stampede.lifecycle
function process.standard(type, spec) end

return process
