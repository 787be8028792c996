--- One Docker engine. Every call that fails gives nil and an error with Docker's own message.

local raw = require("stampede.raw")
local progress = require("stampede.feed")

local docker = {}
local Engine = {}
Engine.__index = Engine
Engine.__name = "docker engine"

-- How much longer than the stop itself we wait for Docker's answer to it.
local SLACK = 20

function Engine.__close(engine)
  engine.closed = true
end

local function check_open(engine)
  if engine.closed then
    error("this docker engine was closed", 3)
  end
end

local function escape(text)
  return (tostring(text):gsub("[^%w%-%._~]", function(c)
    return ("%%%02X"):format(c:byte())
  end))
end

-- "?a=1&b=2" of a map, in a fixed order; "" of an empty one.
local function query(map)
  local parts = {}
  for key, value in pairs(map or {}) do
    parts[#parts + 1] = escape(key) .. "=" .. escape(value)
  end
  table.sort(parts)
  return #parts > 0 and "?" .. table.concat(parts, "&") or ""
end

local function check_id(id)
  if type(id) ~= "string" or not id:find("^[%w][%w_%.%-]*$") then
    error(("'%s' is no name or id of a container"):format(tostring(id)), 3)
  end
  return id
end

local function filters(map)
  local empty = next(map or {}) == nil
  return not empty and { filters = raw.json.encode(map) } or {}
end

--- The engine at a socket ("unix:///run/docker.sock", "tcp://HOST:PORT"); none: the agent's own.
-- Nothing is connected yet, so this does not fail because Docker is away.
function docker.connect(socket)
  return setmetatable({ socket = socket }, Engine)
end

local CALL_OPTIONS = { raw = true, timeout = true, auth = true }

--- Any call of Docker's API: status, body. JSON comes as tables unless `raw`.
function Engine:call(method, path, body, options)
  check_open(self)
  options = options or {}
  for key in pairs(options) do
    if not CALL_OPTIONS[key] then
      error(("unknown option '%s'"):format(tostring(key)), 2)
    end
  end
  return raw.docker.call(self.socket, method, path, body, options.raw, options.timeout, options.auth)
end

--- Pulls an image; `fn(percent, message)` hears about it. `auth` is Docker's AuthConfig.
function Engine:pull(reference, fn, auth)
  check_open(self)
  local feed, err = raw.docker.pull(self.socket, reference, auth)
  if not feed then
    return nil, err
  end
  return progress.follow(feed, fn)
end

--- A container by id or name, as Docker describes it.
function Engine:inspect(id)
  local status, body = self:call("GET", "/containers/" .. check_id(id) .. "/json")
  if not status then
    return nil, body
  end
  return body
end

--- The newest container that carries a label, running or not, as `inspect` gives it.
function Engine:find(label, value)
  local found, err = self:list { label = { label .. "=" .. value } }
  if not found then
    return nil, err
  end
  local newest
  for _, one in ipairs(found) do
    if not newest or (one.Created or 0) > (newest.Created or 0) then
      newest = one
    end
  end
  if not newest then
    return nil, raw.error.new("not_found", ("there is no container with label %s=%s"):format(label, value))
  end
  return self:inspect(newest.Id)
end

--- Makes a container; `config` is Docker's. Gives {Id, Warnings}.
function Engine:create(name, config)
  local status, body = self:call("POST", "/containers/create" .. query { name = name }, config)
  if not status then
    return nil, body
  end
  return body
end

--- One that runs is left alone. At most four start at once on one engine; others wait here.
function Engine:start(id)
  local status, err = self:call("POST", "/containers/" .. check_id(id) .. "/start", nil, { timeout = 300 })
  if not status then
    return nil, err
  end
  return true
end

--- Asks nicely, and kills after `seconds` (default 10). One that is stopped is left alone.
function Engine:stop(id, seconds)
  seconds = math.ceil(seconds or 10)
  local status, err = self:call(
    "POST",
    "/containers/" .. check_id(id) .. "/stop" .. query { t = seconds },
    nil,
    { timeout = seconds + SLACK }
  )
  if not status then
    return nil, err
  end
  return true
end

local REMOVE_OPTIONS = { force = "force", volumes = "v" }

--- Removes a container; one that is gone is fine. Options: force (kill it), volumes (its anonymous ones).
function Engine:remove(id, options)
  local parameters = {}
  for key, value in pairs(options or {}) do
    if not REMOVE_OPTIONS[key] then
      error(("unknown option '%s'"):format(tostring(key)), 2)
    end
    parameters[REMOVE_OPTIONS[key]] = value and "1" or nil
  end
  local status, err = self:call("DELETE", "/containers/" .. check_id(id) .. query(parameters))
  if not status and err.code ~= "not_found" then
    return nil, err
  end
  return true
end

--- Containers, running or not: `list { label = { "a=b" }, status = { "running" } }`.
function Engine:list(filter)
  local parameters = filters(filter)
  parameters.all = "1"
  local status, body = self:call("GET", "/containers/json" .. query(parameters))
  if not status then
    return nil, body
  end
  return body
end

--- Images, as Docker lists them; the filter as for `list`.
function Engine:images(filter)
  local status, body = self:call("GET", "/images/json" .. query(filters(filter)))
  if not status then
    return nil, body
  end
  return body
end

--- What the engine says about itself.
function Engine:info()
  local status, body = self:call("GET", "/info")
  if not status then
    return nil, body
  end
  return body
end

return docker
