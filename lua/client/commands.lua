--- Which commands there are: the verbs of each type, and its actions.

local names = require("client.names")

local commands = {}

local VERBS = { "list", "by-id", "create", "update", "delete" }

-- Other words for a verb.
local PREFIXES = {
  { "list-", "list" }, { "by-id-", "by-id" }, { "byid-", "by-id" }, { "get-", "by-id" }, { "create-", "create" },
  { "update-", "update" }, { "delete-", "delete" },
}

--- The name of a command as it is shown.
function commands.name(schema, verb, action)
  if action then return schema.id .. "-" .. action end
  return verb .. "-" .. (verb == "list" and schema.plural or schema.id)
end

--- { schema, verb } or { schema, verb = "action", action = { name, input } }; nil when there is none.
function commands.find(set, text)
  local lower = text:gsub("_", "-"):lower()
  for _, prefix in ipairs(PREFIXES) do
    if lower:sub(1, #prefix[1]) == prefix[1] then
      local schema = set:find(text:sub(#prefix[1] + 1))
      if schema and schema:can(prefix[2]) then return { schema = schema, verb = prefix[2] } end
    end
  end
  local at = text:find("-", 1, true)
  while at do
    local schema = set:find(text:sub(1, at - 1))
    local want = names.plain(text:sub(at + 1))
    for _, action in ipairs(schema and schema.actions or {}) do
      if names.plain(action.name) == want then return { schema = schema, verb = "action", action = action } end
    end
    at = text:find("-", at + 1, true)
  end
end

--- Names of all commands, or of those of one type; in the server's order.
function commands.all(set, schema)
  local all = {}
  for _, one in ipairs(schema and { schema } or set:all()) do
    for _, verb in ipairs(VERBS) do
      if one:can(verb) then all[#all + 1] = commands.name(one, verb) end
    end
    for _, action in ipairs(one.actions) do all[#all + 1] = commands.name(one, nil, action.name) end
  end
  return all
end

--- The type that a mistyped command seems to mean, or nil.
function commands.type_in(set, text)
  for piece in text:gmatch("[^-]+") do
    local schema = set:find(piece)
    if schema then return schema end
  end
end

return commands
