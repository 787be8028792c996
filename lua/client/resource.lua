--- What the commands of a type do: list, by-id, create, update, delete and its actions.

local commands = require("client.commands")
local fault = require("client.fault")
local fields = require("client.fields")
local find = require("client.find")
local options_of = require("client.options")
local output = require("client.output")
local raw = require("client.raw")
local server_of = require("client.server")
local wait = require("client.wait")
local words = require("client.words")

local resource = {}

local PAGE = 1000

-- --- The server's refusals -------------------------------------------------------------------------

local function value_of(field)
  local outer, inner = fields.split(field.type)
  if outer == "boolean" then return "true|false" end
  if outer == "enum" and field.options then return table.concat(field.options, "|") end
  if outer == "reference" then return inner end
  if outer == "array" then return value_of { type = inner } end
  if outer == "map" then return "NAME=VALUE" end
  return ({ int = "NUMBER", float = "NUMBER", date = "2026-01-31T12:00:00Z", json = "JSON" })[outer] or "VALUE"
end
resource.value_of = value_of

-- What to type next when a field is at fault.
local function field_hint(context, code, field)
  local option = "--" .. field.name
  if code == "MissingRequired" then return ("add %s %s"):format(option, value_of(field)) end
  if code == "InvalidOption" and field.options then
    return option .. " is one of " .. table.concat(field.options, ", ")
  end
  if code == "InvalidReference" then
    local _, inner = fields.split(field.type)
    inner = select(2, fields.split(inner or "")) or inner
    local target = inner and context.schemas:find(inner)
    return target and ("stampede list-%s shows those that you can use"):format(target.plural) or nil
  end
  if code == "MinLimitExceeded" or code == "MaxLimitExceeded" then
    if field.min and field.max then return ("%s is from %s to %s"):format(option, field.min, field.max) end
    return ("%s is %s at %s"):format(option, field.max or field.min, field.max and "most" or "least")
  end
  if code == "MinLengthExceeded" or code == "MaxLengthExceeded" then
    return ("%s has from %s to %s characters"):format(option, field.minLength or 0, field.maxLength or "any number of")
  end
  if code == "InvalidCharacters" and field.validChars then
    return ("%s is made of %s"):format(option, field.validChars)
  end
  if code == "InvalidFormat" or code == "InvalidDateFormat" then return ("%s is %s"):format(option, value_of(field)) end
  if code == "NotUnique" then return "another one has it already" end
end

