--- Starts the real binary and talks to it as a user would: over HTTP with curl.
--
-- Everything lies under a directory of its own and is stopped by pid. The hosts' dockerd and libvirtd come
-- from spec/run (STAMPEDE_TEST_DOCKER, STAMPEDE_TEST_LIBVIRT).

local cjson = require("cjson")

local rig = {}
rig.__index = rig

local counter = 0
local binary = (os.getenv("STAMPEDE_BINARY") or (io.popen("pwd"):read("l") .. "/build/stampede"))

local function quote(text)
  return "'" .. tostring(text):gsub("'", "'\\''") .. "'"
end
rig.quote = quote

--- Runs a shell command; returns its output (stdout and stderr) and its exit code.
function rig.sh(command)
  local pipe = assert(io.popen("( " .. command .. " ) 2>&1; echo \"#exit=$?\""))
  local text = pipe:read("a")
  pipe:close()
  local out, code = text:match("^(.*)#exit=(%d+)\n$")
  return (out or text):gsub("\n$", ""), tonumber(code)
end

function rig.sleep(seconds)
  os.execute("sleep " .. seconds)
end

local function now()
  return tonumber((rig.sh("date +%s.%N")))
end
rig.now = now

--- Calls fn until it returns something true, at most `seconds`; fails with `what` otherwise.
function rig.wait(what, seconds, fn)
  local last
  local deadline = now() + seconds
  repeat
    local ok, value = pcall(fn)
    if ok and value then return value end
    last = value
    rig.sleep(0.1)
  until now() > deadline
  error(("not within %s s: %s (last: %s)"):format(seconds, what, tostring(last)), 2)
end

function rig.docker_socket()
  return assert(os.getenv("STAMPEDE_TEST_DOCKER"), "STAMPEDE_TEST_DOCKER is not set: run spec/run"):gsub("^unix://", "")
end

--- Docker's own view, past us.
function rig.docker(method, path)
  local out = rig.sh(("curl -s -m 20 -X %s --unix-socket %s %s"):format(method, quote(rig.docker_socket()),
    quote("http://docker" .. path)))
  local ok, value = pcall(cjson.decode, out)
  return ok and value or out
end

function rig.containers(uuid)
  local filter = '{"label":["io.stampede.uuid=' .. uuid .. '"]}'
  filter = filter:gsub("[^%w]", function(c) return ("%%%02X"):format(c:byte()) end)
  return rig.docker("GET", "/containers/json?all=1&filters=" .. filter)
end

function rig.virsh(arguments)
  return rig.sh("virsh -q -c " .. quote(assert(os.getenv("STAMPEDE_TEST_LIBVIRT"))) .. " " .. arguments)
end

--- Names and uuids of all domains, one a line.
function rig.domains()
  return (rig.virsh("list --all --name --uuid"))
end

--- A fresh data directory and a free port; nothing is started.
function rig.new(options)
  options = options or {}
  counter = counter + 1
  local self = setmetatable({}, rig)
  self.dir = ("%s/rig-%d-%d"):format(os.getenv("STAMPEDE_TEST_DIR") or "/tmp", counter, math.random(1 << 30))
  os.execute("mkdir -p " .. quote(self.dir))
  self.port = options.port or tonumber((rig.sh(
    "python3 -c 'import socket; s=socket.socket(); s.bind((\"127.0.0.1\",0)); print(s.getsockname()[1])'")))
  self.extra = options.extra or ""
  self.binary = options.binary or binary
  self.env = options.env or ""
  self.role = options.role or "up"
  self.data = options.data or (self.dir .. "/data")
  self.log = self.dir .. "/log"
  return self
end

function rig:command(role)
  local command = ("%s %s --data %s --listen 127.0.0.1:%d"):format(quote(self.binary), role or self.role,
    quote(self.data), self.port)
  if (role or self.role) == "server" then return command .. " " .. self.extra end
  if os.getenv("STAMPEDE_TEST_DOCKER") then command = command .. " --docker " .. os.getenv("STAMPEDE_TEST_DOCKER") end
  if os.getenv("STAMPEDE_TEST_LIBVIRT") then
    command = command .. " --libvirt " .. quote(os.getenv("STAMPEDE_TEST_LIBVIRT"))
  end
  return command .. " " .. self.extra
end

--- Starts the binary in the background and waits until it answers. Keeps the key of the first start.
function rig:start(env)
  local command = self:command()
  local function greetings()
    local file = io.open(self.log)
    if not file then return 0 end
    local _, count = file:read("a"):gsub("Open +%S*http", "")
    file:close()
    return count
  end
  local before = greetings()
  local pid = rig.sh(("cd %s; %s %s setsid %s >>%s 2>&1 </dev/null & echo $!"):format(
    quote(io.popen("pwd"):read("l")), self.env, env or "", command, quote(self.log)))
  self.pid = tonumber(pid)
  rig.wait("server answers on port " .. self.port, 40, function()
    assert(self:alive(), "the server ended: " .. self:tail())
    return greetings() > before and rig.sh(("curl -sk -m 2 %s://127.0.0.1:%d/ping"):format(self.scheme or "http", self.port)) == "pong"
  end)
  self:read_key()
  return self
