--- Checks of a new instance: its image, ports, memory and restart policy.
--
-- `imageUuid = "docker:NAME[:TAG]"` names a Docker image; its row is made when it is asked for
-- the first time. Whether a registry has it is found out by the pull.

local err = require("stampede.error")
local external_pool = require("stampede.external_pool")
local flow = require("stampede.flow")
local image_name = require("stampede.image_name")
local portspec = require("stampede.portspec")
local resource = require("stampede.resource")
local sim = require("stampede.sim")
local words = require("stampede.words")

local check_instance = {}

local PRIVILEGED = { admin = true, superadmin = true, system = true }
local POLICIES = { no = true, always = true, ["unless-stopped"] = true, ["on-failure"] = true }
-- Docker refuses less for a container; a guest without memory is none.
local LEAST_MEMORY = { container = 6, virtualMachine = 1 }
local HOST_KIND = { container = "docker", virtualMachine = "libvirt" }

local function fault(tag, field, message)
  return nil, err.new("invalid", message, { tag = tag, field = field })
end

local function visible(image, account_id)
  if image.isPublic or image.accountId == account_id or not account_id then
    return true
  end
  local account = resource.get("account", account_id)
  return account ~= nil and PRIVILEGED[account.kind] == true
end

local function register_docker(uuid, name)
  local system = resource.first("account", { uuid = "system" })
  local image = flow.ensure("image", { uuid = uuid }, {
    accountId = system and system.id,
    kind = "docker",
    name = name.qualifiedName .. ":" .. name.tag,
    format = "docker",
    instanceKind = "container",
    isPublic = true,
    data = { dockerImage = name },
  })
  external_pool.note(image)
  return flow.launch(image)
end

local function image_by_uuid(kind, uuid, account_id)
  local image = resource.first("image", { uuid = uuid }, { removed = false })
  if not image and sim.is_image(uuid) then
    return sim.image(uuid)
  end
  if not image and kind == "container" then
    local name = image_name.parse(uuid)
    if name then
      return register_docker(uuid, name)
    end
  end
  if not image or not visible(image, account_id) then
    return fault("InvalidReference", "imageUuid", "there is no image '" .. uuid .. "'")
  end
  return image
end

local function find_image(kind, input, account_id)
  if input.imageId then
    local image = resource.get("image", input.imageId)
    if not image or image.removed or not visible(image, account_id) then
      return fault("InvalidReference", "imageId", "there is no such image")
    end
    return image
  end
  if not input.imageUuid or input.imageUuid == "" then
    return fault("MissingRequired", "imageUuid", "an image is needed: imageUuid or imageId")
  end
  return image_by_uuid(kind, input.imageUuid, account_id)
end

--- The image of this uuid, made when it names one that can be had; or nil and a typed error.
function check_instance.image(kind, uuid, account_id)
  return image_by_uuid(kind, uuid, account_id)
end

local function check_ports(input)
  local taken = {}
  for _, text in ipairs(input.ports or {}) do
    local spec, bad = portspec.parse(text)
    if not spec then
      return nil, bad
    end
    local public = spec.public and spec.public .. "/" .. spec.protocol
    if public and (taken[public] or spec.private) ~= spec.private then
      return fault("PortInvalidPublicPort", "ports",
        "public port '" .. public .. "' cannot lead to two private ports")
    end
    taken[public or ""] = spec.private
  end
  return true
end

-- What the kernel or Docker would refuse only when it starts.
local function check_texts(input)
  local host = input.hostname
  if type(host) == "string" and (#host > 63 or not host:find("^[%w_%.%-]*$")) then
    return fault(#host > 63 and "MaxLengthExceeded" or "InvalidCharacters", "hostname",
      "a hostname has at most 63 letters, digits, dots, hyphens and underscores")
  end
  if type(input.directory) == "string" and input.directory ~= "" and not input.directory:find("^/") then
    return fault("InvalidFormat", "directory", "the directory must be an absolute path")
  end
  for name in pairs(type(input.environment) == "table" and input.environment or {}) do
    if name == "" or tostring(name):find("=", 1, true) then
      return fault("InvalidFormat", "environment", "'" .. tostring(name) .. "' is no name of a variable")
    end
  end
  return true
end

-- Larger than the largest host that is known can never start. None known: start will tell.
-- Simulated hosts have whatever is asked for.
local function check_memory(kind, input)
  local memory = input.memoryMb
  if memory == nil or memory == resource.null then
    return true
  end
  if memory < LEAST_MEMORY[kind] then
    return fault("MinLimitExceeded", "memoryMb",
      "memoryMb must be at least " .. LEAST_MEMORY[kind])
  end
  if type(input.imageUuid) == "string" and sim.is_image(input.imageUuid) then
    return true
  end
  local most
  for _, host in ipairs(resource.list("host", { kind = HOST_KIND[kind] }, { removed = false })) do
    most = math.max(most or 0, host.memoryMb or math.huge)
  end
  if most and memory > most then
    return fault("MaxLimitExceeded", "memoryMb", "no host has more than " .. most .. " MiB")
  end
  return true
end

-- An interface is named by its network or by its subnet, not by some of each.
local function check_networks(input)
  local networks, subnets = input.networkIds or {}, input.subnetIds or {}
  if #networks > 0 and #subnets > 0 then
    return fault("NetworkIdsSubnetIdsMutuallyExclusive", nil,
      "networkIds and subnetIds cannot both be given")
  end
  return true
end

local function check_vcpu(input)
  local count = input.vcpu
  if type(count) ~= "number" then
    return true
  end
  if count < 1 then
    return fault("MinLimitExceeded", "vcpu", "vcpu must be at least 1")
  elseif count > 255 then
    return fault("MaxLimitExceeded", "vcpu", "vcpu must be at most 255")
  end
  return true
end

local function check_policy(input)
  local policy = input.restartPolicy
  if type(policy) ~= "table" or policy == resource.null then
    return true
  end
  if not POLICIES[policy.name] then
    return fault("InvalidOption", "restartPolicy",
      "restartPolicy.name must be no, always, unless-stopped or on-failure")
  end
  local count = policy.maximumRetryCount
  if count ~= nil and (math.type(count) ~= "integer" or count < 0) then
    return fault("InvalidFormat", "restartPolicy",
      "restartPolicy.maximumRetryCount must be a whole number")
  end
  return true
end

local function check_command(input)
  if type(input.command) == "string" then
    local list, why = words.split(input.command)
    if not list then
      return fault("InvalidFormat", "command", why)
    end
  end
  return true
end

--- The input with imageId filled in, or nil and a typed error. Changes nothing else.
function check_instance.create(kind, input, account_id)
  for _, check in ipairs { check_networks, check_ports, check_texts, check_vcpu, check_policy, check_command } do
    local ok, bad = check(input)
    if not ok then
      return nil, bad
    end
  end
  local ok, bad = check_memory(kind, input)
  if not ok then
    return nil, bad
  end

  local image
  image, bad = find_image(kind, input, account_id)
  if not image then
    return nil, bad
  end
  if image.instanceKind and image.instanceKind ~= kind then
    return fault("InvalidImageInstanceKind", "imageUuid",
      "the image is for a " .. image.instanceKind .. ", not a " .. kind)
  end
  input.imageId = image.id
  return input
end

return check_instance
