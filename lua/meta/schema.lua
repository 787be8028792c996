---@meta stampede.schema

---@class stampede.schema
---@field field stampede.schema.field
local schema = {}

---@class stampede.schema.options
---@field access string? letters c, r, u for the role admin; default "r"
---@field user string? the same for users; default none
---@field agent string? the same for agents; default none
---@field agentRegister string? the same for who may ask to become an agent; default none
---@field register string? the same for a new host with a registration token; default none
---@field super string? the same for who is not restricted; default: all of a column
---@field nullable boolean? default: unless required
---@field required boolean?
---@field unique boolean?
---@field indexed boolean?
---@field input_only boolean?
---@field schedule_update boolean?
---@field fields boolean? kept under data.fields
---@field min integer?
---@field max integer?
---@field min_length integer?
---@field max_length integer?
---@field options string[]?
---@field default any
---@field valid_chars string?
---@field invalid_chars string?
---@field of string? elements of a map or array: "string", "reference[network]"
---@field to string? target of a reference
---@field place "column"|"fields"|"live"|nil
---@field description string? a sentence for who reads about the type
---@field placeholder string? an example of a value, for forms
---@field wire string? the type that a schema shows, where that of the contract of 2014 is another
---@field filters "none"|"eq"|nil what a list can be filtered by; nil: what suits the type
---@field extension boolean? not in the contract of 2014: listed by schemas?extensions=true alone
---@field contract table? { access =, user =, ... }: what the contract allows, where we allow more

---@class stampede.schema.field
---@field string fun(options: stampede.schema.options?): table
---@field password fun(options: stampede.schema.options?): table
---@field int fun(options: stampede.schema.options?): table
---@field float fun(options: stampede.schema.options?): table
---@field date fun(options: stampede.schema.options?): table
---@field boolean fun(options: stampede.schema.options?): table
---@field enum fun(options: stampede.schema.options?): table
---@field blob fun(options: stampede.schema.options?): table
---@field json fun(options: stampede.schema.options?): table
---@field map fun(options: stampede.schema.options?): table
---@field array fun(options: stampede.schema.options?): table
---@field reference fun(options: stampede.schema.options?): table
---@field hidden fun(): table an inherited field that nobody may see

---@class stampede.schema.spec
---@field parent string?
---@field plural string?
---@field description string?
---@field table boolean? false: no resources of it are kept
---@field filters boolean? true: a type without a table can be filtered all the same
---@field extension boolean? not in the contract of 2014: listed by schemas?extensions=true alone
---@field methods table? { collection =, resource =, user = {...}, agent = {...}, ... a role each }
---@field fields table[]? { { name = field.string { ... } }, ... }
---@field actions table<string, { input: string?, output: string?, states: string[]?, description: string? }>?

---@param name string
---@param spec stampede.schema.spec
---@return table
function schema.define(name, spec) end

return schema
