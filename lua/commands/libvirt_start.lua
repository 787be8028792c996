--- Starts the domain of an instance, defined anew each time from what the server says.
--
-- A domain that runs is left alone. One that is off is defined again, so that what changed
-- meanwhile takes effect.

local command = require("stampede.command")
local disks = require("stampede.disks")
local domain = require("stampede.domain")
local libvirt = require("stampede.libvirt")

local function list(value)
  return type(value) == "table" and value or {}
end

local function by_device(a, b)
  return (a.deviceNumber or 0) < (b.deviceNumber or 0)
end

-- The network of libvirt's that a network of ours stands for.
local function network_name(nic)
  local network = list(nic.network)
  local ours = list(list(list(network.data).libvirt).network)
  return type(ours.name) == "string" and ours.name or "default"
end

local function volumes(instance)
  local rows, result = {}, {}
  for _, volume in ipairs(list(instance.volumes)) do
    if not volume.removed then
      rows[#rows + 1] = volume
    end
  end
  table.sort(rows, by_device)
  for i, volume in ipairs(rows) do
    local path = assert(disks.volume(volume))
    result[i] = { path = path, format = "qcow2" }
  end
  return result
end

local function nics(instance)
  local rows, result = {}, {}
  for _, nic in ipairs(list(instance.nics)) do
    if not nic.removed then
      rows[#rows + 1] = nic
    end
  end
  table.sort(rows, by_device)
  for i, nic in ipairs(rows) do
    result[i] = { mac = nic.macAddress, network = network_name(nic) }
  end
  return result
end

local function define(conn, instance)
  local info = assert(conn:info())
  return assert(conn:define(domain.xml {
    uuid = instance.uuid,
    name = instance.name,
    memory_mb = instance.memoryMb,
    vcpus = instance.vcpu,
    virt_type = info.kvm and "kvm" or "qemu",
    disks = volumes(instance),
    nics = nics(instance),
    vnc_socket = disks.vnc_socket(instance.uuid),
    console_log = disks.console_log(instance.uuid),
  }))
end

local function facts(xml)
  return {
    ["+data"] = {
      ["+libvirt"] = { xml = xml },
      ["+fields"] = {
        libvirtVncAddress = xml:match("<listen type=['\"]socket['\"] socket=['\"]([^'\"]+)['\"]"),
        capabilities = { "console" },
      },
    },
  }
end

return command.define("libvirt_start", {
  event = "compute.instance.activate",
  applies = function(data) return data.instanceHostMap.host.kind == "libvirt" end,
  timeout = 1800, -- an image may have to be fetched again
  run = function(data)
    local instance = data.instanceHostMap.instance
    local conn <close> = assert(libvirt.connect())

    local found, fault = conn:find(instance.uuid)
    if not found and fault.code ~= "not_found" then
      return nil, fault
    end
    if found and found.state == "paused" then
      assert(conn:destroy(instance.uuid)) -- a start that was cut off half-way
    end
    if not found or found.state ~= "running" then
      define(conn, instance)
      assert(conn:start(instance.uuid))
    end
    return { instanceHostMap = { instance = facts(assert(conn:xml(instance.uuid))) } }
  end,
})
