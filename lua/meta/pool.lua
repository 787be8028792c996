---@meta stampede.pool

---@class stampede.pool
local pool = {}

---@class stampede.pool.spec
---@field type string whose the pool is: a type, or "global"
---@field id integer
---@field qualifier string what it is for
---@field first integer
---@field last integer
---@field text "decimal"|"dotted"|"colons2"|"colons3" how a number is written
---@field head string? stands before it

---@param subnet stampede.resource.row
---@return stampede.pool.spec
function pool.addresses(subnet) end

---@param network stampede.resource.row
---@return stampede.pool.spec
function pool.macs(network) end

---@return stampede.pool.spec
function pool.mac_prefixes() end

---@param service stampede.resource.row
---@return stampede.pool.spec
function pool.link_ports(service) end

---@param host stampede.resource.row
---@return stampede.pool.spec
function pool.host_ports(host) end

---@param of stampede.pool.spec
---@param owner stampede.resource.row
---@return stampede.resource.row[]
function pool.owned(of, owner) end

---@param of stampede.pool.spec
---@param owner stampede.resource.row
---@param count integer? one when absent
---@return stampede.resource.row[]?, stampede.error?
function pool.take(of, owner, count) end

---@param of stampede.pool.spec
---@param owner stampede.resource.row
---@return string?, stampede.error?
function pool.take_one(of, owner) end

---@param owner stampede.resource.row
---@param qualifier string
function pool.release(owner, qualifier) end

return pool
