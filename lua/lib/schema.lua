--- Types: what api/schemas/ declares, checked field by field.
--
-- `define` returns { is = "schema", name, parent, plural, description, table, methods,
-- fields = { { name =, ... }, ... }, actions, file, line }. What a child has from its parent
-- is filled in later, when all types are known (compile.lua).

local raw = require("stampede.raw")

local schema = {}

local TYPES = {
  string = true, password = true, int = true, float = true, date = true, boolean = true,
  enum = true, blob = true, json = true, map = true, array = true, reference = true,
}

local FIELD_KEYS = {
  access = "string", user = "string", agent = "string", agentRegister = "string",
  register = "string", super = "string",
  nullable = "boolean", required = "boolean", unique = "boolean", indexed = "boolean",
  input_only = "boolean", schedule_update = "boolean", fields = "boolean",
  min = "number", max = "number", min_length = "number", max_length = "number",
  options = "table", default = "any", valid_chars = "string", invalid_chars = "string",
  description = "string", placeholder = "string", of = "string", to = "string", place = "string",
  wire = "string", filters = "string", extension = "boolean", contract = "table",
}

local TYPE_KEYS = {
  parent = "string", plural = "string", description = "string", table = "boolean",
  methods = "table", fields = "table", actions = "table", filters = "boolean", extension = "boolean",
}

local ACTION_KEYS = { input = "string", output = "string", states = "table", description = "string",
  extension = "boolean" }
local BITS = { r = 1, c = 2, u = 4 }
local METHODS = { GET = 1, POST = 2, PUT = 4, DELETE = 8 }

-- Who besides the admin has a set of types and fields of its own, in the order of enum role.
local ROLES = { "user", "agent", "agentRegister", "register", "super" }

-- Where a field of a well-known name is kept.
local PLACES = {
  id = "id", accountId = "account", kind = "kind", uuid = "uuid", name = "name",
  created = "created", state = "state", allocationState = "allocation", removed = "removed",
  removeTime = "remove_time", transitioning = "transitioning", transitioningMessage = "message",
  transitioningProgress = "progress", data = "data",
}

--- Makers of fields: `field.string { ... }`. `field.hidden {}` takes an inherited one out.
schema.field = {}

for kind in pairs(TYPES) do
  schema.field[kind] = function(options)
    return { type = kind, options = options or {} }
  end
end

function schema.field.hidden()
  return { hidden = true }
end

local function fail(where, text, ...)
  error(("%s:%d: %s"):format(where.file, where.line, text:format(...)), 0)
end

local function letters(where, name, text)
  local bits = 0
  for letter in (text or ""):gmatch(".") do
    local bit = BITS[letter] or fail(where, "%s: access is made of c, r and u, not '%s'", name, letter)
    bits = bits | bit
  end
  return bits
end

-- "array[reference[network]]" and what its elements are.
local function wire_type(where, name, kind, options)
  if kind == "reference" then
    if not options.to then
      fail(where, "%s: a reference needs 'to'", name)
    end
    return ("reference[%s]"):format(options.to), "json", options.to
  end
  if kind ~= "map" and kind ~= "array" then
    if options.of or options.to then
      fail(where, "%s: only maps, arrays and references have 'of' or 'to'", name)
    end
    return kind, "json", nil
  end
  local of = options.of or "json"
  local head = of:match("^(%w+)")
  if not head or #of:gsub("[^%[]", "") ~= #of:gsub("[^%]]", "") then
    fail(where, "%s: '%s' is no type of elements", name, of)
  end
  local target = of:match("reference%[(%w+)%]")
  return ("%s[%s]"):format(kind, of), TYPES[head] and head or "json", target
end

local function check_options(where, name, options)
  for key, value in pairs(options) do
    local wanted = FIELD_KEYS[key]
    if not wanted then
      fail(where, "%s: unknown option '%s'", name, tostring(key))
    end
    if wanted ~= "any" and type(value) ~= wanted then
      fail(where, "%s: '%s' must be a %s, not a %s", name, key, wanted, type(value))
    end
  end
  for _, key in ipairs { "min", "max", "min_length", "max_length" } do
    if options[key] and math.type(options[key]) ~= "integer" then
      fail(where, "%s: '%s' must be a whole number", name, key)
    end
  end
end

local function default_text(where, name, options)
  if options.default == nil then
    return nil
  end
  local text, err = raw.json.encode(options.default)
  return text or fail(where, "%s: default: %s", name, tostring(err))
end

local function place(where, name, options)
  if options.place == "live" then
    return "live"
  end
  if options.place and options.place ~= "fields" and options.place ~= "column" then
    fail(where, "%s: place must be column, fields or live", name)
  end
  if PLACES[name] then
    return PLACES[name]
  end
  return (options.fields or options.place == "fields") and "fields" or "doc"
end

