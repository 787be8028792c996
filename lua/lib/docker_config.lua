--- From an instance to Docker's terms and back: what to create, and what came of it.

local image_name = require("stampede.image_name")
local json = require("stampede.json")
local words = require("stampede.words")

local docker_config = {}

--- A container is ours, and whose, by this label.
docker_config.LABEL = "io.stampede.uuid"

local function list(value)
  return type(value) == "table" and value or {}
end

-- What says nothing is left out of the request altogether.
local function some(value)
  return next(value) ~= nil and value or nil
end

--- The name that Docker knows an image by, or nil.
function docker_config.reference(image)
  if type(image) ~= "table" then
    return nil
  end
  local known = type(image.data) == "table" and image.data.dockerImage
  if type(known) == "table" and type(known.fullName) == "string" then
    return known.fullName
  end
  local parsed = type(image.uuid) == "string" and image_name.parse(image.uuid)
  return parsed and parsed.fullName
end

local function environment(instance)
  local variables = {}
  for name, value in pairs(list(instance.environment)) do
    variables[#variables + 1] = name .. "=" .. tostring(value)
  end
  table.sort(variables)
  return some(variables)
end

local function command(instance)
  if not instance.command then
    return nil
  end
  local arguments = list(instance.commandArgs)
  if #arguments == 0 then
    return words.split(instance.command)
  end
  return { instance.command, table.unpack(arguments) }
end

-- Published at the public port that is known, else at one that Docker picks.
local function ports(instance)
  local exposed, bound = {}, {}
  for _, port in ipairs(list(instance.ports)) do
    if type(port) == "table" and port.privatePort then
      local name = ("%d/%s"):format(port.privatePort, port.protocol or "tcp")
      exposed[name] = {}
      bound[name] = { { HostPort = port.publicPort and tostring(port.publicPort) or "" } }
    end
  end
  return some(exposed), some(bound)
end

local function volumes(instance)
  local anonymous, binds = {}, {}
  for _, text in ipairs(list(instance.dockerVolumes)) do
    if text:find(":", 1, true) then
      binds[#binds + 1] = text
    else
      anonymous[text] = {}
    end
  end
  return some(anonymous), some(binds)
end

local function labels(instance)
  local result = {}
  for name, value in pairs(list(instance.labels)) do
    result[name] = tostring(value)
  end
  result[docker_config.LABEL] = instance.uuid
  return result
end

--- Docker's restart policy for an instance; nil when it has none.
function docker_config.restart_policy(instance)
  local policy = instance.restartPolicy
  if type(policy) ~= "table" or not policy.name then
    return nil
  end
  return {
    Name = policy.name,
    MaximumRetryCount = policy.name == "on-failure" and policy.maximumRetryCount or nil,
  }
end

--- The body of Docker's create request for an instance, as the server describes it.
function docker_config.build(instance)
  local exposed, bound = ports(instance)
  local anonymous, binds = volumes(instance)
  return {
    Image = docker_config.reference(instance.image),
    Cmd = command(instance),
    Env = environment(instance),
    User = instance.user,
    WorkingDir = instance.directory,
    Hostname = instance.hostname,
    Domainname = instance.domain,
    Labels = labels(instance),
    ExposedPorts = exposed,
    Volumes = anonymous,
    HostConfig = {
      Binds = binds,
      Memory = instance.memoryMb and instance.memoryMb * 1024 * 1024 or nil,
      Privileged = instance.privileged or nil,
      PortBindings = bound,
      PublishAllPorts = true,
      RestartPolicy = docker_config.restart_policy(instance),
    },
  }
end

-- Where both families are published, the port of the older one counts: they may differ.
local function is_v4(ip)
  return type(ip) ~= "string" or not ip:find(":", 1, true)
end

local function published(container)
  local result = {}
  local network = list(container.NetworkSettings)
  for name, bindings in pairs(list(network.Ports)) do
    for _, binding in ipairs(list(bindings)) do
      if type(binding) == "table" and binding.HostPort and (is_v4(binding.HostIp) or not result[name]) then
        result[name] = binding.HostPort
      end
    end
  end
  return result
end

--- The same as dockerPorts and dockerIp of `facts`, from an answer of Docker's list.
function docker_config.listed(container)
  local found, network = {}, list(container.NetworkSettings)
  for _, port in ipairs(list(container.Ports)) do
    if type(port) == "table" and port.PrivatePort and port.PublicPort then
      local name = ("%d/%s"):format(port.PrivatePort, port.Type or "tcp")
      if is_v4(port.IP) or not found[name] then
        found[name] = tostring(port.PublicPort)
      end
    end
  end
  local bridge = list(list(network.Networks).bridge)
  return found, bridge.IPAddress ~= "" and bridge.IPAddress or nil
end

--- What is reported of a container (an answer of inspect) on a host that is reached at `host_ip`.
function docker_config.facts(container, host_ip)
  local state = list(container.State)
  local network = list(container.NetworkSettings)
  local fields = {
    dockerId = container.Id,
    dockerPorts = published(container),
  }
  if state.Running then
    fields.dockerHostIp = host_ip
    fields.dockerIp = network.IPAddress ~= "" and network.IPAddress or nil
    fields.exitCode = json.null -- an earlier life's
  else
    fields.exitCode = state.ExitCode
  end
  return {
    ["+data"] = {
      dockerContainer = {
        Id = container.Id,
        Image = list(container.Config).Image,
        Names = { container.Name },
        Created = container.Created,
        Status = state.Status,
      },
      dockerInspect = container,
      ["+fields"] = fields,
    },
  }
end

return docker_config
