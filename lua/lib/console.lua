--- Consoles: what a line typed by an admin can reach, its run, its answer. See script/console.h.
--
-- A line sees what handlers see of Lua itself, and the functions of console_api; what it assigns
-- stays until the console is closed. It has no primitive that changes the world: changes go
-- through the API.

local api = require("stampede.console_api")
local json = require("stampede.json")
local printing = require("stampede.console_print")
local raw = require("stampede.raw")

local console = {}

local sessions = {}

-- Taken from what handlers see. `require` is not among them: modules hold primitives.
local BASE = {
  "assert", "error", "getmetatable", "ipairs", "math", "next", "pairs", "pcall", "rawequal", "rawget",
  "rawlen", "select", "setmetatable", "string", "table", "tonumber", "tostring", "type", "utf8", "xpcall",
}

local function environment(session)
  local authors = raw.console.environment()
  local env = api.functions(session)
  for _, name in ipairs(BASE) do
    env[name] = authors[name]
  end
  function env.print(...)
    local parts = table.pack(...)
    for i = 1, parts.n do
      parts[i] = printing.text(parts[i])
    end
    raw.console.output(session.id, table.concat(parts, "\t") .. "\n")
  end
  function env.vars()
    local names = {}
    for name in pairs(env) do
      if not session.own[name] then
        names[#names + 1] = name
      end
    end
    table.sort(names)
    return names
  end
  session.own = {}
  for name in pairs(env) do
    session.own[name] = true
  end
  return setmetatable(env, { __index = function(_, name)
    error(("there is no '%s' here; help() tells what there is"):format(tostring(name)), 2)
  end })
end

function console.open(id)
  local session = { id = id, schemas = {} }
  session.env = environment(session)
  sessions[id] = session
end

function console.close(id)
  sessions[id] = nil
end

-- A thrown value as {code, message, field}.
local function describe(fault)
  if type(fault) ~= "table" then
    return { code = "error", message = tostring(fault) }
  end
  local message = rawget(fault, "message") or tostring(fault)
  return { code = tostring(rawget(fault, "code") or "error"), message = tostring(message), field = fault.field }
end

local function is_fault(value)
  return type(value) == "table" and rawget(value, "code") ~= nil and rawget(value, "message") ~= nil
end

--- Runs one line; the answer of console.h.
function console.eval(id, text)
  local session = sessions[id]
  local chunk, fault, incomplete = raw.console.compile((text:gsub("^%s*=", "return ")), session.env)
  if not chunk then
    if incomplete then
      return { values = json.list {}, incomplete = true }
    end
    return { values = json.list {}, error = { code = "syntax", message = fault } }
  end
  local results = table.pack(pcall(chunk))
  if not results[1] then
    return { values = json.list {}, error = describe(results[2]) }
  end
  if results.n >= 3 and not results[2] and is_fault(results[3]) then
    return { values = json.list {}, error = describe(results[3]) }
  end
  local values, plain = {}, {}
  for i = 2, results.n do
    values[i - 1] = printing.value(results[i])
    plain[i - 1] = json.encode(results[i]) and results[i] or tostring(results[i])
    if results[i] == nil then
      plain[i - 1] = json.null
    end
  end
  if results.n >= 2 then
    session.env._ = results[2]
    session.own._ = true
  end
  return { values = json.list(values), json = json.list(plain) }
end

-- --- Completion ---------------------------------------------------------------------------

local function add_keys(into, value)
  local ok = pcall(function()
    for key in pairs(value) do
      if type(key) == "string" and key:match("^[%a_][%w_]*$") then
        into[key] = true
      end
    end
  end)
  return ok
end

local function begin_with(found, start)
  local words = {}
  for word in pairs(found) do
    if word:sub(1, #start) == start then
      words[#words + 1] = word
    end
  end
  table.sort(words)
  return json.list(words)
end

-- What may stand behind `path` ("a.b", then "." or ":").
local function members(session, path, mark)
  local value, found = session.env, {}
  for name in path:gmatch("[%w_]+") do
    local ok, inner = pcall(function() return rawget(value, name) or value[name] end)
    if not ok or inner == nil then
      return found
    end
    value = inner
  end
  if type(value) == "string" then
    value = session.env.string
  end
  if type(value) == "table" then
    if mark == "." then
      add_keys(found, value)
    end
    for _, name in ipairs(api.methods(value)) do
      found[name] = true
    end
  end
  return found
end

--- What the word at the end of `text` may become: {from (bytes before it), words}.
function console.complete(id, text)
  local session = sessions[id]
  local call, quoted = text:match("([%a]+)%s*%(?%s*[\"']([%w]*)$")
  if call and api.takes_type(call) then
    return { from = #text - #quoted, words = begin_with(api.type_names(session), quoted) }
  end
  local path, mark, last = text:match("([%w_%.:]-)([%.:])([%w_]*)$")
  if path and path ~= "" then
    return { from = #text - #last, words = begin_with(members(session, path, mark), last) }
  end
  local name = text:match("[%w_]*$")
  local found = {}
  add_keys(found, session.env)
  return { from = #text - #name, words = begin_with(found, name) }
end

return console
