--- Options: those that every command has, and those that a command gets from its schema.
--
-- Before the command they are the general ones. Behind it a field or filter of the type goes first, as with
-- `create-image --url`; --format behind it means the output when its value names one.

local fault = require("client.fault")
local fields = require("client.fields")
local names = require("client.names")
local output = require("client.output")
local words = require("client.words")

local options = {}

options.GENERAL = {
  { name = "url", kind = "value", value = "URL", group = "server", help = "the server, http://HOST:9080" },
  { name = "profile", kind = "value", value = "NAME", group = "server",
    help = "a server and key kept by stampede login" },
  { name = "key", kind = "value", value = "ACCESS:SECRET", group = "server",
    help = "a key; better the environment or a profile" },
  { name = "access-key", kind = "value", value = "KEY", group = "server", help = "the access key alone" },
  { name = "secret-key", kind = "value", value = "KEY", group = "server", help = "the secret key alone" },
  { name = "ca", kind = "value", value = "FILE", group = "server", help = "who signed an https server's certificate" },
  { name = "pin", kind = "value", value = "KEY", group = "server",
    help = "an https server's own key, sha256//BASE64 as it logs it, or the file that holds it" },
  { name = "no-cache", kind = "switch", group = "server", help = "ask the server for its types again" },
  { name = "cache-time", kind = "value", value = "SECONDS", group = "server",
    help = "how old the types kept here may be (300)" },
  { name = "format", kind = "value", value = "FORMAT", group = "output", help = "table, json, yaml or id (-o)" },
  { name = "json", kind = "switch", group = "output", help = "the same as --format json" },
  { name = "quiet", kind = "switch", group = "output", help = "the same as --format id (-q)" },
  { name = "columns", kind = "value", value = "NAME,...", group = "output", help = "fields to show in a table" },
  { name = "no-header", kind = "switch", group = "output", help = "a table without its heading" },
  { name = "wait", kind = "optional", value = "STATE", group = "wait",
    help = "until it rests, or until it is in STATE; fails with its error" },
  { name = "timeout", kind = "value", value = "TIME", group = "wait", help = "how long to wait: 90s, 5m" },
  { name = "wait-timeout", kind = "value" }, -- the same, where an action has a timeout of its own
  { name = "watch", kind = "switch", group = "watch", help = "stay, and show what changes (-w)" },
  { name = "help", kind = "switch", group = "output", help = "about the command (-h)" },
  -- What the client of 2014 took; nothing depends on it here.
  { name = "cache", kind = "switch" }, { name = "trim", kind = "switch" }, { name = "no-trim", kind = "switch" },
  { name = "strict", kind = "value" },
}

local general = {}
for _, option in ipairs(options.GENERAL) do
  option.general = true
  general[names.plain(option.name)] = option
end

