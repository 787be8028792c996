---@meta stampede.libvirt

---@class stampede.libvirt
---@field metadata string namespace of our element in a domain's XML
local libvirt = {}

---@class stampede.libvirt.domain
---@field name string
---@field uuid string
---@field state "running"|"shutoff"|"paused"|"crashed"
---@field id integer? only of one that runs
---@field metadata string? in lists

---@class stampede.libvirt.connection
---@field uri string?
local Connection = {}

---@param uri string? none: the agent's own
---@return stampede.libvirt.connection
function libvirt.connect(uri) end

---@param name string name or uuid
---@return stampede.libvirt.domain?, stampede.error?
function Connection:find(name) end

---@return stampede.libvirt.domain[]?, stampede.error?
function Connection:list() end

---@param xml string
---@return stampede.libvirt.domain?, stampede.error?
function Connection:define(xml) end

---@param name string
---@return true?, stampede.error?
function Connection:start(name) end

---@param name string
---@return true?, stampede.error?
function Connection:shutdown(name) end

---@param name string
---@return true?, stampede.error?
function Connection:reboot(name) end

---@param name string
---@return true?, stampede.error?
function Connection:destroy(name) end

---@param name string
---@return true?, stampede.error?
function Connection:undefine(name) end

---@param name string
---@return string?, stampede.error?
function Connection:xml(name) end

---@return { kvm: boolean, memory_mb: integer, cpus: integer, hypervisor: string, version: string, uri: string }?
---@return stampede.error?
function Connection:info() end

---@param name string
---@return { mac: string, name: string?, network: string?, addresses: string[] }[]?, stampede.error?
function Connection:interfaces(name) end

---@param name string
---@param seconds number?
---@return boolean?, stampede.error?
function Connection:wait_off(name, seconds) end

return libvirt