-- What each role may do with a field. The unrestricted one has what the admin has, and whatever
-- is a column: what the engine alone writes stays the engine's all the same.
local function access_of(where, full, options, kept)
  local result = { letters(where, full, options.access or "r") }
  for i, role in ipairs(ROLES) do
    result[i + 1] = letters(where, full, options[role])
  end
  if not options.super then
    result[#result] = result[1] | (kept == "fields" and BITS.r or BITS.r | BITS.c | BITS.u)
  end
  return result
end

local FILTERS = { none = 1, eq = 2 }

-- Which of these rights the contract of 2014 has not: all of an extension, or what `contract` does
-- not give.
local function beyond(where, full, options, access)
  local result = {}
  for i, bits in ipairs(access) do
    local given = options.contract and options.contract[i == 1 and "access" or ROLES[i - 1]]
    if options.extension then
      result[i] = bits
    elseif options.contract and ROLES[i - 1] ~= "super" then
      result[i] = bits & ~letters(where, full, given)
    else
      result[i] = 0
    end
  end
  return result
end

local function normal_field(where, owner, name, made)
  local full = owner .. "." .. name
  if type(made) == "table" and made.hidden then
    return { name = name, hidden = true }
  end
  if type(made) ~= "table" or not TYPES[made.type] then
    fail(where, "%s: is no field; use schema.field", full)
  end
  local options = made.options
  check_options(where, full, options)
  local text, element, target = wire_type(where, full, made.type, options)
  local nullable = options.nullable
  if nullable == nil then
    nullable = not options.required
  end
  local kept = place(where, full:match("[^.]+$"), options)
  local access = access_of(where, full, options, kept)
  return {
    name = name,
    type = made.type,
    text = options.wire or text,
    fixed = options.wire ~= nil or nil,
    element = element,
    reference = target,
    place = kept,
    access = access,
    beyond = beyond(where, full, options, access),
    filters = FILTERS[options.filters],
    nullable = nullable,
    required = options.required or false,
    unique = options.unique or false,
    indexed = options.indexed or false,
    input_only = options.input_only or false,
    schedule_update = options.schedule_update or false,
    min = options.min,
    max = options.max,
    min_length = options.min_length,
    max_length = options.max_length,
    options = options.options,
    default = default_text(where, full, options),
    valid_chars = options.valid_chars,
    invalid_chars = options.invalid_chars,
    description = options.description or "",
    placeholder = options.placeholder,
  }
end

local function normal_fields(where, name, list)
  local result, seen = {}, {}
  for key in pairs(list or {}) do
    if math.type(key) ~= "integer" then
      fail(where, "%s: fields is a list: { { %s = field.type { ... } }, ... }", name, tostring(key))
    end
  end
  for i, entry in ipairs(list or {}) do
    local field_name, made
    if type(entry) == "table" then
      field_name, made = next(entry)
    end
    if type(field_name) ~= "string" or next(entry, field_name) ~= nil then
      fail(where, "%s: field %d must be { name = field.type { ... } }", name, i)
    end
    if seen[field_name] then
      fail(where, "%s: field '%s' is there twice", name, field_name)
    end
    seen[field_name] = true
    result[i] = normal_field(where, name, field_name, made)
  end
  return result
end

local function method_bits(where, name, text)
  local bits = 0
  for word in (text or ""):gmatch("%S+") do
    bits = bits | (METHODS[word] or fail(where, "%s: '%s' is no method", name, word))
  end
  return bits
end

-- { collection = { one a role }, resource = {...}, visible = {...} }. The unrestricted role sees all
-- types, and has every method of those that are kept.
local function normal_methods(where, name, methods, kept)
  methods = methods or {}
  local known = { collection = "string", resource = "string" }
  for _, role in ipairs(ROLES) do
    known[role] = "table"
  end
  for key, value in pairs(methods) do
    if type(value) ~= known[key] then
      fail(where, "%s: methods: '%s' is not understood", name, tostring(key))
    end
  end
  local result = { collection = {}, resource = {}, visible = {} }
  for i = 0, #ROLES do
    local of_role = i == 0 and methods or methods[ROLES[i]]
    if ROLES[i] == "super" and not of_role then
      of_role = kept and { collection = "GET POST", resource = "GET PUT DELETE" } or methods
    end
    -- A type whose methods are only those of other roles is not the admin's.
    result.visible[i + 1] = of_role and (i > 0 or not next(methods) or of_role.collection or of_role.resource)
      and true or false
    result.collection[i + 1] = method_bits(where, name, of_role and of_role.collection)
    result.resource[i + 1] = method_bits(where, name, of_role and of_role.resource)
  end
  return result
end

local function check_actions(where, name, actions)
  for verb, action in pairs(actions or {}) do
    if type(verb) ~= "string" or type(action) ~= "table" then
      fail(where, "%s: actions must be { verb = { ... } }", name)
    end
    for key, value in pairs(action) do
      if type(value) ~= ACTION_KEYS[key] then
        fail(where, "%s: action %s: '%s' is not understood", name, verb, tostring(key))
      end
    end
  end
end

--- A type; see lua/README.md and the files in api/schemas/.
function schema.define(name, spec)
  local file, line = raw.where(2)
  local where = { file = file, line = line }
  if type(name) ~= "string" or not name:match("^%l%w*$") then
    fail(where, "a type needs a name of letters and digits, small letter first")
  end
  if type(spec) ~= "table" then
    fail(where, "%s: a table is wanted, not a %s", name, type(spec))
  end
  for key, value in pairs(spec) do
    if type(value) ~= TYPE_KEYS[key] then
      fail(where, "%s: '%s' is not understood", name, tostring(key))
    end
  end
  check_actions(where, name, spec.actions)
  local fields = normal_fields(where, name, spec.fields)
  -- What is no table is not looked through, unless it says that it can be.
  for _, one in ipairs(fields) do
    if spec.table == false and not spec.filters then
      one.filters = one.filters or FILTERS.none
    end
  end
  return {
    is = "schema",
    name = name,
    parent = spec.parent,
    plural = spec.plural,
    description = spec.description or "",
    table = spec.table ~= false,
    methods = normal_methods(where, name, spec.methods, spec.table ~= false),
    fields = fields,
    extension = spec.extension or false,
    actions = spec.actions,
    file = file,
    line = line,
  }
end

return schema
