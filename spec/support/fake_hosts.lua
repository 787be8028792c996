--- A Docker engine, a libvirt and a file system in memory, behind the raw primitives.

local hosts = {}

function hosts.machine()
  return { containers = {}, images = {}, domains = {}, files = {}, made = 0, pulls = 0,
    docker_up = true, libvirt_up = true, registry = { ["busybox:latest"] = true } }
end

-- Enough of JSON for the filters that lua/lib/docker.lua sends.
function hosts.encode(value)
  if type(value) == "table" then
    local parts = {}
    if #value > 0 then
      for i, item in ipairs(value) do
        parts[i] = hosts.encode(item)
      end
      return "[" .. table.concat(parts, ",") .. "]"
    end
    for key, item in pairs(value) do
      parts[#parts + 1] = ('"%s":%s'):format(key, hosts.encode(item))
    end
    return "{" .. table.concat(parts, ",") .. "}"
  end
  return type(value) == "string" and '"' .. value .. '"' or tostring(value)
end

local function unescape(text)
  return (text:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

-- --- Docker -------------------------------------------------------------------------------

local function inspect(container)
  local ports = {}
  for name, bindings in pairs(container.config.HostConfig.PortBindings or {}) do
    local asked = bindings[1].HostPort
    ports[name] = container.running and { { HostPort = asked ~= "" and asked or "49153" } } or nil
  end
  return {
    Id = container.id,
    Name = "/" .. container.name,
    State = {
      Running = container.running, Restarting = false, ExitCode = container.exit or 0,
      Error = "", Status = container.running and "running" or "exited",
    },
    Config = { Image = container.config.Image },
    HostConfig = { RestartPolicy = container.config.HostConfig.RestartPolicy or { Name = "no" } },
    NetworkSettings = { IPAddress = container.running and "172.17.0.2" or "", Ports = ports },
  }
end

local function docker_call(world, effect, err, method, path, body)
  local machine = world().machine
  local function by_id(id)
    for _, container in ipairs(machine.containers) do
      if container.id == id or container.name == id then
        return container
      end
    end
  end

  if not machine.docker_up then
    return nil, err("unavailable", "docker does not answer")
  end
  if path == "/info" then
    return 200, { ServerVersion = "fake", Driver = "none" }
  end
  local image = path:match("^/images/(.+)/json$")
  if image then
    if machine.images[image] then
      return 200, { Id = "sha256:1", RepoTags = { image }, Size = 2000000 }
    end
    return nil, err("not_found", "No such image: " .. image)
  end
  if path:find("^/containers/json") then
    local wanted = unescape(path):match('"io%.stampede%.uuid=([^"]+)"')
    local list = {}
    for _, container in ipairs(machine.containers) do
      local uuid = container.config.Labels["io.stampede.uuid"]
      if not wanted or uuid == wanted then
        list[#list + 1] = {
          Id = container.id, Created = 1, Labels = container.config.Labels,
          State = container.running and "running" or "exited",
        }
      end
    end
    return 200, list
  end
  local name = path:match("^/containers/create%?name=(.+)$")
  if name then
    if by_id(name) then
      return nil, err("conflict", "the name is in use")
    end
    if not machine.images[body.Image] then
      return nil, err("not_found", "No such image: " .. body.Image)
    end
    machine.made = machine.made + 1
    local container = { id = "c" .. machine.made, name = name, config = body, running = false }
    table.insert(machine.containers, container)
    effect("docker create")
    return 201, { Id = container.id }
  end

  local id, verb = path:match("^/containers/([^/?]+)/?(%a*)")
  local container = by_id(id)
  if not container then
    return nil, err("not_found", "No such container: " .. tostring(id))
  end
  if verb == "update" then
    container.config.HostConfig.RestartPolicy = body.RestartPolicy
    effect("docker update")
    return 200, {}
  end
  if verb == "json" then
    return 200, inspect(container)
  elseif verb == "start" then
    if container.stuck then
      return nil, err("internal", "docker: task " .. id .. ": already exists")
    end
    container.running = not container.dies
    container.exit = container.dies
    effect("docker start")
  elseif verb == "stop" then
    container.running = false
    effect("docker stop")
  elseif method == "DELETE" then
    for i, one in ipairs(machine.containers) do
      if one == container then
        table.remove(machine.containers, i)
      end
    end
    effect("docker remove")
  end
  return 204, {}
end

-- --- libvirt ------------------------------------------------------------------------------

local LIBVIRT = {}

local function described(domain)
  return {
    name = domain.uuid, uuid = domain.uuid, state = domain.running and "running" or "shutoff",
    metadata = "<stampede:instance/>",
  }
end

function LIBVIRT.info()
  return { kvm = false, memory_mb = 4096, cpus = 2, hypervisor = "QEMU", version = "9.0.0" }
end

function LIBVIRT.list(machine)
  local list = {}
  for _, domain in pairs(machine.domains) do
    list[#list + 1] = described(domain)
  end
  return list
end

function LIBVIRT.define(machine, effect, xml)
  local uuid = xml:match("<uuid>(.-)</uuid>")
  local domain = machine.domains[uuid] or { uuid = uuid, running = false }
  domain.xml = xml
  machine.domains[uuid] = domain
  effect("libvirt define")
  return described(domain)
end

local ON_DOMAIN = {
  find = function(domain) return described(domain) end,
  xml = function(domain) return domain.xml end,
  interfaces = function(domain)
    local mac = domain.xml:match('mac address="(.-)"')
    return { { mac = mac, addresses = domain.running and { "192.168.122.9" } or {} } }
  end,
  start = function(domain, effect, machine)
    for path in domain.xml:gmatch('source file="(.-)"') do
      assert(machine.files[path], "no disk " .. path)
    end
    domain.running = true
    effect("libvirt start")
    return true
  end,
  shutdown = function(domain, effect)
    domain.running = domain.deaf and domain.running or false
    effect("libvirt shutdown")
    return true
  end,
  destroy = function(domain, effect)
    domain.running = false
    effect("libvirt destroy")
    return true
  end,
  wait_off = function(domain) return not domain.running end,
  undefine = function(domain, effect, machine)
    machine.domains[domain.uuid] = nil
    effect("libvirt undefine")
    return true
  end,
}

-- --- Primitives ---------------------------------------------------------------------------

function hosts.primitives(raw, world, effect, look, err)
  raw.docker = {
    call = function(_, ...)
      look("docker")
      return docker_call(world, effect, err, ...)
    end,
    pull = function(_, reference)
      return { run = function()
        local machine = world().machine
        machine.pulls = machine.pulls + 1
        if not machine.registry[reference] then
          return nil, err("not_found", "pull access denied for " .. reference)
        end
        machine.images[reference] = true
        effect("docker pull")
        return "done", {}
      end }
    end,
  }
  raw.feed = {
    next = function(work)
      look("feed")
      return work.run()
    end,
    close = function() end,
  }
  raw.libvirt = {
    metadata = function() return "urn:stampede:domain" end,
    call = function(_, verb, name, ...)
      look("libvirt")
      local machine = world().machine
      if not machine.libvirt_up then
        return nil, err("unavailable", "libvirt does not answer")
      end
      if LIBVIRT[verb] then
        return LIBVIRT[verb](machine, effect, name)
      end
      local domain = machine.domains[name]
      if not domain then
        return nil, err("not_found", "no domain " .. name)
      end
      return ON_DOMAIN[verb](domain, effect, machine, ...)
    end,
  }
  raw.image = {
    fetch = function(url, path)
      return { run = function()
        if url:find("missing") then
          return nil, err("invalid", "the checksum is wrong", "checksum")
        end
        world().machine.files[path] = "image"
        effect("image fetch")
        return "done", { format = "qcow2", virtual_size = 1048576 }
      end }
    end,
    overlay = function(_, _, path)
      world().machine.files[path] = "overlay"
      effect("image overlay")
      return { format = "qcow2" }
    end,
    info = function(path)
      look("image info")
      if not world().machine.files[path] then
        return nil, err("not_found", path)
      end
      return { format = "qcow2", virtual_size = 1048576, actual_size = 1000 }
    end,
  }
  raw.file = {
    exists = function(path)
      look("file")
      return world().machine.files[path] ~= nil
    end,
    remove = function(path)
      if world().machine.files[path] then
        world().machine.files[path] = nil
        effect("file remove")
      end
      return true
    end,
    free = function() return { total = 1 << 30, free = 1 << 29 } end,
  }
  raw.host = {
    dir = function(name) return "/data/" .. name end,
    facts = function()
      look("facts")
      return { hostname = "spec", uuid = "machine", cpus = 2, memory_mb = 4096,
        memory_free_mb = 2048, kernel = "6.1", os = "Debian" }
    end,
  }
  raw.exec = {
    run = function(argv)
      look("exec")
      for _, container in ipairs(world().machine.containers) do
        if argv[1] == "sh" and argv[#argv] == container.id then
          container.stuck = nil
        end
      end
      return { code = 0, stdout = "192.0.2.1 via 10.0.0.1 dev eth0 src 10.0.0.5 uid 0", stderr = "" }
    end,
  }
end

return hosts
