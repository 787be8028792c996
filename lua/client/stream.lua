--- What an instance says and is told while it runs: events, logs, exec, console.

local fault = require("client.fault")
local find = require("client.find")
local main = require("client.main")
local options_of = require("client.options")
local output = require("client.output")
local raw = require("client.raw")
local server_of = require("client.server")
local words = require("client.words")

local stream = {}

-- Reads the line of a command with these options of its own.
local function read(context, name, own, list)
  local parsed = words.parse(list, options_of.finder(own, name))
  local given = options_of.take(context, parsed.given)
  if context.options.help then
    require("client.help").help(context, { name })
    fault.quit(0)
  end
  return parsed, given
end

function stream.events(context, list)
  local own = { { name = "type", kind = "value" }, { name = "name", kind = "value" } }
  local parsed, given = read(context, "events", own, list)
  if #parsed.rest > 0 then
    fault.usage(("%q is one word too many"):format(parsed.rest[1]), "stampede events --type container")
  end
  main.connect(context)
  local filter = { names = {} }
  for _, one in ipairs(given) do
    if one.option.name == "name" then
      filter.names[#filter.names + 1] = one.value
    else
      for text in one.value:gmatch("[^,]+") do
        local schema = context.schemas:find(text)
        if not schema then
          local ids = {}
          for i, entry in ipairs(context.schemas.list) do ids[i] = entry.id end
          fault.usage(("there is no type %q"):format(text), require("client.names").hint(text, ids))
        end
        filter.types = filter.types or {}
        filter.types[schema.id] = true
      end
    end
  end
  if #filter.names == 0 then filter.names[1] = "resource.change" end
  require("client.watch").events(context, filter)
end

-- The instance that a word names: its schema, id and path.
local function instance(context, name, parsed)
  if #parsed.rest ~= 1 then
    fault.usage(#parsed.rest == 0 and "which instance? give its id, name or uuid"
      or ("%q is one word too many"):format(parsed.rest[2]), ("see stampede help %s"):format(name))
  end
  main.connect(context)
  local schema = context.schemas:find("instance") or context.schemas:find("container")
  if not schema then fault.failed("the server shows you no instances") end
  local id, row = find.id(context, schema, parsed.rest[1])
  local path = schema:path() .. "/" .. server_of.escape(id)
  if not row then
    row = raw.json.decode(context.server:call("GET", path, { explain = function(problem)
      if problem.status == 404 then find.missing(context, schema, parsed.rest[1]) end
    end }).body)
  end
  return context.schemas:find(row.type) or schema, row, path
end

-- The action of an instance under one of these names, or the end: the server is too old for it.
local function action(context, schema, row, wanted, what)
  for _, name in ipairs(wanted) do
    if schema.action[name] then return schema.action[name] end
  end
  context.schemas = context.schemas:renew()
  schema = context.schemas:find(schema.id) or schema
  for _, name in ipairs(wanted) do
    if schema.action[name] then return schema.action[name] end
  end
  fault.failed(("NotSupported %s: the server does not offer %s yet (%s %s has no action %q)"):format(wanted[1], what,
    schema.id, row.id, wanted[1]))
end

local function post(context, row, path, one, body)
  local answer = context.server:call("POST", path .. "/?action=" .. one.name, {
    body = raw.json.encode(body),
    explain = function(problem)
      if problem.code == "ActionNotAvailable" then
        local name = require("client.wait").call_it(row)
        fault.failed(("%s is %s: it has no %s now"):format(name, row.state or "?", one.name),
          row.state ~= "running" and ("stampede %s-start %s --wait starts it"):format(row.type, row.id) or nil)
      elseif problem.status == 404 then
        fault.failed(("its host knows no %s of %s"):format(one.name, require("client.wait").call_it(row)))
      end
    end,
  })
  local result = raw.json.decode(answer.body)
  if type(result) ~= "table" then fault.failed("the server's answer is no resource") end
  result.json = answer.body
  return result
end

--- Shows what an action that opens something gave: the address to go to, and what it asks for.
local function show(context, result)
  output.one(context, result.type and context.schemas:find(result.type), result)
end

function stream.console(context, list)
  local parsed = read(context, "console", {}, list)
  local schema, row, path = instance(context, "console", parsed)
  show(context, post(context, row, path, action(context, schema, row, { "console" }, "a console"), {}))
end

function stream.logs(context, list)
  local own = { { name = "follow", kind = "switch" }, { name = "lines", kind = "value" } }
  local parsed, given = read(context, "logs", own, list)
  local schema, row, path = instance(context, "logs", parsed)
  local one, body = action(context, schema, row, { "logs" }, "logs"), {}
  for _, entry in ipairs(given) do
    body[entry.option.name] = tonumber(entry.value) or entry.value
  end
  show(context, post(context, row, path, one, body))
end

function stream.exec(context, list)
  local parsed = read(context, "exec", { { name = "tty", kind = "switch" } }, list)
  if not parsed.after or #parsed.after == 0 then
    fault.usage("which command? it stands behind --", "stampede exec INSTANCE -- ls -l /")
  end
  local schema, row, path = instance(context, "exec", parsed)
  local one = action(context, schema, row, { "execute", "exec" }, "exec")
  show(context, post(context, row, path, one, { command = parsed.after, tty = raw.terminal.is_terminal(0) }))
end

return stream
