--- Says what this machine is (options.resources) and what runs on it (options.instances).
--
-- Each driver that answers is a host of its own on the one machine, with a storage pool. One
-- that is away is left out, and so are its instances: `drivers` says who was heard.

local command = require("stampede.command")
local docker = require("stampede.docker")
local docker_config = require("stampede.docker_config")
local file = require("stampede.file")
local host = require("stampede.host")
local host_address = require("stampede.host_address")
local libvirt = require("stampede.libvirt")

local MIB = 1024 * 1024
local INTERFACES_MAX = 64 -- guests whose addresses are looked up in one ping

local function storage()
  local space = file.free(host.dir("images"))
  if not space then
    return nil
  end
  return { totalMb = space.total // MIB, freeMb = space.free // MIB }
end

local function machine_host(kind, facts, info)
  info.kernel = facts.kernel
  info.os = facts.os
  info.address = facts.address
  info.hostname = facts.hostname
  local item = {
    type = "host",
    kind = kind,
    uuid = facts.uuid .. "-" .. kind,
    name = facts.hostname .. "/" .. kind,
    physicalHostUuid = facts.uuid,
    address = facts.address,
    cpus = facts.cpus,
    memoryMb = facts.memory_mb,
    memoryFreeMb = facts.memory_free_mb,
    hypervisor = info.hypervisor,
    info = info,
  }
  return item, {
    type = "storagePool",
    kind = kind,
    uuid = item.uuid .. "-pool",
    name = item.name .. " storage pool",
    hostUuid = item.uuid,
  }
end

-- Whether the driver answered.
local function docker_instances(engine, instances)
  local containers = engine:list { label = { docker_config.LABEL } }
  for _, container in ipairs(containers or {}) do
    local uuid = type(container.Labels) == "table" and container.Labels[docker_config.LABEL]
    if uuid then
      local runs = container.State == "running" or container.State == "restarting"
      local item = {
        type = "instance",
        kind = "docker",
        uuid = uuid,
        state = runs and "running" or "stopped",
      }
      if container.State == "running" then
        item.ports, item.ip = docker_config.listed(container)
      end
      instances[#instances + 1] = item
    end
  end
  return containers ~= nil
end

local function libvirt_instances(conn, instances)
  local domains, looked = conn:list(), 0
  for _, domain in ipairs(domains or {}) do
    if domain.metadata then
      local runs = domain.state == "running" or domain.state == "paused"
      local interfaces
      if runs and looked < INTERFACES_MAX then
        looked = looked + 1
        interfaces = conn:interfaces(domain.uuid)
      end
      instances[#instances + 1] = {
        type = "instance",
        kind = "libvirt",
        uuid = domain.uuid,
        state = runs and "running" or "stopped",
        interfaces = interfaces,
      }
    end
  end
  return domains ~= nil
end

local function ask_docker(facts, resources, instances)
  local engine <close> = docker.connect()
  if not resources then
    return engine ~= nil and docker_instances(engine, instances)
  end
  local info = engine and engine:info()
  if not info then
    return false
  end
  local item, pool = machine_host("docker", facts, {
    version = info.ServerVersion,
    storageDriver = info.Driver,
    storage = storage(),
  })
  resources[#resources + 1] = item
  resources[#resources + 1] = pool
  if instances then
    docker_instances(engine, instances)
  end
  return true
end

local function ask_libvirt(facts, resources, instances)
  local conn <close> = libvirt.connect()
  if not resources then
    return conn ~= nil and libvirt_instances(conn, instances)
  end
  local info = conn and conn:info()
  if not info then
    return false
  end
  local item, pool = machine_host("libvirt", facts, {
    version = info.version,
    hypervisor = info.kvm and "kvm" or "qemu",
    storage = storage(),
  })
  resources[#resources + 1] = item
  resources[#resources + 1] = pool
  if instances then
    libvirt_instances(conn, instances)
  end
  return true
end

return command.define("ping", {
  event = "ping",
  timeout = 60,
  run = function(data)
    local options = type(data.options) == "table" and data.options or {}
    -- Nobody said what: everything about the machine, nothing about what runs on it.
    local instances = options.instances and {} or nil
    local facts, resources
    if options.resources or not instances then
      facts = assert(host.facts())
      facts.address = host_address.get()
      resources = { {
        type = "physicalHost",
        kind = "physicalHost",
        uuid = facts.uuid,
        name = facts.hostname,
      } }
    end
    local drivers = {
      docker = ask_docker(facts, resources, instances),
      libvirt = ask_libvirt(facts, resources, instances),
    }
    return { resources = resources, instances = instances, drivers = drivers }
  end,
})
