--- The server's types. They are kept in a private file, so that a command needs one request: they are asked
-- for again when they are older than five minutes (the server then says "not modified"), and at once when
-- a command or an option is not known.

local fault = require("client.fault")
local names = require("client.names")
local raw = require("client.raw")
local server_of = require("client.server")

local schemas = {}
schemas.__index = schemas

local FRESH_S = 300
local FORMAT = "stampede schemas 1"

-- --- One type ------------------------------------------------------------------------------------

local schema = {}
schema.__index = schema

-- The keys of an object in the server's order.
local function ordered(text)
  local list, by_name = {}, {}
  for i, member in ipairs(assert(raw.json.members(text))) do
    list[i] = { name = member[1], text = member[2] }
    by_name[member[1]] = list[i]
  end
  return list, by_name
end

local function new_schema(text)
  local self = setmetatable({}, schema)
  local _, parts = ordered(text)
  self.id = raw.json.decode(parts.id.text)
  self.plural = raw.json.decode(parts.pluralName.text)
  self.links = raw.json.decode(parts.links.text)
  self.fields, self.by_name = {}, {}
  for i, member in ipairs(assert(raw.json.members(parts.resourceFields.text))) do
    local field = raw.json.decode(member[2])
    field.name = member[1]
    self.fields[i], self.by_name[member[1]] = field, field
  end
  self.filters = {}
  for i, member in ipairs(parts.collectionFilters and assert(raw.json.members(parts.collectionFilters.text)) or {}) do
    self.filters[i] = { name = member[1], modifiers = (raw.json.decode(member[2]) or {}).modifiers or {} }
  end
  self.actions, self.action = {}, {}
  for i, member in ipairs(parts.resourceActions and assert(raw.json.members(parts.resourceActions.text)) or {}) do
    self.actions[i] = { name = member[1], input = (raw.json.decode(member[2]) or {}).input }
    self.action[member[1]] = self.actions[i]
  end
  local methods = {}
  for key, part in pairs { collection = "collectionMethods", resource = "resourceMethods" } do
    methods[key] = {}
    for _, method in ipairs(parts[part] and raw.json.decode(parts[part].text) or {}) do methods[key][method] = true end
  end
  self.methods = methods
  self.include = parts.includeableLinks and raw.json.decode(parts.includeableLinks.text) or {}
  return self
end
schemas.read_one = new_schema

--- "/containers"
function schema:path()
  return self.links.collection and server_of.path(self.links.collection) or "/" .. self.plural:lower()
end

--- Whether the server offers it: "list", "by-id", "create", "update", "delete".
function schema:can(verb)
  local collection, resource = self.methods.collection, self.methods.resource
  if verb == "list" then return collection.GET and self.links.collection ~= nil end
  if verb == "by-id" then return (resource.GET or collection.GET) and self.links.collection ~= nil end
  if verb == "create" then return collection.POST end
  if verb == "update" then return resource.PUT end
  if verb == "delete" then return resource.DELETE end
end

function schema:has_filter(name)
  for _, filter in ipairs(self.filters) do
    if filter.name == name then return filter end
  end
end

-- --- All of them ---------------------------------------------------------------------------------

-- The file that one server's types for one key are kept in.
local function file_of(place, what)
  local home = os.getenv("XDG_CACHE_HOME")
  if not home or home == "" then
    local user_home = os.getenv("HOME")
    if not user_home or user_home == "" then return nil end
    home = user_home .. "/.cache"
  end
  local hash = 0xcbf29ce484222325
  for i = 1, #place do hash = (hash ~ place:byte(i)) * 0x100000001b3 end
  return ("%s/stampede/%s-%016x"):format(home, what, hash)
end

local function identity(place)
  return place.base .. " " .. (place.user or "-")
end

