---@meta stampede.image

---@class stampede.image
local image = {}

---@class stampede.image.info
---@field format "raw"|"qcow2"
---@field size integer bytes of the file, or fetched
---@field virtual_size integer bytes the guest sees
---@field actual_size integer bytes used on disk
---@field checksum string? "sha256:HEX" of the bytes as fetched

---@param options { url: string, path: string, checksum: string?, progress: fun(percent: integer?, message: string)? }
---@return stampede.image.info?, stampede.error?
function image.fetch(options) end

---@param options { base: string, base_format: "raw"|"qcow2"|nil, path: string, size_mb: integer? }
---@return true?, stampede.error?
function image.overlay(options) end

---@param path string
---@return stampede.image.info?, stampede.error?
function image.info(path) end

return image