end

function rig:read_key()
  local file = io.open(self.log)
  if not file then return end
  local text = file:read("a")
  file:close()
  local access, secret = text:match("access key  (%x+)%s+secret key  (%w+)")
  if access then
    self.access, self.secret = access, secret
    self.login_link = text:match("Open%s+(%S*#login=%x+)")
  end
end

function rig:tail()
  return (rig.sh("tail -n 30 " .. quote(self.log)))
end

function rig:alive()
  local _, code = rig.sh("kill -0 " .. self.pid)
  return code == 0
end

--- Pids of the server and agent processes under `up`, by role.
function rig:children()
  local found = {}
  local out = rig.sh("pgrep -P " .. self.pid)
  for pid in out:gmatch("%d+") do
    local line = rig.sh("tr '\\0' ' ' < /proc/" .. pid .. "/cmdline")
    local role = line:match("stampede%S* (%a+)")
    if role then found[role] = tonumber(pid) end
  end
  return found
end

function rig:stop(signal)
  if not self.pid then return end
  os.execute("kill -" .. (signal or "TERM") .. " " .. self.pid .. " 2>/dev/null")
  rig.wait("server ends", 30, function() return not self:alive() end)
  self.pid = nil
end

--- Environment of a rig whose handlers and commands must show that they are idempotent.
rig.ENFORCE = "STAMPEDE_IDEMPOTENCY=enforce"

--- What was found not to be, out of the log: one line each.
function rig:violations()
  local found = {}
  for line in io.lines(self.log) do
    if line:find("is not idempotent", 1, true) and line:find("warn script", 1, true) then
      found[#found + 1] = line
    end
  end
  return found
end

--- One request: status, decoded body (or text).
function rig:call(method, path, body, options)
  options = options or {}
  local url = path:match("^http") and path or ("http://127.0.0.1:%d%s"):format(self.port, path)
  local command = "curl -s -g -m " .. (options.timeout or 60) .. " -X " .. method .. " -w '\\n%{http_code}'"
  if self.access and not options.anonymous then
    command = command .. " -u " .. quote(self.access .. ":" .. self.secret)
  end
  if body then
    local text = type(body) == "string" and body or cjson.encode(body)
    local name = os.tmpname()
    local file = assert(io.open(name, "w"))
    file:write(text)
    file:close()
    command = command .. " --data-binary @" .. name .. " -H 'Content-Type: application/json'"
    local out = rig.sh(command .. " " .. quote(url))
    os.remove(name)
    return self.decode(out)
  end
  return self.decode((rig.sh(command .. " " .. quote(url))))
end

function rig.decode(out)
  local text, status = out:match("^(.*)\n(%d+)$")
  if not text then return 0, out end
  local ok, value = pcall(cjson.decode, text)
  return tonumber(status), ok and value or text
end

--- GET that must succeed.
function rig:get(path)
  local status, body = self:call("GET", path)
  assert(status == 200, ("GET %s: %s %s"):format(path, status, type(body) == "table" and cjson.encode(body) or body))
  return body
end

function rig:post(path, body)
  local status, answer = self:call("POST", path, body or {})
  assert(status >= 200 and status < 300,
    ("POST %s: %s %s"):format(path, status, type(answer) == "table" and cjson.encode(answer) or answer))
  return answer
end

--- Waits until a resource is at rest in `state`.
function rig:settle(resource, state, seconds)
  local link = resource.links.self
  return rig.wait(("%s %s is %s"):format(resource.type, resource.id, state), seconds or 60, function()
    local status, body = self:call("GET", link)
    if status ~= 200 then error("status " .. status) end
    if body.state == state and body.transitioning ~= "yes" then return body end
    error(("state %s, transitioning %s, message %s"):format(body.state, tostring(body.transitioning),
      tostring(body.transitioningMessage)))
  end)
end

function rig:action(resource, name, body)
  local fresh = self:get(resource.links.self)
  assert(fresh.actions[name], ("%s %s in state %s does not offer %s"):format(fresh.type, fresh.id, fresh.state, name))
  return self:post(fresh.actions[name], body)
end

--- Waits for hosts of both kinds to be active: docker (and libvirt).
function rig:hosts(kinds)
  return rig.wait("active hosts of kind " .. table.concat(kinds, ", "), 60, function()
    local found = {}
    for _, host in ipairs(self:get("/v1/hosts").data) do
      if host.state == "active" then found[host.kind] = host end
    end
    for _, kind in ipairs(kinds) do
      if not found[kind] then error("no active " .. kind .. " host yet") end
    end
    return found
  end)
end

rig.null = cjson.null
rig.json = cjson

return rig