-- The body of GET /v1/schemas as an index and the texts it points into.
local function pack(place, etag, body)
  local _, parts = ordered(body)
  local texts, index = {}, {}
  for _, text in ipairs(parts.data and raw.json.items(parts.data.text) or {}) do
    local one = raw.json.decode(text)
    if type(one) == "table" and one.type == "schema" and type(one.id) == "string" and type(one.pluralName) == "string"
      and one.id:match("^[%w_]+$") and one.pluralName:match("^[%w_]+$") and type(one.resourceFields) == "table"
      and type(one.links) == "table" then
      texts[#texts + 1] = text
      index[#index + 1] = ("%s %s %d"):format(one.id, one.pluralName, #text)
    end
  end
  return table.concat({ FORMAT, identity(place), etag or "", table.concat(index, ";"), table.concat(texts) }, "\n")
end

-- The reverse: nil for a file that is of another server, key or time.
local function unpack(place, text)
  local format, whose, etag, index, at = text:match("^([^\n]*)\n([^\n]*)\n([^\n]*)\n([^\n]*)\n()")
  if format ~= FORMAT or whose ~= identity(place) then return nil end
  local self = { etag = etag ~= "" and etag or nil, list = {}, known = {}, made = {}, text = text }
  for id, plural, len in index:gmatch("(%S+) (%S+) (%d+);?") do
    local entry = { id = id, plural = plural, at = at, len = math.tointeger(tonumber(len)) }
    at = at + entry.len
    self.list[#self.list + 1] = entry
    self.known[names.plain(plural)] = self.known[names.plain(plural)] or entry
    self.known[names.plain(id)] = entry
  end
  return at == #text + 1 and setmetatable(self, schemas) or nil
end
schemas.pack, schemas.unpack = pack, unpack

local function fetch(server, file, old)
  local headers = {}
  if old and old.etag then headers[1] = "If-None-Match: " .. old.etag end
  -- Besides what clients of 2014 know, all that this server has.
  local answer = server:ask("GET", "/schemas?extensions=true", { headers = headers })
  if answer.status == 304 and old then
    if file then raw.file.touch(file) end
    return old
  end
  if answer.status ~= 200 then
    local problem = server_of.error_of(answer)
    server:deny(problem)
    fault.failed(("%s has no types to work with: %s"):format(server.place.base, problem.code),
      "--url and STAMPEDE_URL name a server as in http://HOST:9080")
  end
  local packed, why = raw.json.members(answer.body)
  if packed then packed = pack(server.place, server_of.header(answer, "ETag"), answer.body) end
  local self = packed and unpack(server.place, packed)
  if not self or #self.list == 0 then
    fault.failed(("%s is no stampede server: %s"):format(server.place.base, why and why.message or "it tells no types"))
  end
  -- A file that cannot be written costs time, nothing else.
  if file then raw.file.write_private(file, packed) end
  return self
end

--- Those of a server. `options`: max_age in seconds (0: ask in any case), quick: an old one will do.
function schemas.open(server, options)
  options = options or {}
  local file = file_of(identity(server.place), "schemas")
  local text = file and raw.file.read_private(file)
  local old = text and unpack(server.place, text)
  local age = old and raw.file.age(file)
  local self = old
  if not old or not (options.quick or age and age >= 0 and age < (options.max_age or FRESH_S)) then
    self = fetch(server, file, old)
    self.is_fresh = true
  end
  self.server, self.file = server, file
  return self
end

--- The newest ones; the same again when these are.
function schemas:renew()
  if self.is_fresh then return self end
  local newer = fetch(self.server, self.file, self)
  newer.server, newer.file, newer.is_fresh = self.server, self.file, true
  return newer
end

--- A type by its name or plural in any spelling, or nil.
function schemas:find(name)
  local entry = self.known[names.plain(name)]
  if not entry then return nil end
  if not self.made[entry.id] then
    self.made[entry.id] = new_schema(self.text:sub(entry.at, entry.at + entry.len - 1))
  end
  return self.made[entry.id]
end

--- All of them, made.
function schemas:all()
  local all = {}
  for i, entry in ipairs(self.list) do all[i] = self:find(entry.id) end
  return all
end

-- --- What they mean ------------------------------------------------------------------------------

--- { [type id] = { description, resourceFields = { [name] = { description } } } }; empty where the server
-- tells nothing.
function schemas:documentation()
  if self.texts then return self.texts end
  local file = file_of(identity(self.server.place), "descriptions")
  local age = file and raw.file.age(file)
  local text = age and age < FRESH_S and raw.file.read_private(file)
  if not text then
    local answer = self.server:ask("GET", "/typedocumentations?limit=1000")
    text = answer.status == 200 and raw.json.decode(answer.body) and answer.body or '{"data":[]}'
    if file then raw.file.write_private(file, text) end
  end
  self.texts = {}
  local body = raw.json.decode(text)
  for _, one in ipairs(type(body) == "table" and type(body.data) == "table" and body.data or {}) do
    if type(one) == "table" and one.id then self.texts[one.id] = one end
  end
  return self.texts
end

local function text_of(value)
  return type(value) == "string" and value ~= "" and value or nil
end

--- The description of a type, or of a field of it, and an example of its value; or nil.
function schemas:describe(type_id, field)
  local one = self:documentation()[type_id]
  if not one or not field then return one and text_of(one.description) end
  local about = type(one.resourceFields) == "table" and one.resourceFields[field]
  if type(about) ~= "table" then return nil end
  return text_of(about.description), text_of(about.placeholder)
end

--- The description of an action of a type; or nil.
function schemas:describe_action(type_id, action)
  local one = self:documentation()[type_id]
  local about = one and type(one.resourceActions) == "table" and one.resourceActions[action]
  return type(about) == "table" and text_of(about.description) or nil
end

return schemas
