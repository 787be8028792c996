--- The hosts of a world that only pretends: a Docker engine, a libvirt and files in memory for
-- commands, and agents that say they did what they were asked for handlers. See stampede.world.

local raw = require("stampede.raw")

local hosts = {}

local UUID_LABEL = "io.stampede.uuid"

--- One machine with nothing on it but what the answers of the trial say: ["docker.images"] is
-- a list of references, ["files"] of text by path.
function hosts.machine(answers)
  local machine = {
    containers = {}, images = {}, domains = {}, made = 0, running = {},
    files = { ["/"] = true, ["/data"] = true },
  }
  for _, reference in ipairs(answers["docker.images"] or {}) do
    machine.images[reference] = true
  end
  for path, text in pairs(answers.files or {}) do
    machine.files[path] = text
  end
  return machine
end

local function fail(code, text, ...)
  return nil, raw.error.new(code, text:format(...))
end

--- What a simulated host answers: it has done it, and remembers which instances run.
function hosts.answer(machine, event, data)
  if event == "compute.instance.inspect" then
    return { state = machine.running[data.uuid] and "running" or "absent" }
  end
  local map = type(data.instanceHostMap) == "table" and data.instanceHostMap or {}
  local uuid = type(map.instance) == "table" and map.instance.uuid
  if uuid and event == "compute.instance.activate" then
    machine.running[uuid] = true
  elseif uuid and event == "compute.instance.deactivate" then
    machine.running[uuid] = nil
  end
  return {}
end

-- --- Docker -------------------------------------------------------------------------------