--- For words.parse, before there is a command.
function options.find_general(typed)
  local option = general[names.plain(typed)]
  if not option then
    local all = {}
    for _, one in ipairs(options.GENERAL) do all[#all + 1] = "--" .. one.name end
    fault.usage(("there is no option --%s before a command"):format(typed), names.hint("--" .. typed, all))
  end
  return option
end

local LIST = {
  { name = "sort", value = "FIELD", help = "by this field" },
  { name = "order", value = "asc|desc", help = "the way to sort" },
  { name = "limit", value = "N", help = "this many at most" },
  { name = "marker", value = "MARKER", help = "where a page begins" },
  { name = "include", value = "LINK", help = "what it is linked with, in the answer" },
}

local function filters_of(schema)
  local list = {}
  for _, filter in ipairs(schema.filters) do
    local field = schema.by_name[filter.name]
    for _, modifier in ipairs(filter.modifiers) do
      local bare = modifier == "null" or modifier == "notnull"
      list[#list + 1] = {
        name = modifier == "eq" and filter.name or filter.name .. "_" .. modifier,
        kind = bare and "none" or "value", field = field, modifier = modifier, filter = filter.name,
      }
    end
  end
  return list
end

local function field_options(schema, flag)
  local list = {}
  for _, field in ipairs(schema.fields) do
    if field[flag] then list[#list + 1] = { name = field.name, kind = fields.kind(field.type), field = field } end
  end
  return list
end

--- Options that a command has of its own: { name, kind, field, ... }, in order.
function options.of(set, command)
  local schema, verb = command.schema, command.verb
  local list
  if verb == "list" then
    list = filters_of(schema)
    for _, one in ipairs(LIST) do
      list[#list + 1] = { name = one.name, kind = "value", value = one.value, help = one.help, query = true }
    end
  elseif verb == "create" then
    list = field_options(schema, "create")
  elseif verb == "update" then
    list = field_options(schema, "update")
  elseif verb == "by-id" then
    list = { { name = "include", kind = "value", value = "LINK", help = LIST[5].help, query = true } }
  elseif verb == "action" then
    local input = command.action.input and set:find(command.action.input)
    list = input and field_options(input, "create") or {}
  else
    list = {}
  end
  if verb ~= "create" then
    for i, one in ipairs(list) do
      if one.name == "id" then table.remove(list, i) break end
    end
    list[#list + 1] = { name = "id", kind = "value", value = "ID", is_id = true }
  end
  return list
end

--- What stands behind a command and may say which server is meant: { { name, value }, ... }. Only the types of a
-- server can tell whether it is not rather a field.
function options.server_behind(list_of_words)
  local found = {}
  for i, word in ipairs(list_of_words) do
    if word == "--" then break end
    local typed, value = word:match("^%-%-([^=]+)=?(.*)$")
    local option = typed and general[names.plain(typed)]
    if option and option.group == "server" then
      if option.kind == "switch" then
        value = true
      elseif not word:find("=", 1, true) then
        value = list_of_words[i + 1]
      end
      if value then found[#found + 1] = { name = option.name, value = value } end
    end
  end
  return found
end

--- For words.parse, behind a command: its own options, then the general ones. no-FIELD is FIELD=false.
function options.finder(own, command_name)
  local mine = {}
  for _, option in ipairs(own) do
    local key = names.plain(option.name)
    mine[key] = mine[key] or option
  end
  return function(typed, value)
    local key = names.plain(typed)
    local option, common = mine[key], general[key]
    if option and common and key == "format" and value and output.is_format(value) then option = nil end
    if option or common then return option or common end
    local negated = typed:lower():match("^no[-_]?(.+)$")
    local field = negated and mine[names.plain(negated)]
    if field and field.kind == "boolean" then
      return { name = field.name, kind = "switch", field = field.field, negates = true }
    end
    local all = {}
    for _, one in ipairs(own) do all[#all + 1] = "--" .. one.name end
    for _, one in ipairs(options.GENERAL) do all[#all + 1] = "--" .. one.name end
    fault.usage(("%s has no option --%s"):format(command_name, typed),
      names.hint("--" .. typed, all, ("stampede help %s lists those that there are"):format(command_name)))
  end
end

--- Puts general options into context.options and checks those that are known to be wrong already.
function options.take(context, given)
  local own = {}
  for _, one in ipairs(given) do
    if one.option.general then
      context.options[one.option.name] = one.value
    else
      own[#own + 1] = one
    end
  end
  local chosen = context.options
  if chosen.json then chosen.format = "json" end
  if chosen.quiet then chosen.format = "id" end
  if chosen.format and not output.is_format(chosen.format) then
    fault.usage(("there is no format %q"):format(chosen.format), names.hint(chosen.format, output.FORMATS,
      "there is " .. table.concat(output.FORMATS, ", ")))
  end
  if chosen.columns and chosen.format and chosen.format ~= "table" then
    fault.usage("--columns is for a table, --format " .. chosen.format .. " has all fields")
  end
  chosen.timeout = chosen["wait-timeout"] or chosen.timeout
  if chosen.timeout then
    chosen.timeout_ms = words.duration(chosen.timeout)
    if not chosen.timeout_ms then fault.usage(("--timeout %q is no time: 90s, 5m, 1h"):format(chosen.timeout)) end
  end
  if chosen["cache-time"] and not tonumber(chosen["cache-time"]) then
    fault.usage(("--cache-time %q is no number of seconds"):format(chosen["cache-time"]))
  end
  return own
end

return options
