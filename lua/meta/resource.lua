---@meta stampede.resource

---@class stampede.resource
---@field null userdata removes a field in a patch
local resource = {}

---@class stampede.resource.row: table
---@field id integer
---@field type string
---@field state string?

---@param type string
---@param id integer
---@return stampede.resource.row?, stampede.error?
function resource.get(type, id) end

---@param type string
---@param filter table<string, any>? fields and their values; resource.null for null
---@param options { removed: boolean?, limit: integer? }?
---@return stampede.resource.row[]?, stampede.error?
function resource.list(type, filter, options) end

---@param type string
---@param filter table<string, any>?
---@param field string of whole numbers
---@param fallback integer? for rows without it; 0
---@return integer?, stampede.error?
function resource.sum(type, filter, field, fallback) end

---@param type string
---@param filter table<string, any>?
---@param options { removed: boolean? }?
---@return stampede.resource.row?, stampede.error?
function resource.first(type, filter, options) end

---@param type string
---@param fields table
---@param verb string? a process to take it along in the same commit, if no handler works in it
---@return stampede.resource.row?, stampede.error?
function resource.create(type, fields, verb) end

---@param type string
---@param keys table<string, any>
---@param more table?
---@param verb string? as for create
---@return stampede.resource.row?, boolean|stampede.error whether it was made
function resource.ensure(type, keys, more, verb) end

---@param res stampede.resource.row
---@param fields table
---@param derived boolean? they follow from other rows, which others may move meanwhile
---@return stampede.resource.row?, stampede.error?
function resource.update(res, fields, derived) end

---@param res stampede.resource.row
---@param verb string
---@param data table?
---@return stampede.resource.row?, stampede.error?
function resource.run(res, verb, data) end

---@param res stampede.resource.row
---@param verb string
---@param data table?
---@return true?, stampede.error?
function resource.schedule(res, verb, data) end

---@param res stampede.resource.row of a type without processes
---@return true?, stampede.error?
function resource.delete(res) end

---@param res stampede.resource.row
---@return stampede.resource.row?, stampede.error?
function resource.reload(res) end

return resource
