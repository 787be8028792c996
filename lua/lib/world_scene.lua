--- What stands around a resource that was made up: a machine that answers, a pool, an image,
-- a network, and whatever else its references name. See stampede.world.

local raw = require("stampede.raw")
local rows = require("stampede.world_rows")

local scene = {}

-- References that are followed; others (a requested host, a volume's snapshot) stay unset, as
-- they are on most resources.
local FOLLOWED = {
  agentId = true, hostId = true, imageId = true, instanceId = true, networkId = true, nicId = true,
  physicalHostId = true, storagePoolId = true, volumeId = true, ipAddressId = true, subnetId = true,
  networkServiceId = true, networkServiceProviderId = true, instanceLinkId = true, credentialId = true,
}

local FIELDS = {
  agent = { uri = "sim://pretended" },
  host = { kind = "docker", memoryMb = 65536, address = "10.0.0.5" },
  image = { uuid = "docker:busybox", format = "docker", isPublic = true },
  instance = { imageUuid = "docker:busybox" },
  ipAddress = { address = "10.0.0.9", kind = "docker" },
  network = { isPublic = true },
  storagePool = { kind = "docker" },
  subnet = {
    networkAddress = "10.42.0.0", cidrSize = 16, startAddress = "10.42.0.2",
    endAddress = "10.42.255.250", gateway = "10.42.0.1",
  },
}
-- The same where the resource is a virtual machine.
local LIBVIRT = {
  host = { kind = "libvirt", memoryMb = 65536, address = "10.0.0.5" },
  image = { uuid = "tiny", format = "qcow2", isPublic = true, url = "http://images.example/tiny.qcow2" },
  instance = { imageUuid = "tiny" },
  storagePool = { kind = "libvirt" },
}
local STATES = { instance = "running" }

-- The type that is made when a base is wanted that is hardly ever made itself.
local function kind_of(self, type_name)
  local kind = type_name == "instance" and self.instance_kind
  return kind and raw.prove.type(kind) and kind or type_name
end

local one_of

-- The fields of one: what its type is like, and its references.
local function fields_of(self, type_name, given)
  local kind, fields = raw.prove.type(type_name), {}
  local like = self.instance_kind == "virtualMachine" and LIBVIRT[kind.base] or FIELDS[kind.base]
  for name, value in pairs(like or {}) do
    fields[name] = value
  end
  for name, target in pairs(kind.references) do
    local wanted = FOLLOWED[name] or (name:find("Id$") and type_name:find("Map$"))
    if wanted and (given or {})[name] == nil and raw.prove.type(target) then
      local row = one_of(self, target)
      fields[name] = row and row.id
    end
  end
  for name, value in pairs(given or {}) do
    fields[name] = value
  end
  return fields
end

-- The one row of a type that the scene has, made when it is first asked for; nil inside itself.
function one_of(self, type_name)
  local base = raw.prove.type(type_name).base
  local row = self.scene[base]
  if row == nil then
    self.scene[base] = false
    local kind = kind_of(self, base)
    row = rows.imagine(self.rows, kind, fields_of(self, kind))
    row.state = STATES[base] or "active"
    self.scene[base] = row
  end
  return row or nil
end

--- A resource nobody ever made, with what it needs around it.
function scene.imagine(self, type_name, given)
  self.scene = {}
  self.instance_kind = type_name == "virtualMachine" and type_name or "container"
  if raw.prove.type("storagePoolHostMap") then
    one_of(self, "storagePoolHostMap")
    one_of(self, "account")
  end
  type_name = kind_of(self, type_name)
  local base = raw.prove.type(type_name).base
  if base ~= "instance" and self.scene[base] == nil then
    self.scene[base] = false
  end
  return rows.imagine(self.rows, type_name, fields_of(self, type_name, given))
end

return scene
