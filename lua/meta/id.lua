---@meta stampede.id

---@class stampede.id
local id = {}

---@return string
function id.uuid() end

---@return string
function id.access_key() end

---@return string
function id.secret() end

---@param comment string
---@return string? public, string|stampede.error private
function id.ssh_key(comment) end

return id
