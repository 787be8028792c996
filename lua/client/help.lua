--- Help: of the program, of its own commands, and of those that the schemas give.

local commands = require("client.commands")
local fault = require("client.fault")
local fields = require("client.fields")
local options_of = require("client.options")
local raw = require("client.raw")
local topics = require("client.topics")
local words = require("client.words")

local help = {}

local WIDTH = 100

local PAGE = [[
Commands for the resources of a server, made from its schemas:

  list-TYPES    [FILTER...]           list-containers --state running --name_like 'web%%'
  by-id-TYPE    ID...                 by-id-container web
  create-TYPE   [FIELD...]            create-container --imageUuid docker:busybox --name web --wait
  update-TYPE   ID... [FIELD...]      update-container web --description 'the front'
  delete-TYPE   ID...                 delete-container web
  TYPE-ACTION   ID... [INPUT...]      container-stop web --remove true

  %s commands                  all of them
  %s help create-container     one of them, with each field
  ID is an id, a name or a uuid. Lists: --ports 80 --ports 81:8080. Maps: --environment A=b, or JSON.

More commands:

  login [URL]; logout                 keeps the address and key of a server
  profile add|list|use|remove NAME    several servers
  events [--type TYPE]                what changes, live
  logs ID; exec ID -- COMMAND; console ID
  completion bash|zsh|fish            for your shell

Options:
]]

