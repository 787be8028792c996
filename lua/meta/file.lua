---@meta stampede.file

---@class stampede.file
local file = {}

---@param path string
---@return boolean?, stampede.error?
function file.exists(path) end

---@param path string
---@return true?, stampede.error?
function file.remove(path) end

---@param path string
---@param mode integer? default 0755
---@return true?, stampede.error?
function file.mkdir(path, mode) end

---@param path string
---@param max integer? bytes
---@return string?, stampede.error?
function file.read(path, max) end

---@param path string
---@param text string
---@param mode integer? default 0600
---@return true?, stampede.error?
function file.write(path, text, mode) end

---@param path string
---@return string[]?, stampede.error?
function file.list(path) end

---@param path string
---@return { total: integer, free: integer }?, stampede.error?
function file.free(path) end

return file
