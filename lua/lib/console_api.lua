--- The functions of a console: the REST API as Lua values. A resource is its JSON object; its
-- actions and links are methods (`c:stop()`, `c:nics()`), beside those below.

local json = require("stampede.json")
local log = require("stampede.log")
local printing = require("stampede.console_print")
local raw = require("stampede.raw")
local time = require("stampede.time")

local api = {}

local FAULT = { __tostring = function(fault) return fault.message end, __name = "error" }

local function fail(code, message, field)
  error(setmetatable({ code = code, message = message, field = field }, FAULT), 0)
end

local function escape(text)
  return (tostring(text):gsub("[^%w%-_%.~]", function(c) return ("%%%02X"):format(c:byte()) end))
end

-- Path and query of a link, or what was typed: "containers" is "/v1/containers".
local function target_of(text)
  if type(text) ~= "string" then
    fail("invalid", "a path is wanted, as in get(\"/v1/hosts\")")
  end
  text = text:gsub("^%a+://[^/]+", "")
  if text:sub(1, 1) ~= "/" then
    text = "/v1/" .. text
  end
  return text
end

local function with_query(target, parameters)
  local parts, keys = {}, {}
  for key in pairs(parameters or {}) do
    keys[#keys + 1] = tostring(key)
  end
  table.sort(keys)
  for _, key in ipairs(keys) do
    parts[#parts + 1] = escape(key) .. "=" .. escape(parameters[key])
  end
  if #parts == 0 then
    return target
  end
  return target .. (target:find("?", 1, true) and "&" or "?") .. table.concat(parts, "&")
end

-- --- Resources ------------------------------------------------------------------------------

local request
local RESOURCE, LIST = {}, {}
RESOURCE.__name, LIST.__name = "resource", "list"
RESOURCE.show, LIST.show = printing.resource, printing.rows

local owner = setmetatable({}, { __mode = "k" }) -- the session that got a resource

local function wrap(session, value)
  if type(value) ~= "table" then
    return value
  end
  if value.type == "collection" and type(value.data) == "table" then
    local list = setmetatable({}, LIST)
    for i, item in ipairs(value.data) do
      list[i] = wrap(session, item)
    end
    list.more = value.pagination and value.pagination.next and true or nil
    return list
  end
  if value.links or value.actions then
    owner[value] = session
    return setmetatable(value, RESOURCE)
  end
  return value
end

-- The answer, or a thrown error with the code, the message and the field of the API's own.
function request(session, method, target, body)
  local text
  if body ~= nil then
    local fault
    text, fault = json.encode(body)
    if not text then
      error(fault, 0)
    end
  end
  local status, answer = raw.console.request(session.id, method, target, text)
  if not status then
    error(answer, 0)
  end
  local value = answer ~= "" and json.decode(answer) or nil
  if status >= 400 then
    value = type(value) == "table" and value or {}
    fail(value.code or tostring(status), ("%s%s"):format(
      value.message or value.code or "the API refused", value.detail and ": " .. value.detail or ""), value.fieldName)
  end
  if value == nil and answer ~= "" then
    return answer
  end
  return wrap(session, value)
end

local methods = {}

local function self_link(self)
  local link = self.links and self.links.self
  if not link then
    fail("invalid", "this is no resource of the API")
  end
  return target_of(link)
end

--- What a verb would do, without doing it.
function methods.explain(self, verb)
  local target = self_link(self)
  if self.type == "processInstance" then
    return request(owner[self], "GET", target .. "?explain=true")
  end
  if not verb then
    fail("invalid", "of which verb? As in r:explain(\"start\")")
  end
  return request(owner[self], "GET", with_query(target, { explain = verb }))
end

--- What happened to it, newest first.
function methods.history(self, filter)
  return request(owner[self], "GET", with_query(self_link(self) .. "/history", filter))
end

--- The processes that ran on it.
function methods.processes(self)
  return request(owner[self], "GET", self_link(self) .. "/processinstances")
end

--- It as it is now.
function methods.reload(self)
  return request(owner[self], "GET", self_link(self))
end

--- Waits until nothing is under way (60 seconds unless said), and gives it as it is then.
function methods.wait(self, seconds)
  local until_ms = time.now() + (seconds or 60) * 1000
  local now = methods.reload(self)
  while now.transitioning == "yes" do
    if time.now() > until_ms then
      fail("timeout", ("it is still %s: %s"):format(now.state, now.transitioningMessage or "in progress"))
    end
    time.sleep(0.2)
    now = methods.reload(self)
  end
  return now
end

--- Changes fields.
function methods.update(self, fields)
  return request(owner[self], "PUT", self_link(self), fields)
end

--- DELETE: stopped first when it runs, then removed.
function methods.delete(self)
  return request(owner[self], "DELETE", self_link(self))
end

function RESOURCE.__index(self, key)
  if methods[key] then
    return methods[key]
  end
  local actions, links = rawget(self, "actions"), rawget(self, "links")
  if actions and actions[key] then
    return function(_, input) return request(owner[self], "POST", target_of(actions[key]), input or {}) end
  end
  if links and links[key] then
    return function(_, filter) return request(owner[self], "GET", with_query(target_of(links[key]), filter)) end
  end
  return nil
end

--- Names that may stand behind `value:`.
function api.methods(value)
  local names = {}
  if getmetatable(value) ~= RESOURCE then
    return names
  end
  for _, of in ipairs { methods, rawget(value, "actions") or {}, rawget(value, "links") or {} } do
    for name in pairs(of) do
      names[#names + 1] = name
    end
  end
  return names
end

-- --- Types ----------------------------------------------------------------------------------

--- Whether a function's first argument is the name of a type.
function api.takes_type(name)
  return name == "list" or name == "resource" or name == "create" or name == "schema"
end

local function load_types(session)
  local types, names = {}, {}
  for _, schema in ipairs(request(session, "GET", "/v1/schemas")) do
    types[schema.id] = schema
    names[schema.id] = true
  end
  session.types, session.names = types, names
  return types
end

--- A set of the names of all types.
function api.type_names(session)
  if not session.names then
    load_types(session)
  end
  return session.names
end

local function type_of(session, name)
  local found = session.types and session.types[name]
  -- One that is not known may have been dropped in since.
  found = found or load_types(session)[name]
  if not found then
    fail("not_found", ("there is no type '%s'; schema() lists them"):format(tostring(name)))
  end
  return found
end

local function collection_of(session, name)
  local link = (type_of(session, name).links or {}).collection
  if not link then
    fail("unsupported", ("'%s' has no collection"):format(name))
  end
  return target_of(link)
end

-- --- What a line can call -------------------------------------------------------------------

local HELP = [[
list(TYPE[, {FILTER}])        resources:  list("container", { state = "running", limit = 20 })
resource(TYPE, ID)            one of them: c = resource("container", "1i5")
create(TYPE, {FIELDS})        a new one:  create("container", { imageUuid = "docker:busybox" })
  c.state  c.name             its fields
  c:stop()  c:start{...}      its actions, those it offers now
  c:nics()  c:host()          its links
  c:update{...}  c:delete()   changes it; removes it
  c:wait([SECONDS])           until nothing is under way
  c:explain("start")          what a verb would do, without doing it
  c:history()  c:processes()  what happened to it
processes{FILTER}  process(ID)  process instances; p:retry() p:skip() p:complete() p:rollback() p:cancel()
history{FILTER}               everything that happened
scripts()                     Lua files and what they do
schema([TYPE])                types and their fields
get(PATH) post(PATH, BODY) put(PATH, BODY) delete(PATH)   the API itself
stats()                       numbers of the engine
log([GROUPS])                 debug lines of "engine,store,..."; "" switches them off
print(...)  json(VALUE)  vars()  _ (the last value)
A line that computes for long does not hold up anything; ctrl-C interrupts it.]]

local HELP_VALUE = setmetatable({}, { show = function() return HELP end, __tostring = function() return HELP end })

--- The functions of one console.
function api.functions(session)
  local env = {}

  local function ask(method, path, body)
    return request(session, method, target_of(path), body)
  end

  function env.help()
    return HELP_VALUE
  end

  function env.get(path) return ask("GET", path) end

  function env.post(path, body) return ask("POST", path, body or {}) end

  function env.put(path, body) return ask("PUT", path, body or {}) end

  function env.delete(path) return ask("DELETE", path) end

  function env.list(type, filter)
    return ask("GET", with_query(collection_of(session, type), filter))
  end

  function env.resource(type, id)
    if id == nil then
      fail("invalid", "type and id are wanted, as in resource(\"container\", \"1i5\")")
    end
    return ask("GET", collection_of(session, type) .. "/" .. escape(id))
  end

  function env.create(type, fields)
    return ask("POST", collection_of(session, type), fields or {})
  end

  function env.processes(filter)
    return env.list("processInstance", filter)
  end

  function env.process(id)
    return env.resource("processInstance", id)
  end

  function env.explain(value, verb)
    if getmetatable(value) ~= RESOURCE then
      fail("invalid", "a resource and a verb are wanted, as in explain(c, \"start\")")
    end
    return methods.explain(value, verb)
  end

  function env.history(filter)
    if getmetatable(filter) == RESOURCE then
      return methods.history(filter)
    end
    return env.list("history", filter)
  end

  function env.scripts(filter)
    return env.list("script", filter)
  end

  function env.schema(name)
    if name then
      return type_of(session, name)
    end
    local names = {}
    for key in pairs(api.type_names(session)) do
      names[#names + 1] = key
    end
    table.sort(names)
    return names
  end

  function env.stats()
    return raw.console.stats()
  end

  function env.log(groups)
    if groups ~= nil then
      raw.console.debug(groups)
      session.debug = groups
      log.info("debug lines were switched at a console", { groups = groups })
    end
    return session.debug
  end

  function env.json(value)
    local text, fault = json.encode(value)
    if not text then
      error(fault, 0)
    end
    return text
  end

  return env
end

return api