-- Lines of at most `width` columns.
local function wrap(text, width)
  local lines, line = {}, ""
  for word in text:gmatch("%S+") do
    if line ~= "" and #line + #word + 1 > width then
      lines[#lines + 1] = line
      line = word
    else
      line = line == "" and word or line .. " " .. word
    end
  end
  lines[#lines + 1] = line
  return lines
end

local function width_now()
  local columns = raw.terminal.is_terminal(1) and raw.terminal.size(1)
  return math.max(columns and math.min(columns, WIDTH) or WIDTH, 60)
end

local LEFT = 30

-- "  --name VALUE        text", with the text wrapped.
local function entry(left, text)
  local lines = wrap(text or "", width_now() - LEFT)
  if #left + 3 > LEFT then
    io.stdout:write("  ", left, "\n")
    if text and text ~= "" then io.stdout:write((" "):rep(LEFT), lines[1], "\n") end
  else
    io.stdout:write((("  " .. left .. (" "):rep(LEFT - 2 - #left) .. lines[1]):gsub("%s+$", "")), "\n")
  end
  for i = 2, #lines do io.stdout:write((" "):rep(LEFT), lines[i], "\n") end
end

local function general(groups, own)
  local mine = {}
  for _, option in ipairs(own or {}) do mine[option.name] = true end
  for _, option in ipairs(options_of.GENERAL) do
    if option.help and groups[option.group] then
      local left = "--" .. option.name
      if option.value then
        left = left .. (option.kind == "optional" and "[=" .. option.value .. "]" or " " .. option.value)
      end
      if mine[option.name] and option.name == "timeout" then
        left = "--wait-timeout TIME"
      elseif mine[option.name] then
        left = left .. " (before the command)"
      end
      entry(left, option.help)
    end
  end
end

--- All of the program's resource commands, a line a type.
-- What stands behind help and commands, without the options among it.
local function plain_words(context, list)
  local parsed = words.parse(list, options_of.find_general)
  options_of.take(context, parsed.given)
  return parsed.rest
end

function help.commands(context, list)
  list = plain_words(context, list)
  if context.options.help then return help.help(context, { "commands" }) end
  if #list > 0 then
    fault.usage(("%q is one word too many"):format(list[1]), "stampede help TYPE lists the commands of one type")
  end
  require("client.main").connect(context)
  for _, schema in ipairs(context.schemas:all()) do
    local all = commands.all(context.schemas, schema)
    if #all > 0 then
      local lines = wrap(table.concat(all, "  "), width_now() - 2)
      io.stdout:write(schema.id, "\n")
      for _, line in ipairs(lines) do io.stdout:write("  ", line, "\n") end
    end
  end
end

-- What is known about a field, in a few words.
local function facts(context, field)
  local parts = {}
  local text, example = context.schemas:describe(field.owner, field.name)
  if text then parts[1] = text:gsub("%s*$", "") end
  local more = {}
  if field.required and field.default == nil then more[#more + 1] = "required" end
  if field.default ~= nil then
    local default = field.default
    more[#more + 1] = "default " .. (type(default) == "table" and raw.json.encode(default) or tostring(default))
  end
  if field.min or field.max then more[#more + 1] = ("%s to %s"):format(field.min or "any", field.max or "any") end
  local outer, inner = fields.split(field.type)
  local target = outer == "reference" and context.schemas:find(inner)
  if target then more[#more + 1] = ("id, name or uuid of one of the %s"):format(target.plural) end
  if outer == "array" then more[#more + 1] = "may be repeated" end
  if outer == "map" then more[#more + 1] = "may be repeated; or JSON" end
  if example then more[#more + 1] = "as in " .. example end
  if #more > 0 then parts[#parts + 1] = "(" .. table.concat(more, "; ") .. ")" end
  return table.concat(parts, " ")
end

local function left_of(option)
  local resource = require("client.resource")
  local value = option.field and resource.value_of(option.field) or option.value
  if option.kind == "none" then return "--" .. option.name end
  if #(value or "") > 24 and option.field and option.field.options then value = "WORD" end
  return "--" .. option.name .. " " .. (value or "VALUE")
end

local USAGE = {
  list = "[FILTER VALUE]...", ["by-id"] = "ID...", create = "[FIELD VALUE]...", update = "ID... [FIELD VALUE]...",
  delete = "ID...", action = "ID... [INPUT VALUE]...",
}

local DOES = {
  list = "Shows the %s that you can see; all pages, unless --limit says otherwise.", ["by-id"] = "Shows all of a %s.",
  create = "Makes a %s.", update = "Changes a %s.", delete = "Removes a %s.",
}

local function filters(context, own)
  local by_field, order = {}, {}
  for _, option in ipairs(own) do
    if option.filter then
      if not by_field[option.filter] then
        by_field[option.filter] = { option = option, modifiers = {} }
        order[#order + 1] = by_field[option.filter]
      end
      if option.modifier ~= "eq" then table.insert(by_field[option.filter].modifiers, option.modifier) end
    end
  end
  io.stdout:write("Filters (--FIELD_MODIFIER for the modifiers; several are ANDed; % and _ in like):\n")
  for _, one in ipairs(order) do
    local left = "--" .. one.option.filter
    entry(left, (#one.modifiers > 0 and "_" .. table.concat(one.modifiers, " _") or "")
      .. (one.option.field and one.option.field.type:match("^enum") and one.option.field.options
        and ": " .. table.concat(one.option.field.options, " ") or ""))
  end
  return context
end

--- Help for a command of a type.
function help.command(context, command)
  local schema, verb = command.schema, command.verb
  local name = commands.name(schema, verb, command.action and command.action.name)
  io.stdout:write(("Usage: %s %s %s\n\n"):format(context.program, name, USAGE[verb]))
  if verb == "action" then
    local about = context.schemas:describe_action(schema.id, command.action.name)
    io.stdout:write(("The action %s of %s"):format(command.action.name, schema.plural), about and ": " .. about or ".",
      "\n")
  else
    io.stdout:write(DOES[verb]:format(verb == "list" and schema.plural or schema.id), "\n")
  end
  local text = context.schemas:describe(schema.id)
  if text then
    io.stdout:write("\n")
    for _, line in ipairs(wrap(text, width_now())) do io.stdout:write(line, "\n") end
  end
  io.stdout:write("\n")

  local own = options_of.of(context.schemas, command)
  local owner = command.action and command.action.input or schema.id
  if verb == "list" then
    filters(context, own)
    io.stdout:write("\nPages and order:\n")
    for _, option in ipairs(own) do
      if option.query then entry("--" .. option.name .. " " .. option.value, option.help) end
    end
    if #schema.include > 0 then entry("", "links to include: " .. table.concat(schema.include, " ")) end
  else
    local any
    for _, option in ipairs(own) do
      if option.field then
        if not any then io.stdout:write(verb == "action" and "Input:\n" or "Fields:\n") end
        any = true
        option.field.owner = owner
        entry(left_of(option), facts(context, option.field))
      elseif option.query then
        entry("--" .. option.name .. " " .. option.value, option.help)
        any = true
      end
    end
    if verb == "action" and not any then io.stdout:write("It takes no input.\n") end
  end
  io.stdout:write("\nOptions:\n")
  general({ output = true, wait = verb ~= "list", watch = verb == "list" or verb == "by-id" }, own)
  io.stdout:write(("\n%s help tells how a server and a key are found.\n"):format(context.program))
end

--- help [COMMAND]
function help.help(context, list)
  local name = plain_words(context, list)[1]
  if name == "--help" or name == "-h" or name == "help" then name = nil end
  if not name then
    io.stdout:write(PAGE:format(context.program, context.program))
    general { server = true, output = true, wait = true, watch = true }
    io.stdout:write([[

The server and the key: options, then STAMPEDE_URL, STAMPEDE_ACCESS_KEY and STAMPEDE_SECRET_KEY (or CATTLE_URL
and so on), then the profile, then the key that a server on this machine keeps for who may read it.

Exit: 0 done, 1 failed, 2 not understood.
]])
    return
  end
  if topics[name] then
    io.stdout:write(topics[name])
    return
  end
  if context.roles[name] then
    fault.usage(("%s has its own help"):format(name), ("type stampede %s --help"):format(name))
  end
  local main = require("client.main")
  local command = main.find_command(context, name)
  if command then return help.command(context, command) end
  local schema = context.schemas:find(name)
  if not schema then main.unknown(context, name) end
  local text = context.schemas:describe(schema.id)
  if text then io.stdout:write(table.concat(wrap(text, width_now()), "\n"), "\n\n") end
  for _, one in ipairs(commands.all(context.schemas, schema)) do io.stdout:write("  ", one, "\n") end
end

return help
