--- What changes, live: the stream of /v1/subscribe, and lists that follow it.

local fault = require("client.fault")
local grid = require("client.grid")
local output = require("client.output")
local raw = require("client.raw")
local server_of = require("client.server")

local watch = {}

local SETTLE_MS = 150 -- what changes together is shown together
local PATIENCE_MS = 20000 -- a ping comes every five seconds
local AGAIN_S = { 1, 1, 2, 2, 5 }

-- --- The stream ----------------------------------------------------------------------------------

local stream = {}
stream.__index = stream

local function open(context, names)
  local body = raw.json.encode { eventNames = names }
  local self = setmetatable({ context = context, names = names, left = "", queue = {}, body = body }, stream)
  self.source = context.server:stream("POST", "/subscribe", { body = body })
  self.heard = raw.terminal.mono()
  return self
end

-- An event (text and decoded) within `ms`; nil: none came; false: the stream ended.
function stream:read(ms)
  local deadline = raw.terminal.mono() + ms
  while #self.queue == 0 do
    local bytes, err = self.source:read(math.max(deadline - raw.terminal.mono(), 0))
    if not bytes then
      if err.code == "cancelled" then fault.quit(130) end
      return false, err.message
    elseif type(bytes) == "table" then
      if bytes.status >= 400 then
        local problem = server_of.error_of(bytes)
        -- One that starts or ends is away for now.
        if bytes.status >= 500 then return false, problem.code end
        self.context.server:deny(problem)
        fault.failed("subscribe: " .. problem.code .. (problem.detail and ": " .. problem.detail or ""))
      end
      return false, "the server ended it"
    elseif bytes == "" then
      if raw.terminal.mono() - self.heard > PATIENCE_MS then return false, "no sign of life" end
      return nil
    end
    self.heard = raw.terminal.mono()
    self.left = self.left .. bytes
    for line in self.left:gmatch("([^\n]+)\n") do
      local event = raw.json.decode(line)
      if type(event) == "table" then self.queue[#self.queue + 1] = { line, event } end
    end
    self.left = self.left:match("([^\n]*)$")
  end
  local first = table.remove(self.queue, 1)
  return first[2], first[1]
end

-- A stream that answers, however often it takes; the first ping says that nothing is missed from now on.
local function connect(context, names)
  for try = 1, math.huge do
    local source = open(context, names)
    local first, why = source:read(PATIENCE_MS)
    if first then return source end
    source.source:close()
    if try == 1 and not context.connected then
      fault.failed(("no live changes from %s: %s"):format(context.server.place.base:gsub("/v1$", ""), why or "silence"))
    end
    local pause = AGAIN_S[math.min(try, #AGAIN_S)]
    io.stderr:write(("the server is away (%s); again in %d s\n"):format(why or "silence", pause))
    if not raw.terminal.sleep(pause * 1000) then fault.quit(130) end
  end
end

-- --- Lists that follow ---------------------------------------------------------------------------

-- A table that is drawn over itself.
local function screen_painter(context, schema)
  local drawn, before = 0, nil
  return function(rows)
    local columns, height = raw.terminal.size(1)
    context.style = nil
    local lines = output.table_lines(context, schema, rows)
    if not columns then height = 24 end
    local room = math.max((height or 24) - 1, 3)
    if #lines > room then
      local hidden = #lines - room + 1
      lines = table.move(lines, 1, room - 1, 1, {})
      lines[#lines + 1] = ("(%d more)"):format(hidden)
    end
    if #rows == 0 then lines = { ("no %s"):format(schema.plural) } end
    local text = table.concat(lines, "\n")
    if text == before then return end
    before = text
    io.stdout:write(drawn > 0 and ("\27[%dA\r\27[J"):format(drawn) or "", text, "\n")
    output.flush()
    drawn = #lines
  end
end

-- A line for each row that is new or has changed.
local function line_printer(context, schema)
  local before, state = {}, {}
  local format = context.options.format or "table"
  return function(rows)
    local changed, now = {}, {}
    for _, row in ipairs(rows) do
      now[row.id] = row.json
      if before[row.id] ~= row.json then changed[#changed + 1] = row end
    end
    before = now
    if format == "table" then
      if #changed == 0 then return end
      for _, line in ipairs(output.table_lines(context, schema, changed, state)) do output.put(line) end
    else
      for _, row in ipairs(changed) do
        if format == "json" then output.put(row.json)
        elseif format == "id" then output.put(row.id)
        else output.put("---\n" .. raw.json.yaml(row.json)) end
      end
    end
    output.flush()
  end
end

--- Shows what `fetch()` gives (rows, set of type ids), again whenever one of these types changes. Ends with ctrl-C.
function watch.list(context, schema, fetch)
  raw.terminal.catch()
  local live = raw.terminal.is_terminal(1) and (context.options.format or "table") == "table"
    and os.getenv("TERM") ~= "dumb"
  local show = live and screen_painter(context, schema) or line_printer(context, schema)
  local source = connect(context, { "resource.change" })
  context.connected = true
  local rows, types = fetch()
  local dirty_since
  show(rows)

  -- What the server cannot say right now, it is asked again.
  local function follow()
    local ok, some, kinds = pcall(fetch)
    if ok then
      rows, types = some, kinds
      show(rows)
    elseif fault.is(some) and some.exit == 1 and some.is_away then
      dirty_since = raw.terminal.mono()
      if not raw.terminal.sleep(AGAIN_S[1] * 1000) then fault.quit(130) end
    else
      error(some, 0)
    end
  end

  while true do
    local event, why = source:read(dirty_since and SETTLE_MS or 1000)
    if event == false then
      source.source:close()
      io.stderr:write(live and "" or ("the stream ended (%s)\n"):format(why))
      source = connect(context, { "resource.change" })
      dirty_since = 0
    elseif event then
      local resource = type(event.data) == "table" and event.data.resource or {}
      if event.resourceType and (types[event.resourceType] or types[resource.type or ""]) then
        dirty_since = dirty_since or raw.terminal.mono()
      end
    end
    if dirty_since and (not event or raw.terminal.mono() - dirty_since > SETTLE_MS * 2) then
      dirty_since = nil
      follow()
    elseif live and not event then
      show(rows) -- ages go on
    end
  end
end

-- --- Events --------------------------------------------------------------------------------------

local HEADING = { "TIME", "TYPE", "ID", "NAME", "STATE", "MESSAGE" }
local WIDTHS = { 8, 18, 8, 20, 14 }

local function event_row(event)
  local resource = type(event.data) == "table" and event.data.resource or {}
  local stamp = math.tointeger(event.time) or os.time() * 1000
  local message = resource.transitioningMessage or event.transitioningMessage
  if event.name ~= "resource.change" then message = event.name .. (message and ": " .. message or "") end
  return {
    tostring(os.date("%H:%M:%S", stamp // 1000)), resource.type or event.resourceType or "-", event.resourceId or "-",
    resource.name or "-", resource.state or "-", message or "",
  }
end

--- The stream itself. `filter` is { types = set or nil, names = list }.
function watch.events(context, filter)
  raw.terminal.catch()
  local format = context.options.format or "table"
  local look = output.style(context)
  local widths = { table.unpack(WIDTHS) }
  local used = 2 * #WIDTHS
  for _, width in ipairs(WIDTHS) do used = used + width end
  widths[6] = look.room and math.max(look.room - used, 10) or math.maxinteger
  local source = connect(context, filter.names)
  context.connected = true
  if format == "table" and not context.options["no-header"] then
    output.put(grid.line(HEADING, widths, { paint = look.colour and function(_, text)
      return "\27[1m" .. text .. "\27[0m"
    end }))
    output.flush()
  end
  while true do
    local event, text = source:read(1000)
    if event == false then
      source.source:close()
      source = connect(context, filter.names)
    elseif event and event.name ~= "ping" then
      local resource = type(event.data) == "table" and event.data.resource or {}
      if not filter.types or filter.types[event.resourceType or ""] or filter.types[resource.type or ""] then
        if format == "json" then output.put(text)
        elseif format == "yaml" then output.put("---\n" .. raw.json.yaml(text))
        elseif format == "id" then output.put(tostring(event.resourceId))
        else output.put(grid.line(event_row(event), widths, { mark = look.mark })) end
        output.flush()
      end
    end
  end
end

return watch