local function unescape(text)
  return (text:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

local function by_name(machine, name)
  for _, container in ipairs(machine.containers) do
    if container.id == name or container.name == name then
      return container
    end
  end
end

local function described(container)
  local config, ports = container.config, {}
  local host_config = config.HostConfig or {}
  for name, bindings in pairs(host_config.PortBindings or {}) do
    local asked = bindings[1] and bindings[1].HostPort
    ports[name] = container.running and { { HostPort = asked ~= "" and asked or "49153" } } or nil
  end
  return {
    Id = container.id, Name = "/" .. container.name, Created = "2014-08-22T21:56:35Z",
    State = {
      Running = container.running, Restarting = false, ExitCode = 0, Error = "",
      Status = container.running and "running" or "exited",
    },
    Config = { Image = config.Image, Labels = config.Labels or {} },
    HostConfig = { RestartPolicy = host_config.RestartPolicy or { Name = "no" } },
    NetworkSettings = { IPAddress = container.running and "172.17.0.2" or "", Ports = ports },
  }
end

local function listed(machine, path)
  local uuid = unescape(path):match('"' .. UUID_LABEL:gsub("%.", "%%.") .. '=([^"]+)"')
  local list = setmetatable({}, raw.json.array)
  for _, container in ipairs(machine.containers) do
    local labels = container.config.Labels or {}
    if not uuid or labels[UUID_LABEL] == uuid then
      list[#list + 1] = {
        Id = container.id, Names = { "/" .. container.name }, Created = 1, Labels = labels,
        State = container.running and "running" or "exited",
      }
    end
  end
  return 200, list
end

local function create(machine, name, body)
  if type(body) ~= "table" then
    return fail("invalid", "a container needs a configuration")
  elseif by_name(machine, name) then
    return fail("conflict", 'the container name "/%s" is already in use', name)
  elseif not machine.images[body.Image] then
    return fail("not_found", "No such image: %s", tostring(body.Image))
  end
  machine.made = machine.made + 1
  local container = { id = ("c%063d"):format(machine.made), name = name, config = body, running = false }
  table.insert(machine.containers, container)
  return 201, { Id = container.id, Warnings = {} }
end

local VERBS = {
  json = function(_, container) return 200, described(container) end,
  start = function(_, container) container.running = true return 204, {} end,
  stop = function(_, container) container.running = false return 204, {} end,
  kill = function(_, container) container.running = false return 204, {} end,
  restart = function(_, container) container.running = true return 204, {} end,
  update = function(_, container, body)
    container.config.HostConfig = container.config.HostConfig or {}
    container.config.HostConfig.RestartPolicy = body and body.RestartPolicy
    return 200, {}
  end,
  [""] = function(machine, container)
    for i, one in ipairs(machine.containers) do
      if one == container then
        table.remove(machine.containers, i)
      end
    end
    return 204, {}
  end,
}

local function serve(machine, path, body)
  if path == "/info" then
    return 200, { ServerVersion = "pretended", Driver = "none" }
  elseif path == "/_ping" then
    return 200, "OK"
  elseif path:find("^/containers/json") then
    return listed(machine, path)
  end
  if path:find("^/images/json") then
    local list = setmetatable({}, raw.json.array)
    for reference in pairs(machine.images) do
      list[#list + 1] = { Id = "sha256:1", RepoTags = { reference } }
    end
    return 200, list
  end
  local image = path:match("^/images/(.+)/json$")
  if image then
    if not machine.images[image] then
      return fail("not_found", "No such image: %s", image)
    end
    return 200, { Id = "sha256:1", RepoTags = { image }, Size = 2000000 }
  end
  local name = path:match("^/containers/create%?name=(.+)$")
  if name then
    return create(machine, unescape(name), body)
  end
  local id, verb = path:match("^/containers/([^/?]+)/?(%a*)")
  local container = id and by_name(machine, id)
  if id and not container then
    return fail("not_found", "No such container: %s", id)
  end
  if not id or not VERBS[verb] then
    return fail("unsupported", "the pretended Docker has nothing at %s", path)
  end
  return VERBS[verb](machine, container, body)
end

local ANEW = { create = true, restart = true, kill = true, exec = true, commit = true }

local docker = {}

function docker.call(self, _, method, path, body)
  local looks = method == "GET" or method == "HEAD"
  if not looks then
    local last = path:match("([^/?]*)%f[?\0]")
    raw.prove.effect("docker.call", method .. " " .. path, method == "POST" and ANEW[last] or false, body)
  end
  local status, answer = serve(self.machine, path, body)
  if not status and not looks then
    raw.prove.failed()
  end
  return status, answer
end

function docker.pull(_, _, reference)
  raw.prove.effect("docker.pull", reference)
  return { finish = function(machine)
    machine.images[reference] = true
    return {}
  end }
end

function docker.socket()
  return "unix:///pretended/docker.sock"
end

local feed = {}

function feed.next(self, work)
  return "done", work.finish(self.machine)
end

function feed.close() end

-- --- libvirt ------------------------------------------------------------------------------

local function domain_of(domain)
  return {
    name = domain.name, uuid = domain.uuid, state = domain.running and "running" or "shutoff",
    metadata = domain.xml:match("<stampede:instance.->"),
  }
end

local LIBVIRT = {}

function LIBVIRT.info()
  return { kvm = false, memory_mb = 4096, cpus = 2, hypervisor = "QEMU", version = "pretended" }
end

function LIBVIRT.list(machine)
  local list = setmetatable({}, raw.json.array)
  for _, domain in pairs(machine.domains) do
    list[#list + 1] = domain_of(domain)
  end
  table.sort(list, function(a, b) return a.uuid < b.uuid end)
  return list
end

function LIBVIRT.define(machine, xml)
  local name = xml:match("<name>(.-)</name>")
  local uuid = xml:match("<uuid>(.-)</uuid>") or name
  if not uuid then
    return fail("invalid", "the domain has no name")
  end
  local domain = machine.domains[uuid] or { running = false }
  domain.uuid, domain.name, domain.xml = uuid, name or uuid, xml
  machine.domains[uuid] = domain
  return domain_of(domain)
end

local function runs(domain, wanted)
  if domain.running ~= wanted then
    return fail("conflict", "the domain is %s", domain.running and "running" or "not running")
  end
  return true
end

local ON_DOMAIN = {
  find = domain_of,
  xml = function(domain) return domain.xml end,
  interfaces = function(domain)
    local mac = domain.xml:match("mac address=[\"'](.-)[\"']")
    return { { mac = mac, name = "vnet0", addresses = domain.running and { "192.168.122.9" } or {} } }
  end,
  start = function(domain)
    local ok, fault = runs(domain, false)
    domain.running = true
    return ok, fault
  end,
  reboot = function(domain) return runs(domain, true) end,
  shutdown = function(domain)
    local ok, fault = runs(domain, true)
    domain.running = false
    return ok, fault
  end,
  wait_off = function(domain) return not domain.running end,
  undefine = function(domain, machine)
    machine.domains[domain.uuid] = nil
    return true
  end,
}
ON_DOMAIN.destroy = ON_DOMAIN.shutdown

local EFFECTS = {
  define = true, start = true, shutdown = true, reboot = true, destroy = true, undefine = true,
}

local function find_domain(machine, name)
  for uuid, domain in pairs(machine.domains) do
    if uuid == name or domain.name == name then
      return domain
    end
  end
end

local function on_libvirt(machine, verb, name)
  if LIBVIRT[verb] then
    return LIBVIRT[verb](machine, name)
  end
  local domain = find_domain(machine, name)
  if not domain then
    return fail("not_found", "there is no domain '%s'", tostring(name))
  end
  return ON_DOMAIN[verb](domain, machine)
end

local libvirt = {}

function libvirt.call(self, _, verb, name)
  if not LIBVIRT[verb] and not ON_DOMAIN[verb] then
    error(("'%s' is no verb of libvirt's here"):format(tostring(verb)), 0)
  end
  if EFFECTS[verb] then
    raw.prove.effect("libvirt." .. verb, verb ~= "define" and name or "", verb == "reboot", name)
  end
  local result, fault = on_libvirt(self.machine, verb, name)
  if result == nil and EFFECTS[verb] then
    raw.prove.failed()
  end
  return result, fault
end

function libvirt.uri()
  return "qemu:///pretended"
end

-- --- Files, images, programs --------------------------------------------------------------

local INFO = { format = "qcow2", virtual_size = 1048576, actual_size = 200704, size = 200704 }

local function info()
  return { format = INFO.format, virtual_size = INFO.virtual_size, actual_size = INFO.actual_size,
    size = INFO.size }
end

local image = {}

function image.fetch(self, _, path)
  if not self.machine.files[path] then
    raw.prove.effect("image.fetch", path)
  end
  return { finish = function(machine)
    machine.files[path] = machine.files[path] or "image"
    return info()
  end }
end

function image.overlay(self, _, _, path)
  if not self.machine.files[path] then
    raw.prove.effect("image.overlay", path)
    self.machine.files[path] = "overlay"
  end
  return info()
end

function image.info(self, path)
  if not self.machine.files[path] then
    return fail("not_found", "%s: no such file", path)
  end
  return info()
end

local file = {}

function file.exists(self, path)
  return self.machine.files[path] ~= nil
end

function file.remove(self, path)
  if self.machine.files[path] ~= nil then
    raw.prove.effect("file.remove", path)
    self.machine.files[path] = nil
  end
  return true
end

function file.mkdir(self, path)
  if not self.machine.files[path] then
    raw.prove.effect("file.mkdir", path)
    self.machine.files[path] = true
  end
  return true
end

function file.read(self, path, max)
  local text = self.machine.files[path]
  if type(text) ~= "string" then
    return fail("not_found", "%s: no such file", path)
  end
  return text:sub(1, max or -1)
end

function file.write(self, path, text, mode)
  raw.prove.effect("file.write", path, false, { text, mode })
  self.machine.files[path] = text
  return true
end

function file.list(self, path)
  local list = setmetatable({}, raw.json.array)
  local head = path:gsub("/?$", "/")
  for name in pairs(self.machine.files) do
    local rest = name:sub(1, #head) == head and name:sub(#head + 1) or ""
    if rest ~= "" and not rest:find("/", 1, true) then
      list[#list + 1] = rest
    end
  end
  table.sort(list)
  return list
end

function file.free()
  return { total = 1 << 40, free = 1 << 39 }
end

local exec = {}

--- Every program ends well and says nothing, unless the one who asked for the trial said otherwise.
function exec.run(self, argv, stdin, env, _, look)
  if not look then
    raw.prove.effect("exec.run", argv[1], false, { argv, stdin, env })
  end
  local answer = self.answers["exec " .. tostring(argv[1])] or {}
  return { code = answer.code or 0, stdout = answer.stdout or "", stderr = answer.stderr or "" }
end

local host = {}

function host.dir(_, name)
  return "/data/" .. name
end

function host.facts()
  return {
    hostname = "pretended", uuid = "00000000-0000-4000-8000-000000000000", cpus = 2, memory_mb = 4096,
    memory_free_mb = 2048, kernel = "6.1", os = "Debian",
  }
end

hosts.primitives = {
  docker = docker, feed = feed, libvirt = libvirt, image = image, file = file, exec = exec, host = host,
}

return hosts
