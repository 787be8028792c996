--- Completion in bash, zsh and fish: a small script for each, which asks the program itself.
--
--   stampede __complete SHELL WORD...     the words behind the program's name; the last one is not complete
--
-- answers with a candidate a line, a tab, and what it is.

local commands = require("client.commands")
local fault = require("client.fault")
local fields = require("client.fields")
local names = require("client.names")
local options_of = require("client.options")
local output = require("client.output")
local raw = require("client.raw")

local complete = {}

local SCRIPTS = {}

SCRIPTS.bash = [=[
# stampede completion bash: eval "$(stampede completion bash)"
_stampede() {
  local line IFS=$'\n'
  local words=("${COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=()
  while read -r line; do
    COMPREPLY+=("$(printf %q "${line%%$'\t'*}")")
  done < <("${COMP_WORDS[0]}" __complete bash "${words[@]}" 2>/dev/null)
  [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
  return 0
}
complete -o default -F _stampede stampede cattle
]=]

SCRIPTS.zsh = [=[
#compdef stampede cattle
# stampede completion zsh: eval "$(stampede completion zsh)", behind compinit
_stampede() {
  local line value
  local -a found
  for line in "${(@f)$("${words[1]}" __complete zsh "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -z $line ]] && continue
    value=${line%%$'\t'*}
    found+=("${value//:/\\:}:${line#*$'\t'}")
  done
  if (( ${#found} )); then _describe -V 'stampede' found; else _files; fi
}
if [[ ${funcstack[1]} == _stampede ]]; then _stampede "$@"; else compdef _stampede stampede cattle; fi
]=]

SCRIPTS.fish = [=[
# stampede completion fish | source
function __stampede_complete
  set -l words (commandline -opc)
  $words[1] __complete fish $words[2..-1] (commandline -ct | string collect --allow-empty) 2>/dev/null
end
complete -c stampede -f -a '(__stampede_complete)'
complete -c cattle -f -a '(__stampede_complete)'
]=]

--- completion SHELL
function complete.script(context, list)
  local shell = list[1]
  if shell == "--help" or shell == "-h" then return require("client.help").help(context, { "completion" }) end
  if not shell or not SCRIPTS[shell] or #list > 1 then
    fault.usage("for which shell? bash, zsh or fish", 'eval "$(stampede completion bash)"')
  end
  io.stdout:write(SCRIPTS[shell])
end

-- --- Candidates ----------------------------------------------------------------------------------

local function add(found, value, text)
  found[#found + 1] = { value, text or "" }
end

local VERB_TEXT = {
  list = "shows them", ["by-id"] = "shows one", create = "makes one", update = "changes one", delete = "removes one",
}

local function all_commands(context, found)
  local main = require("client.main")
  for name, own in pairs(main.OWN) do
    if not name:match("^__") then add(found, name, own[3]) end
  end
  for name, text in pairs(context.roles) do
    if not main.OWN[name] then add(found, name, text) end
  end
  local ok = pcall(main.connect, context, { quick = true })
  if not ok then return end
  for _, schema in ipairs(context.schemas:all()) do
    for _, verb in ipairs { "list", "by-id", "create", "update", "delete" } do
      if schema:can(verb) then add(found, commands.name(schema, verb), VERB_TEXT[verb]) end
    end
    for _, action in ipairs(schema.actions) do add(found, commands.name(schema, nil, action.name), "action") end
  end
end

-- Names and ids of what there is of a type; a slow server is not waited for.
local function resources(context, found, schema)
  if not schema or not schema:can("list") then return end
  local ok, answer = pcall(context.server.ask, context.server, "GET", schema:path() .. "?limit=200", { timeout = 2000 })
  local body = ok and answer.status == 200 and raw.json.decode(answer.body)
  for _, row in ipairs(type(body) == "table" and body.data or {}) do
    local text = table.concat({ row.id, row.state or row.kind }, " ")
    local name = type(row.name) == "string" and not row.name:match("[%c]") and row.name ~= "" and row.name
    if not row.removed then add(found, name or row.id, text) end
  end
end

local function values(context, found, option)
  local field = option.field
  if option.name == "format" and option.general then
    for _, name in ipairs(output.FORMATS) do add(found, name) end
  elseif option.name == "order" and option.query then
    add(found, "asc")
    add(found, "desc")
  elseif option.name == "sort" or option.name == "columns" then
    for _, one in ipairs(option.schema and option.schema.fields or {}) do add(found, one.name, one.type) end
  elseif option.name == "include" and option.schema then
    for _, one in ipairs(option.schema.include) do add(found, one) end
  elseif option.name == "profile" and option.general then
    local ok, book = pcall(require("client.profile").read)
    for _, one in ipairs(ok and book.order or {}) do add(found, one) end
  elseif option.is_id then
    resources(context, found, option.schema)
  elseif field then
    local outer, inner = fields.split(field.type)
    local _, deep = fields.split(inner or "")
    if outer == "boolean" then
      add(found, "true")
      add(found, "false")
    elseif field.options then
      for _, one in ipairs(field.options) do add(found, one) end
    elseif outer == "reference" or (outer == "array" and deep) then
      resources(context, found, context.schemas:find(deep or inner))
    end
  end
end

local function option_names(found, own, command)
  local seen = {}
  for _, option in ipairs(own) do
    seen[option.name] = true
    add(found, "--" .. option.name, option.field and option.field.type or option.help or "")
  end
  for _, option in ipairs(options_of.GENERAL) do
    if option.help and not seen[option.name] and (not command or option.group ~= "server") then
      add(found, "--" .. option.name, option.help)
    end
  end
end

local OF_OWN = {
  completion = { "bash", "zsh", "fish" }, profile = { "add", "list", "use", "remove" },
}

-- Candidates for the last of `list`.
local function candidates(context, list)
  local found, current = {}, list[#list] or ""
  local at = 1
  while at < #list and list[at]:sub(1, 1) == "-" do
    local ok, option = pcall(options_of.find_general, (list[at]:match("^%-%-([^=]*)") or ""))
    if ok and (option.kind == "value") and not list[at]:find("=", 1, true) then at = at + 1 end
    if ok and option.kind == "value" then context.options[option.name] = list[at]:match("=(.*)$") or list[at] end
    at = at + 1
  end
  local name = at < #list and list[at]
  if not name then
    if current:sub(1, 1) == "-" then option_names(found, {}, false) else all_commands(context, found) end
    return found, current
  end
  if OF_OWN[name] and at == #list - 1 then
    for _, one in ipairs(OF_OWN[name]) do add(found, one) end
    return found, current
  end
  local main = require("client.main")
  main.connect(context, { quick = true })
  if name == "help" then
    all_commands(context, found)
    return found, current
  elseif name == "logs" or name == "exec" or name == "console" then
    resources(context, found, context.schemas:find("instance"))
    return found, current
  end
  local command = commands.find(context.schemas, name)
  if not command then return found, current end
  local own = options_of.of(context.schemas, command)
  for _, option in ipairs(own) do option.schema = command.schema end
  local finder = options_of.finder(own, name)
  local typed, value = current:match("^%-%-([^=]+)=(.*)$")
  if not typed and #list - 1 > at then typed = list[#list - 1]:match("^%-%-([^=]+)$") end
  if typed and current:sub(1, 2) ~= "--" or value then
    local ok, option = pcall(finder, typed)
    local takes = ok and (value or option.kind == "value" or option.kind == "list" or option.kind == "boolean")
    if takes then
      option.schema = option.schema or command.schema
      values(context, found, option)
      if value or #found > 0 or option.kind ~= "boolean" then
        return found, value or current, value and "--" .. typed .. "="
      end
    end
  end
  if current:sub(1, 1) == "-" then
    option_names(found, own, true)
  elseif command.verb ~= "list" and command.verb ~= "create" then
    resources(context, found, command.schema)
  end
  return found, current
end

-- bash splits words at "=": --format = json is one word for us.
local function join_equals(list)
  local joined = {}
  for _, word in ipairs(list) do
    local last = joined[#joined]
    if word == "=" and last and last:match("^%-%-[^=]+$") then
      joined[#joined] = last .. "="
    elseif last and last:match("^%-%-[^=]+=$") and word ~= "" then
      joined[#joined] = last .. word
    else
      joined[#joined + 1] = word
    end
  end
  return joined
end

--- __complete SHELL WORD...
function complete.answer(context, list)
  local shell = table.remove(list, 1)
  if shell == "bash" then list = join_equals(list) end
  local ok, found, current, before = pcall(candidates, context, list)
  if not ok then return end
  table.sort(found, function(a, b) return a[1] < b[1] end)
  local want, exact, near = names.plain(current), {}, {}
  for _, one in ipairs(found) do
    local is_option = one[1]:sub(1, 1) == "-"
    if one[1]:sub(1, #current) == current then
      exact[#exact + 1] = one
    elseif is_option == (current:sub(1, 1) == "-") and names.plain(one[1]):sub(1, #want) == want then
      near[#near + 1] = one
    end
  end
  for _, one in ipairs(#exact > 0 and exact or near) do
    -- In bash only what stands behind the "=" is replaced.
    local shown = (shell ~= "bash" and before or "") .. one[1]
    io.stdout:write(shown, "\t", (one[2]:gsub("%s+", " ")), "\n")
  end
end

return complete
