--- What people call a resource: its id, its name or its uuid.

local fault = require("client.fault")
local names = require("client.names")
local raw = require("client.raw")
local server_of = require("client.server")

local find = {}

--- Whether a text has the form of an id: "1i5", "1as!api.security.enabled".
function find.is_id(text)
  return text:match("^1%l+%d+$") ~= nil or text:match("^1%l+!.+$") ~= nil
end

local function list(context, schema, name, value)
  local answer = context.server:call("GET", schema:path() .. server_of.query { { name, value }, { "limit", "50" } })
  local body = raw.json.members(answer.body) or {}
  local rows = {}
  for _, member in ipairs(body) do
    if member[1] == "data" then
      for _, text in ipairs(raw.json.items(member[2])) do
        local row = raw.json.decode(text)
        row.json = text
        rows[#rows + 1] = row
      end
    end
  end
  return rows
end

-- A row that was removed stays in lists for a while; who says a name means one that is there.
local function alive(rows)
  local left = {}
  for _, row in ipairs(rows) do
    if not row.removed and row.state ~= "purged" and row.state ~= "removed" then left[#left + 1] = row end
  end
  return #left > 0 and left or rows
end

local function describe(row)
  local parts = { row.id, row.name or "-", row.state or "", row.created or "" }
  return "  " .. table.concat(parts, "  ")
end

local function ambiguous(schema, text, rows)
  local lines = {}
  for i, row in ipairs(rows) do lines[i] = describe(row) end
  fault.failed(("%q is ambiguous: there are %d %s called so\n%s"):format(text, #rows, schema.plural,
    table.concat(lines, "\n")), "say which one by its id")
end

--- The id, and the resource where looking brought it along (decoded; its text is `json`).
function find.id(context, schema, text)
  if find.is_id(text) then return text end
  if text == "" then fault.usage(("an empty text is no %s"):format(schema.id)) end
  if schema:can("list") then
    for _, name in ipairs { "name", "uuid" } do
      local rows = schema:has_filter(name) and list(context, schema, name, text) or {}
      rows = #rows > 1 and alive(rows) or rows
      if #rows == 1 then return rows[1].id, rows[1] end
      if #rows > 1 then ambiguous(schema, text, rows) end
    end
  end
  -- Types whose ids are names: schemas, documentation, definitions.
  if text:match("^[%a_]") and schema:can("by-id") then
    local answer = context.server:ask("GET", schema:path() .. "/" .. server_of.escape(text))
    local row = answer.status == 200 and raw.json.decode(answer.body)
    if row and row.id then
      row.json = answer.body
      return row.id, row
    end
  end
  find.missing(context, schema, text)
end

--- There is none of that name or id.
function find.missing(context, schema, text)
  local hint = ("stampede list-%s shows those that you can see"):format(schema.plural)
  if not find.is_id(text) and schema:can("list") and schema:has_filter("name") then
    local answer = context.server:ask("GET", schema:path() .. "?limit=1000")
    local body = answer.status == 200 and raw.json.decode(answer.body)
    local known = {}
    for _, row in ipairs(body and body.data or {}) do
      if row.name then known[#known + 1] = row.name end
    end
    hint = names.hint(text, known, hint)
  end
  fault.failed(("there is no %s %s"):format(schema.id, find.is_id(text) and text or ("%q"):format(text)), hint)
end

--- refer(type, text, option): the id of what a reference names, for fields.value.
function find.referrer(context)
  return function(type_name, text, option)
    if find.is_id(text) then return text end
    local schema = context.schemas:find(type_name)
    if not schema or not schema:can("list") then return text end
    local ok, id = pcall(find.id, context, schema, text)
    if ok then return id end
    if fault.is(id) and id.text then id.text = ("--%s: %s"):format(option, id.text) end
    error(id, 0)
  end
end

return find
