--- Requests to the server, and its errors in words that say what to type next.

local fault = require("client.fault")
local raw = require("client.raw")

local server = {}
server.__index = server

local REQUEST_MS = 120000

function server.escape(text)
  return (tostring(text):gsub("[^%w._~-]", function(c) return ("%%%02X"):format(c:byte()) end))
end

--- "?a=1&b=2" of { {name, value}, ... }, or "".
function server.query(pairs_)
  local parts = {}
  for i, pair in ipairs(pairs_ or {}) do
    parts[i] = server.escape(pair[1]) .. "=" .. server.escape(pair[2])
  end
  return #parts > 0 and "?" .. table.concat(parts, "&") or ""
end

function server.new(place)
  return setmetatable({ place = place }, server)
end

--- The part of an address behind /v1. Addresses that a server gives are never followed elsewhere.
function server.path(url)
  return url:match("^%a+://[^/]+.-/v1(/.*)$") or url
end

local function options_of(self, method, path, options)
  options = options or {}
  local headers = { "Accept: application/json" }
  for _, line in ipairs(options.headers or {}) do headers[#headers + 1] = line end
  return {
    method = method, url = self.place.base .. path, headers = headers, body = options.body,
    timeout = options.timeout or REQUEST_MS, user = self.place.user, password = self.place.password,
    ca = self.place.ca, pin = self.place.pin,
  }
end

-- No answer came.
function server:unreachable(err)
  local place = self.place.base:gsub("/v1$", "")
  if err.code == "cancelled" then fault.quit(130) end
  local hint = "is it up? `stampede up` starts one here; --url or STAMPEDE_URL names another"
  if err.code == "denied" or err.message:find("certificate", 1, true) or err.message:find("SSL", 1, true) then
    hint = "--ca FILE or STAMPEDE_CA names the authority that signed its certificate; --pin its own key"
  elseif err.code == "timeout" then
    hint = nil
  end
  fault.away(("no answer from %s: %s"):format(place, err.message:gsub("^[^%s]+: ", "")), hint)
end

--- The value of a header, or nil.
function server.header(answer, name)
  for key, value in answer.head:gmatch("([^\r\n:]+):%s*([^\r\n]*)") do
    if key:lower() == name:lower() then return value end
  end
end

--- Asks, whatever the answer is: { status, body, head }.
function server:ask(method, path, options)
  local answer, err = raw.http.request(options_of(self, method, path, options))
  if not answer then self:unreachable(err) end
  return answer
end

--- A stream of what does not end; nothing was asked yet.
function server:stream(method, path, options)
  local asked = options_of(self, method, path, options)
  asked.timeout = nil
  local stream, err = raw.http.open(asked)
  if not stream then self:unreachable(err) end
  return stream
end

--- The error object of an answer: status, code, message, detail, fieldName.
function server.error_of(answer)
  local body = raw.json.decode(answer.body)
  if type(body) ~= "table" or body.type ~= "error" then
    body = { code = "HTTP " .. answer.status, detail = #answer.body > 0 and #answer.body < 200 and answer.body or nil }
  end
  body.status = answer.status
  return body
end

function server:deny(problem)
  local place = self.place
  if problem.status == 401 then
    local why = place.user and ("the key of %s is not good there"):format(place.source)
      or "it wants a key, and there is none"
    fault.failed(("Unauthorized at %s: %s"):format(place.base:gsub("/v1$", ""), why),
      "type stampede login, or set STAMPEDE_ACCESS_KEY and STAMPEDE_SECRET_KEY"
      .. (raw.file.uid() ~= 0 and not place.user and "; root finds the key of a server on this machine" or ""))
  end
end

--- Asks; what is no success ends the command, in the words of `explain(problem)` where that has some.
function server:call(method, path, options)
  local answer = self:ask(method, path, options)
  if answer.status >= 200 and answer.status < 300 then return answer end
  local problem = server.error_of(answer)
  self:deny(problem)
  if options and options.explain then options.explain(problem) end
  local text = problem.code
  if problem.fieldName then text = text .. " " .. problem.fieldName end
  local more = problem.detail or (problem.message ~= problem.code and problem.message) or nil
  local fail = problem.status >= 500 and fault.away or fault.failed
  fail(more and text .. ": " .. tostring(more) or text)
end

return server