-- Says for a refused action what can be done instead.
local function explain_action(context, command, id, problem)
  local row = raw.json.decode(context.server:ask("GET", command.schema:path() .. "/" .. server_of.escape(id)).body)
  if type(row) ~= "table" or not row.id then return end
  local can = {}
  for name in pairs(type(row.actions) == "table" and row.actions or {}) do can[#can + 1] = name end
  table.sort(can)
  fault.failed(("%s is %s: %s is not possible now (%s)"):format(wait.call_it(row), row.state or "?",
    command.action.name, problem.code), #can > 0 and "it can " .. table.concat(can, ", ") or "it can do nothing")
end

local function explainer(context, command, target)
  local schema = command.schema
  local input = command.action and command.action.input and context.schemas:find(command.action.input) or schema
  return function(problem)
    local code, name = problem.code, problem.fieldName
    if problem.status == 404 then
      find.missing(context, schema, target or schema.plural)
    elseif code == "ActionNotAvailable" or code == "InvalidAction" then
      explain_action(context, command, target, problem)
    elseif problem.status == 405 then
      fault.failed(("%s cannot be had by %s (%s)"):format(schema.plural, command.verb, code))
    elseif problem.status == 409 then
      fault.failed(("%s %s: %s"):format(schema.id, target or "", problem.detail or code),
        "something else is done with it; try again when that has ended")
    elseif name and input.by_name[name] then
      local more = problem.detail or (problem.message ~= code and problem.message)
      fault.failed(code .. " " .. name .. (more and ": " .. more or ""), field_hint(context, code, input.by_name[name]))
    end
  end
end

-- --- Reading the line ------------------------------------------------------------------------------

-- The values of fields, as a table for JSON.
local function body_of(context, given)
  local texts, order = {}, {}
  for _, one in ipairs(given) do
    local option = one.option
    if option.field and not option.is_id then
      if not texts[option.field] then
        texts[option.field] = {}
        order[#order + 1] = option.field
      end
      local list = texts[option.field]
      list[#list + 1] = option.negates and tostring(not one.value) or one.value
    end
  end
  local body, refer = {}, find.referrer(context)
  for _, field in ipairs(order) do body[field.name] = fields.value(field, texts[field], refer) end
  return body, #order
end

local function query_of(context, given, with_filters)
  local query = {}
  local refer = find.referrer(context)
  for _, one in ipairs(given) do
    local option, value = one.option, one.value
    if option.query then
      query[#query + 1] = { option.name, value }
    elseif with_filters and option.filter then
      local outer, inner = fields.split(option.field and option.field.type or "string")
      if outer == "reference" and option.kind == "value" then value = refer(inner, value, option.name) end
      query[#query + 1] = { option.name, value }
    end
  end
  return query
end

-- Ids as they were typed: words and --id.
local function targets_of(command, parsed, given)
  local targets = {}
  for _, one in ipairs(given) do
    if one.option.is_id then targets[#targets + 1] = one.value end
  end
  for _, word in ipairs(parsed.rest) do targets[#targets + 1] = word end
  for _, word in ipairs(parsed.after or {}) do targets[#targets + 1] = word end
  local is_none = command.verb == "list" or command.verb == "create"
  if is_none and #parsed.rest + #(parsed.after or {}) > 0 then
    local word = parsed.rest[1] or parsed.after[1]
    fault.usage(("%q is one word too many"):format(word), command.verb == "list"
      and ("stampede by-id-%s %s shows one; --name %s narrows the list"):format(command.schema.id, word, word)
      or "a field is given as --FIELD VALUE")
  end
  if not is_none and #targets == 0 then
    fault.usage(("which %s? give its id, name or uuid"):format(command.schema.id),
      ("stampede %s ID; stampede list-%s shows them"):format(command.name, command.schema.plural))
  end
  return targets
end

-- --- Verbs -----------------------------------------------------------------------------------------

local function decode_row(text)
  local row = raw.json.decode(text)
  if type(row) ~= "table" then fault.failed("the server's answer is no resource") end
  row.json = text
  return row
end

-- One page: rows, the members of the answer, the query of the next page or nil.
local function page_of(context, command, path)
  local answer = context.server:call("GET", path, { explain = explainer(context, command) })
  local rows, members, next_query = {}, raw.json.members(answer.body) or {}, nil
  for _, member in ipairs(members) do
    if member[1] == "data" then
      for i, text in ipairs(raw.json.items(member[2]) or {}) do rows[i] = decode_row(text) end
    elseif member[1] == "pagination" then
      local pagination = raw.json.decode(member[2])
      local url = type(pagination) == "table" and pagination.next
      next_query = url and url:match("%?.*$")
    end
  end
  return rows, members, next_query
end

-- The first page with the rows of all of them, and what the last one says about pages.
local function join(first, last, rows)
  local texts, parts, pagination = {}, {}, "null"
  for i, row in ipairs(rows) do texts[i] = row.json end
  for _, member in ipairs(last) do
    if member[1] == "pagination" then pagination = member[2] end
  end
  for i, member in ipairs(first) do
    local text = member[2]
    if member[1] == "data" then text = "[" .. table.concat(texts, ",") .. "]" end
    if member[1] == "pagination" then text = pagination end
    parts[i] = raw.json.encode(member[1]) .. ":" .. text
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

local function limit_of(query)
  for i, pair in ipairs(query) do
    if pair[1] == "limit" then
      local limit = math.tointeger(tonumber(pair[2]))
      if not limit or limit < 0 then fault.usage(("--limit %q is no number"):format(pair[2])) end
      table.remove(query, i)
      return limit
    end
  end
end

-- Calls each(rows, members, is_first) page by page.
local function pages(context, command, query, each)
  local left = limit_of(query)
  query[#query + 1] = { "limit", math.min(left or PAGE, PAGE) }
  local path = command.schema:path() .. server_of.query(query)
  local first = true
  while path do
    local rows, members, next_query = page_of(context, command, path)
    while left and #rows > left do table.remove(rows) end
    left = left and left - #rows
    each(rows, members, first)
    first = false
    path = next_query and (not left or left > 0) and command.schema:path() .. next_query or nil
  end
end

local function list(context, command, parsed, given)
  local targets = targets_of(command, parsed, given)
  if #targets > 0 then
    command.verb = "by-id"
    return resource.by_id(context, command, targets, given)
  end
  local query = query_of(context, given, true)
  local format = context.options.format or "table"

  if context.options.watch then
    return require("client.watch").list(context, command.schema, function()
      local rows, types = {}, { [command.schema.id] = true }
      pages(context, command, { table.unpack(query) }, function(some, members)
        for _, row in ipairs(some) do rows[#rows + 1] = row end
        for _, member in ipairs(members) do
          if member[1] == "createTypes" then
            for name in pairs(raw.json.decode(member[2]) or {}) do types[name] = true end
          end
        end
      end)
      return rows, types
    end)
  end

  local all, first, last, state, total = {}, nil, nil, {}, 0
  pages(context, command, query, function(rows, members, is_first)
    total = total + #rows
    if format == "table" and #rows > 0 then
      for _, line in ipairs(output.table_lines(context, command.schema, rows, state)) do output.put(line) end
    elseif format == "id" then
      output.rows(context, command.schema, rows)
    elseif format ~= "table" then
      if is_first then first = members end
      last = members
      table.move(rows, 1, #rows, #all + 1, all)
    end
  end)
  if first then
    output.list(context, command.schema, all, join(first, last, all))
  elseif total == 0 then
    output.list(context, command.schema, {}, "")
  end
end

-- Does `each` for every target; what fails is told, and the rest is done.
local function for_each(targets, each)
  local worst
  for _, target in ipairs(targets) do
    local ok, why = pcall(each, target)
    if not ok then
      if not fault.is(why) or why.exit ~= 1 or #targets == 1 then error(why, 0) end
      require("client.main").tell(why)
      worst = why.exit
    end
  end
  if worst then fault.quit(worst) end
end

local function get(context, command, target, query)
  local id, row = find.id(context, command.schema, target)
  local path = command.schema:path() .. "/" .. server_of.escape(id)
  if not row or #query > 0 then
    local answer = context.server:call("GET", path .. server_of.query(query),
      { explain = explainer(context, command, target) })
    row = decode_row(answer.body)
  end
  return row, path
end

function resource.by_id(context, command, targets, given)
  local query = query_of(context, given, false)
  if context.options.watch then
    local ids = {}
    for i, target in ipairs(targets) do ids[i] = find.id(context, command.schema, target) end
    return require("client.watch").list(context, command.schema, function()
      local rows, types = {}, { [command.schema.id] = true }
      for i, id in ipairs(ids) do
        rows[i] = get(context, command, id, query)
        types[rows[i].type] = true
        types.instance = types.instance or types.container or types.virtualMachine
      end
      return rows, types
    end)
  end
  for_each(targets, function(target)
    local row, path = get(context, command, target, query)
    if context.options.wait then
      row = wait.rest(context, row, path,
        { want = context.options.wait, timeout_ms = context.options.timeout_ms, observing = true })
    end
    output.one(context, command.schema, row)
  end)
end

-- Waits where that was asked for.
local function settle(context, command, row)
  if not context.options.wait or not row.id or not row.links or not row.links.self then return row end
  local removes = command.verb == "delete" or (command.action and command.action.name == "remove")
  return wait.rest(context, row, server_of.path(row.links.self),
    { want = context.options.wait, timeout_ms = context.options.timeout_ms, until_gone = removes })
end

-- Asks for each target first and waits then, so that they go on side by side.
local function change(context, command, targets, each)
  local rows = {}
  local ok, why = pcall(for_each, targets, function(target)
    local answer = each(target)
    rows[#rows + 1] = decode_row(answer.body)
  end)
  if not ok and not (fault.is(why) and #rows > 0) then error(why, 0) end
  local done = {}
  local settled, trouble = pcall(for_each, rows, function(row) done[#done + 1] = settle(context, command, row) end)
  if #done > 0 then
    local schema = done[1].type and context.schemas:find(done[1].type) or command.schema
    output.rows(context, schema, done)
  end
  if not settled then error(trouble, 0) end
  if not ok then error(why, 0) end
end

local function create(context, command, parsed, given)
  targets_of(command, parsed, given)
  local body = raw.json.encode((body_of(context, given)))
  local answer = context.server:call("POST", command.schema:path(),
    { body = body, explain = explainer(context, command) })
  if #answer.body == 0 then return end
  local row = settle(context, command, decode_row(answer.body))
  output.rows(context, row.type and context.schemas:find(row.type) or command.schema, { row })
end

local function update(context, command, parsed, given)
  local targets = targets_of(command, parsed, given)
  local body, count = body_of(context, given)
  if count == 0 then
    fault.usage("nothing is to be changed", ("stampede help %s lists the fields"):format(command.name))
  end
  change(context, command, targets, function(target)
    local id, row = find.id(context, command.schema, target)
    local path = command.schema:path() .. "/" .. server_of.escape(id)
    local whole = {}
    for key, value in pairs(body) do whole[key] = value end
    -- A field that must be in every PUT keeps what it has.
    for _, field in ipairs(command.schema.fields) do
      if field.required and field.update and whole[field.name] == nil then
        row = row or get(context, command, target, {})
        whole[field.name] = row[field.name]
      end
    end
    return context.server:call("PUT", path,
      { body = raw.json.encode(whole), explain = explainer(context, command, target) })
  end)
end

local function delete(context, command, parsed, given)
  change(context, command, targets_of(command, parsed, given), function(target)
    local id = find.id(context, command.schema, target)
    return context.server:call("DELETE", command.schema:path() .. "/" .. server_of.escape(id),
      { explain = explainer(context, command, target) })
  end)
end

local function act(context, command, parsed, given)
  local targets = targets_of(command, parsed, given)
  local body = raw.json.encode((body_of(context, given)))
  change(context, command, targets, function(target)
    local id = find.id(context, command.schema, target)
    local path = ("%s/%s/?action=%s"):format(command.schema:path(), server_of.escape(id), command.action.name)
    return context.server:call("POST", path, { body = body, explain = explainer(context, command, id) })
  end)
end

local VERBS = {
  list = list, create = create, update = update, delete = delete, action = act,
  ["by-id"] = function(context, command, parsed, given)
    return resource.by_id(context, command, targets_of(command, parsed, given), given)
  end,
}

--- Runs `command` (of commands.find) with the words behind it.
function resource.run(context, command, list_of_words)
  command.name = commands.name(command.schema, command.verb, command.action and command.action.name)
  local ok, parsed = pcall(words.parse, list_of_words,
    options_of.finder(options_of.of(context.schemas, command), command.name))
  if not ok then
    if not fault.is(parsed) or context.schemas.is_fresh then error(parsed, 0) end
    -- Perhaps the server has learnt something since.
    context.schemas = context.schemas:renew()
    local again = commands.find(context.schemas, command.name) or command
    again.name = command.name
    command = again
    parsed = words.parse(list_of_words, options_of.finder(options_of.of(context.schemas, command), command.name))
  end
  local given = options_of.take(context, parsed.given)
  if context.options.help then return require("client.help").command(context, command) end
  VERBS[command.verb](context, command, parsed, given)
end

return resource
