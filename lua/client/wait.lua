--- Waiting for a resource to come to rest, or into a state; with a line that says how it goes.

local fault = require("client.fault")
local output = require("client.output")
local raw = require("client.raw")
local server_of = require("client.server")

local wait = {}

-- Looks are a tenth of the time apart that it has taken so far: what took a second is seen within a tenth of one.
local FIRST_MS, LAST_MS, SHARE = 20, 500, 10
local REST_MS = 3000 -- at rest for so long in another state than the wanted one: it will not come
local AWAY_MS = 60000 -- how long a server that is being restarted may be away

local SPINNER = { "⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏" }
local PLAIN_SPINNER = { "|", "/", "-", "\\" }

--- "container web (1i5)"
function wait.call_it(row)
  if row.name and row.name ~= "" then return ("%s %s (%s)"):format(row.type, (raw.terminal.fit(row.name)), row.id) end
  return ("%s %s"):format(row.type, row.id)
end

-- What is under way, as people read it.
local function progress_of(row)
  local text = row.state or "?"
  local message = row.transitioningMessage
  if row.transitioning == "yes" and message and message ~= "" and message ~= "In Progress" then
    text = text .. ": " .. raw.terminal.fit(message)
  end
  if row.transitioningProgress then text = ("%s %d %%"):format(text, row.transitioningProgress) end
  return text
end

-- Shows progress on stderr: one line that changes on a terminal, else a line for each change.
local function reporter(context)
  local look = output.style(context)
  local tty = raw.terminal.is_terminal(2)
  local spinner = look.mark == "…" and SPINNER or PLAIN_SPINNER
  local began, turn, last = raw.terminal.mono(), 0, nil
  local self = {}

  function self.show(row, note)
    local text = wait.call_it(row) .. ": " .. (note or progress_of(row))
    if tty then
      turn = turn % #spinner + 1
      local seconds = (raw.terminal.mono() - began) // 1000
      local line = ("%s %s (%ds)"):format(spinner[turn], text, seconds)
      local room = (raw.terminal.size(2) or 80) - 1
      io.stderr:write("\r\27[K", (raw.terminal.fit(line, room)))
      io.stderr:flush()
    elseif text ~= last then
      io.stderr:write(text, "\n")
    end
    last = text
  end

  function self.clear()
    if tty then io.stderr:write("\r\27[K") io.stderr:flush() end
  end

  return self
end

--- What stopped it, as the end of the command.
local function failed(row)
  fault.failed(("%s: %s"):format(wait.call_it(row), row.transitioningMessage or "failed"),
    ("it is %s now"):format(row.state or "in no state"))
end

-- Whether waiting is over: true; or the fault is raised. `observing`: nothing was asked of it by us.
local function is_over(row, want, rests_since, observing)
  if row.transitioning == "error" and not (want ~= true and row.state == want) then failed(row) end
  if want == true then return row.transitioning ~= "yes" end
  if row.state == want then return true end
  if row.state == "removed" or row.state == "purged" then
    fault.failed(("%s is %s, and will not be %s"):format(wait.call_it(row), row.state, want))
  end
  if not observing and rests_since and raw.terminal.mono() - rests_since > REST_MS then
    fault.failed(("%s is %s and rests there: it does not become %s by itself"):format(wait.call_it(row), row.state,
      want))
  end
  return false
end

-- The row as it is now; nil: it is gone; false: the server is away.
local function look(context, path)
  local ok, answer = pcall(context.server.ask, context.server, "GET", path)
  if not ok then
    if fault.is(answer) and answer.exit == 1 then return false, answer end
    error(answer, 0)
  end
  if answer.status == 404 then return nil end
  if answer.status >= 500 then return false end
  if answer.status ~= 200 then
    context.server:deny(server_of.error_of(answer))
    fault.failed("no answer to live with: " .. answer.status)
  end
  local row = raw.json.decode(answer.body)
  row.json = answer.body
  return row
end

local function run(context, report, row, path, options)
  local want = options.want
  local began = raw.terminal.mono()
  local rests_since, away_since

  while not is_over(row, want, rests_since, options.observing) do
    report.show(row, away_since and "the server is away" or nil)
    local spent = raw.terminal.mono() - began
    local left = options.timeout_ms and options.timeout_ms - spent
    if left and left <= 0 then
      fault.failed(("%s: not %s within %s"):format(wait.call_it(row), want == true and "at rest" or want,
        context.options.timeout), "it is " .. progress_of(row) .. ", and goes on")
    end
    local interval = math.max(FIRST_MS, math.min(spent // SHARE, LAST_MS))
    if not raw.terminal.sleep(math.min(interval, left or interval)) then
      fault.quit(130)
    end
    local now, why = look(context, path)
    if now == nil then
      if options.until_gone then return row end
      fault.failed(wait.call_it(row) .. " is not there any more")
    elseif now == false then
      away_since = away_since or raw.terminal.mono()
      if raw.terminal.mono() - away_since > AWAY_MS then
        error(why or setmetatable({ exit = 1, text = "the server does not come back" }, fault), 0)
      end
    else
      row, away_since = now, nil
      rests_since = row.transitioning ~= "yes" and (rests_since or raw.terminal.mono()) or nil
    end
  end
  return row
end

--- The row once it rests. `path` is where it is found; options: want (true, or a state), timeout_ms,
-- until_gone (that it vanishes is an end), observing.
function wait.rest(context, row, path, options)
  if not row.state and row.transitioning == nil then return row end
  raw.terminal.catch()
  local report = reporter(context)
  local ok, result = pcall(run, context, report, row, path, options)
  report.clear()
  if ok then return result end
  if fault.is(result) and result.exit == 130 then
    result.text = ("no longer waiting; %s goes on by itself"):format(wait.call_it(row))
  end
  error(result, 0)
end

return wait
