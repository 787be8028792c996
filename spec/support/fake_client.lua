--- What lua/client stands on (core/cli.h), in plain Lua: JSON as text, a terminal that is none, no files.

local cjson = require("cjson")

local fake = { files = {} }

local null = setmetatable({}, { __tostring = function() return "null" end })
local array_mark = {}

-- cjson's values as bind_push_json gives them: null members of objects are absent.
local function soften(value, in_array)
  if value == cjson.null then return in_array and null or nil end
  if type(value) ~= "table" then return value end
  local out = {}
  for key, member in pairs(value) do out[key] = soften(member, #value > 0) end
  for key, member in pairs(out) do
    if math.type(member) == "float" and member == math.floor(member) then out[key] = math.tointeger(member) end
  end
  return out
end

local function decode(text)
  if text:match("^%s*%[%s*%]%s*$") then return setmetatable({}, array_mark) end
  local ok, value = pcall(cjson.decode, text)
  if not ok then return nil, { code = "invalid", message = value } end
  value = soften(value)
  if math.type(value) == "float" and value == math.floor(value) then value = math.tointeger(value) end
  return value
end

-- Where the value that begins at `at` ends.
local function value_end(text, at)
  local depth, i = 0, at
  while i <= #text do
    local c = text:sub(i, i)
    if c == '"' then
      i = i + 1
      while text:sub(i, i) ~= '"' do i = i + (text:sub(i, i) == "\\" and 2 or 1) end
    elseif c == "{" or c == "[" then
      depth = depth + 1
    elseif c == "}" or c == "]" then
      if depth == 0 then return i - 1 end
      depth = depth - 1
    elseif c == "," and depth == 0 then
      return i - 1
    end
    if depth == 0 and (c == "}" or c == "]" or c == '"') then return i end
    i = i + 1
  end
  return i - 1
end

local function walk(text, open, fn)
  local at = text:match("^%s*" .. open .. "%s*()")
  if not at then return false end
  while not text:match("^%s*[%]}]", at) do
    at = fn(at)
    at = text:match("^%s*,%s*()", at) or at
  end
  return true
end

local function members(text)
  local list = {}
  walk(text, "{", function(at)
    local key_end = value_end(text, at)
    local start = text:match("^%s*:%s*()", key_end + 1)
    local stop = value_end(text, start)
    list[#list + 1] = { cjson.decode("[" .. text:sub(at, key_end) .. "]")[1], (text:sub(start, stop):gsub("%s+$", "")) }
    return stop + 1
  end)
  return list
end

local function items(text)
  local list = {}
  walk(text, "%[", function(at)
    local stop = value_end(text, at)
    list[#list + 1] = (text:sub(at, stop):gsub("%s+$", ""))
    return stop + 1
  end)
  return list
end

local function encode(value)
  if value == null then return "null" end
  if type(value) ~= "table" then return cjson.encode(value) end
  local parts = {}
  if getmetatable(value) == array_mark or #value > 0 then
    for i, item in ipairs(value) do parts[i] = encode(item) end
    return "[" .. table.concat(parts, ",") .. "]"
  end
  for key, member in pairs(value) do parts[#parts + 1] = cjson.encode(key) .. ":" .. encode(member) end
  table.sort(parts)
  return "{" .. table.concat(parts, ",") .. "}"
end

-- One column a character is enough here; the real one is tested in spec/c/cli_test.c.
local function fit(text, max)
  local out, width = {}, 0
  for _, code in utf8.codes(text, true) do
    if max and width >= max then break end
    width = width + 1
    out[width] = utf8.char(code)
  end
  return table.concat(out), width
end

fake.raw = {
  json = {
    decode = decode, encode = encode, members = members, items = items, null = null,
    pretty = function(text) return text end,
    yaml = function(text) return text end,
  },
  terminal = {
    fit = fit,
    is_terminal = function() return false end,
    size = function() end,
    charset = function() return "UTF-8" end,
    mono = function() return 0 end,
    catch = function() end,
    sleep = function() return true end,
  },
  file = {
    read = function(path)
      if fake.files[path] then return fake.files[path] end
      return nil, { code = "not_found", message = path .. ": no such file" }
    end,
    uid = function() return 1000 end,
  },
  http = {},
  version = "test",
}
fake.raw.file.read_private = fake.raw.file.read

--- Makes `require("client.x")` work.
function fake.install()
  package.path = "lua/?.lua;" .. package.path
  package.loaded["client.raw"] = fake.raw
  fake.files = {}
  return fake
end

--- A schema's text as /v1/schemas has it: fields as { {name, type, flags}, ... }, flags of "cur" and more keys.
function fake.schema(id, plural, fields, more)
  more = more or {}
  local parts, filters = {}, {}
  for i, field in ipairs(fields) do
    local flags = field[3] or ""
    local one = field[4] or {}
    one.type = field[2]
    one.create, one.update = flags:find("c", 1, true) ~= nil, flags:find("u", 1, true) ~= nil
    one.required, one.nullable = flags:find("r", 1, true) ~= nil, not flags:find("!", 1, true)
    parts[i] = cjson.encode(field[1]) .. ":" .. encode(one)
    if flags:find("f", 1, true) then
      filters[#filters + 1] = cjson.encode(field[1]) .. ':{"modifiers":["eq","ne","like","null","notnull"]}'
    end
  end
  local actions = {}
  for i, action in ipairs(more.actions or {}) do
    actions[i] = cjson.encode(action[1]) .. ":" .. encode { input = action[2] or nil, output = id }
  end
  return ([[{"id":"%s","type":"schema","links":{"self":"http://h/v1/schemas/%s","collection":"http://h/v1/%s"},"pluralName":"%s",
    "resourceFields":{%s},"collectionFilters":{%s},"includeableLinks":[],"resourceActions":{%s},
    "resourceMethods":%s,"collectionMethods":%s}]]):gsub("\n%s*", ""):format(id, id:lower(), plural:lower(), plural,
    table.concat(parts, ","), table.concat(filters, ","), table.concat(actions, ","),
    more.resource or '["GET","PUT","DELETE"]', more.collection or '["GET","POST"]')
end

--- A set of schemas, as schemas.open gives it.
function fake.set(texts)
  local schemas = require("client.schemas")
  local place = { base = "http://h/v1", user = "K" }
  local set = assert(schemas.unpack(place, schemas.pack(place, '"e"', '{"type":"collection","data":['
    .. table.concat(texts, ",") .. "]}")))
  set.is_fresh = true
  return set
end

return fake
