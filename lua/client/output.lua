--- What a command shows, on stdout: a table, JSON, YAML or ids.

local columns_of = require("client.columns")
local fault = require("client.fault")
local fields = require("client.fields")
local grid = require("client.grid")
local raw = require("client.raw")

local output = {}

output.FORMATS = { "table", "json", "yaml", "id" }

local is_format = {}
for _, name in ipairs(output.FORMATS) do is_format[name] = true end

--- Whether an option --format with this value means the output.
function output.is_format(text)
  return is_format[text] == true
end

local GOOD = { running = 32, active = 32, connected = 32 }
local BAD = { error = 31, disconnected = 31, failed = 31 }
local PALE = { removed = 2, purged = 2, stopped = 2, inactive = 2, deactivated = 2 }

--- "45s", "3m", "2h", "5d" since a moment; "in 3m" for one to come. `moment` in ms, `now` in s.
function output.age(moment, now)
  local seconds = now - moment // 1000
  local ahead = seconds < 0
  seconds = math.abs(seconds)
  local text
  if seconds < 120 then text = ("%ds"):format(seconds)
  elseif seconds < 7200 then text = ("%dm"):format(seconds // 60)
  elseif seconds < 172800 then text = ("%dh"):format(seconds // 3600)
  else text = ("%dd"):format(seconds // 86400) end
  return ahead and "in " .. text or text
end

-- A value as one line.
local function plain(value)
  if value == nil or value == raw.json.null then return "-" end
  if type(value) ~= "table" then return value == "" and "-" or tostring(value) end
  local flat, simple = {}, true
  if #value > 0 then
    for i, item in ipairs(value) do
      simple = simple and type(item) ~= "table"
      flat[i] = tostring(item)
    end
  else
    for key, item in pairs(value) do
      simple = simple and type(item) ~= "table"
      flat[#flat + 1] = ("%s=%s"):format(key, tostring(item))
    end
    table.sort(flat)
  end
  if #flat == 0 then return "-" end
  return simple and table.concat(flat, ",") or (raw.json.encode(value))
end

-- A field by its name, or by a path into it: data.fields.dockerHostIp.
local function lookup(row, path)
  if row[path] ~= nil then return row[path] end
  local at = row
  for name in path:gmatch("[^.]+") do
    if type(at) ~= "table" then return nil end
    at = at[tonumber(name) or name]
  end
  return at
end

--- What a table shows for a field of a row.
function output.cell(row, name, schema, now)
  local field = schema and schema.by_name[name]
  local value = lookup(row, name)
  local is_date = field and fields.split(field.type) == "date" or (not field and row[name .. "TS"])
  if is_date and row[name .. "TS"] then return output.age(math.tointeger(row[name .. "TS"]) or 0, now) end
  return plain(value)
end

--- How the context's terminal wants its tables.
local function style(context)
  local term = raw.terminal
  local screen = term.is_terminal(1) and (tonumber(os.getenv("COLUMNS") or "") or term.size(1)) or nil
  local no_colour = os.getenv("NO_COLOR")
  context.style = context.style or {
    room = screen,
    colour = term.is_terminal(1) and not (no_colour and no_colour ~= "") and os.getenv("TERM") ~= "dumb",
    mark = term.charset() == "UTF-8" and "…" or "...",
  }
  return context.style
end
output.style = style

local function colour_of(row)
  if row.transitioning == "error" then return 31 end
  if row.transitioning == "yes" then return 33 end
  return GOOD[row.state] or BAD[row.state] or PALE[row.state]
end

--- The columns that were asked for, or the usual ones; known names are corrected in their letter case.
function output.columns(context, schema)
  if not context.options.columns then return columns_of.of(schema) end
  local chosen = {}
  for name in context.options.columns:gmatch("[^,%s]+") do
    local exact = name == "age" and "created" or name
    if schema and not schema.by_name[name:match("^[^.]+")] then
      for _, field in ipairs(schema.fields) do
        if field.name:lower() == exact:lower() then exact = field.name end
      end
      if not schema.by_name[exact:match("^[^.]+")] and not ({ id = 1, type = 1, links = 1, actions = 1 })[exact] then
        local known = {}
        for i, field in ipairs(schema.fields) do known[i] = field.name end
        fault.usage(("--columns: %s has no field %q"):format(schema.id, name),
          require("client.names").hint(name, known))
      end
    end
    chosen[#chosen + 1] = exact
  end
  if #chosen == 0 then fault.usage("--columns needs names of fields: --columns id,name,state") end
  return chosen
end

local SHORT = { imageUuid = "IMAGE", primaryIpAddress = "IP", transitioningMessage = "MESSAGE" }

local function heading_of(columns, are_usual)
  local heading = {}
  for i, name in ipairs(columns) do
    heading[i] = name == "created" and "AGE" or are_usual and SHORT[name] or name:gsub("(%l)(%u)", "%1 %2"):upper()
  end
  return heading
end

-- What most rows have nothing in.
local RARE = {
  transitioningMessage = true, error = true, exception = true, handler = true, fromState = true, toState = true,
}

-- Columns that nobody has a value for are left out, unless somebody asked for them.
local function worth_showing(context, columns, rows)
  if context.options.columns then return columns end
  local kept = {}
  for _, name in ipairs(columns) do
    local used = not RARE[name]
    for _, row in ipairs(rows) do
      local value = lookup(row, name)
      used = used or (value ~= nil and value ~= "" and (name ~= "transitioningMessage" or row.transitioning ~= "no"))
    end
    if used then kept[#kept + 1] = name end
  end
  return kept
end

--- Lines of a table of rows (decoded). `state` remembers widths and columns between two calls.
function output.table_lines(context, schema, rows, state)
  local look = style(context)
  state = state or {}
  local columns = state.columns or worth_showing(context, output.columns(context, schema), rows)
  local heading, cells, fixed, now = heading_of(columns, not context.options.columns), {}, {}, os.time()
  for r, row in ipairs(rows) do
    cells[r] = {}
    for i, name in ipairs(columns) do cells[r][i] = output.cell(row, name, schema, now) end
  end
  for i, name in ipairs(columns) do fixed[i] = name == "id" or name == "state" or name == "created" end
  local hide = context.options["no-header"]
  local widths = grid.widths(heading, cells,
    { room = look.room, fixed = fixed, no_heading = hide, least = state.widths })
  local lines = {}
  if not hide and not state.columns then
    lines[1] = grid.line(heading, widths, {
      mark = look.mark,
      paint = look.colour and function(_, text) return "\27[1m" .. text .. "\27[0m" end,
    })
  end
  for r, row in ipairs(rows) do
    local colour = look.colour and colour_of(row)
    lines[#lines + 1] = grid.line(cells[r], widths, {
      mark = look.mark,
      paint = colour and function(i, text)
        return columns[i] == "state" and ("\27[%dm%s\27[0m"):format(colour, text) or text
      end,
    })
  end
  state.columns, state.widths = columns, widths
  return lines
end

local EPIPE, CLOSED = 32, 141

--- A line on stdout. Nobody who reads it any more is no fault of ours, and the end.
local function put(text)
  local ok, err, code = io.stdout:write(text, "\n")
  if ok then return end
  if code == EPIPE then fault.quit(CLOSED) end
  fault.failed("stdout: " .. tostring(err))
end
output.put = put

--- Lets out what was put, for who reads along.
function output.flush()
  local ok, err, code = io.stdout:flush()
  if ok then return end
  if code == EPIPE then fault.quit(CLOSED) end
  fault.failed("stdout: " .. tostring(err))
end

--- The texts of several rows, in a machine's format; false when a table is wanted.
local function machine(context, text)
  local format = context.options.format or "table"
  if format == "json" then
    put(raw.json.pretty(text))
  elseif format == "yaml" then
    put(raw.json.yaml(text))
  else
    return false
  end
  return true
end

--- A list: the rows (decoded, with their texts as `json`) and the text of the whole answer.
function output.list(context, schema, rows, whole)
  local format = context.options.format or "table"
  if format == "id" then
    for _, row in ipairs(rows) do put(tostring(row.id)) end
  elseif not machine(context, whole) then
    if #rows == 0 then
      if raw.terminal.is_terminal(2) then io.stderr:write(("no %s\n"):format(schema and schema.plural or "rows")) end
      return
    end
    for _, line in ipairs(output.table_lines(context, schema, rows)) do put(line) end
  end
end

--- What was changed or made: one row each.
function output.rows(context, schema, rows)
  local format = context.options.format or "table"
  if format == "table" then
    for _, line in ipairs(output.table_lines(context, schema, rows)) do put(line) end
    return
  end
  for i, row in ipairs(rows) do
    if format == "id" then
      put(tostring(row.id))
    else
      if format == "yaml" and i > 1 then put("---") end
      machine(context, row.json)
    end
  end
end

--- All of one resource.
function output.one(context, schema, row)
  local format = context.options.format or "table"
  if format ~= "table" or context.options.columns then return output.rows(context, schema, { row }) end
  local look, pairs_, widest = style(context), {}, 0
  local now = os.time()
  for _, member in ipairs(raw.json.members(row.json)) do
    local name = member[1]
    local field = schema and schema.by_name[name]
    local is_clock = name:match("TS$") and row[name:sub(1, -3)] ~= nil
    if name ~= "links" and name ~= "actions" and not is_clock then
      local value = output.cell(row, name, schema, now)
      if field and fields.split(field.type) == "date" and row[name] then
        value = ("%s (%s)"):format(row[name], value)
      end
      pairs_[#pairs_ + 1] = { name, value }
      widest = math.max(widest, #name)
    end
  end
  if type(row.actions) == "table" and next(row.actions) then
    local actions = {}
    for name in pairs(row.actions) do actions[#actions + 1] = name end
    table.sort(actions)
    pairs_[#pairs_ + 1] = { "can now", table.concat(actions, ", ") }
  end
  for _, pair in ipairs(pairs_) do
    local colour = look.colour and pair[1] == "state" and colour_of(row)
    -- On a terminal a tree keeps to its line; --format yaml has all of it.
    local room = type(row[pair[1]]) == "table" and look.room and math.max(look.room - widest - 2, 20) or math.maxinteger
    put(grid.line(pair, { widest, room }, {
      mark = look.mark,
      paint = function(i, text)
        if i == 1 and look.colour then return "\27[1m" .. text .. "\27[0m" end
        return colour and ("\27[%dm%s\27[0m"):format(colour, text) or text
      end,
    }))
  end
end

return output
