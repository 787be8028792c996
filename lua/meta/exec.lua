---@meta stampede.exec

---@class stampede.exec
local exec = {}

---@param argv string[]
---@param options { timeout: number?, stdin: string?, env: table<string, string>?, look: boolean? }?
---@return { code: integer, stdout: string, stderr: string }?, stampede.error?
function exec.run(argv, options) end

return exec
