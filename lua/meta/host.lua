---@meta stampede.host

---@class stampede.host
local host = {}

---@class stampede.host.facts
---@field hostname string
---@field uuid string
---@field kernel string
---@field os string
---@field cpu_model string
---@field boot_id string
---@field cpus integer
---@field memory_mb integer
---@field memory_free_mb integer
---@field disk_mb integer
---@field disk_free_mb integer
---@field load number

---@return stampede.host.facts?, stampede.error?
function host.facts() end

---@param name string
---@return string?, stampede.error?
function host.dir(name) end

return host
