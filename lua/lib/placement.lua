--- Which host an instance goes to.
--
-- A host will do when it is of the right kind, active, allowed by the instance's wishes and
-- large enough. Of several, those whose agent answers go first, and of those the one with
-- the most compute left (computeFree). A place once taken is never moved.
--
-- What a host has left follows from the places on it; the row only says what it came to last.

local agent = require("stampede.agent")
local err = require("stampede.error")
local flow = require("stampede.flow")
local reach = require("stampede.reach")
local resource = require("stampede.resource")
local setting = require("stampede.setting")

local placement = {}

local IDLE = { removing = true, removed = true, purging = true, purged = true }

local function set(list)
  local members = {}
  for _, value in ipairs(list) do
    members[value] = true
  end
  return members
end

--- The kind of host that can run an instance made from this image.
function placement.host_kind(instance, image)
  local format = image and image.format
  if format == "docker" or format == "sim" then
    return format
  end
  return instance.kind == "container" and "docker" or "libvirt"
end

local function wishes(instance)
  local allowed
  if instance.requestedHostId then
    allowed = { [instance.requestedHostId] = true }
  end
  if instance.validHostIds and #instance.validHostIds > 0 then
    local valid = set(instance.validHostIds)
    if allowed and not valid[instance.requestedHostId] then
      return {}
    end
    allowed = allowed or valid
  end
  return allowed
end

--- MiB that virtual machines placed on a host up to this map row may use (all when nil).
function placement.memory_taken(host, up_to)
  local taken = 0
  for _, map in ipairs(flow.maps("instanceHostMap", "hostId", host.id)) do
    if not up_to or map.id < up_to then
      local other = flow.referred(map, "instance")
      if other and not IDLE[other.state] then
        taken = taken + (other.memoryMb or 0)
      end
    end
  end
  return taken
end

--- Whether what other instances take of a host counts for this one: guests share its memory.
function placement.contended(instance, host)
  return host.kind == "libvirt" and host.memoryMb ~= nil and (instance.memoryMb or 0) > 0
end

--- Whether a host has memory for the instance, beside what was placed before `up_to`.
function placement.fits(instance, host, up_to)
  local need = instance.memoryMb or 0
  if host.memoryMb and need > host.memoryMb then
    return false
  end
  return not placement.contended(instance, host)
    or placement.memory_taken(host, up_to) + need <= host.memoryMb
end

local TOTAL = 1000000

-- Chosen, but not on the host's row yet, by host: several may choose before one is written.
local chosen = {}

--- Units of compute that an instance takes.
function placement.compute(instance)
  return instance.compute or math.tointeger(setting.number("instance.compute.default", 1)) or 1
end

local function left(host)
  return (host.computeFree or TOTAL) - (chosen[host.id] or 0)
end

--- `local _ <close> = placement.reserve(host, units)`: until it closes, others see them as taken.
function placement.reserve(host, units)
  chosen[host.id] = (chosen[host.id] or 0) + units
  return setmetatable({}, { __close = function()
    chosen[host.id] = chosen[host.id] > units and chosen[host.id] - units or nil
  end })
end

--- Writes down what the places on a host leave of it: it follows from those, whoever took them.
function placement.count(host_id)
  local host = resource.get("host", host_id)
  if not host or host.removed then
    return
  end
  local free = (host.computeTotal or TOTAL)
    - assert(resource.sum("instanceHostMap", { hostId = host_id }, "compute", 1))
  if host.computeFree ~= free then
    assert(resource.update(host, { computeFree = free }, true))
  end
end

--- Whether an agent can be asked now.
local function answers(host)
  if not host.agentId then
    return true
  end
  local row = resource.get("agent", host.agentId)
  return row ~= nil and row.state == "active" and agent.is_up(host.agentId)
end

-- Disks do not move: the hosts that reach every pool in which a volume of the instance lies.
local function hosts_of_volumes(instance, allowed)
  for _, volume in ipairs(flow.maps("volume", "instanceId", instance.id)) do
    for _, map in ipairs(flow.maps("volumeStoragePoolMap", "volumeId", volume.id)) do
      local near = {}
      for _, tie in ipairs(map.storagePoolId
        and flow.maps("storagePoolHostMap", "storagePoolId", map.storagePoolId) or {}) do
        if tie.hostId then
          near[tie.hostId] = (not allowed or allowed[tie.hostId]) and true or nil
        end
      end
      allowed = near
    end
  end
  return allowed
end

local KNOWN = { docker = true, libvirt = true, sim = true }

-- Hosts of the right kind; and those of a kind of their own, whose agents run whatever they are given, for
-- one that asks for such a host by name, or when no host of the right kind is there.
local function suitable(kind, allowed)
  local own, others = {}, {}
  for _, host in ipairs(resource.list("host", { state = "active" }, { removed = false })) do
    if host.kind == kind then
      own[#own + 1] = host
    elseif not KNOWN[host.kind] then
      others[#others + 1] = host
    end
  end
  if kind ~= "sim" and (allowed or #own == 0) then
    table.move(others, 1, #others, #own + 1, own)
  end
  return own
end

--- A host, or nil and why: `unavailable` (retried) when the right hosts are only silent.
function placement.choose(instance, image)
  local kind = placement.host_kind(instance, image)
  local allowed = reach.narrow(instance, hosts_of_volumes(instance, wishes(instance)))
  local silent, candidates, need = false, {}, placement.compute(instance)
  for _, host in ipairs(suitable(kind, allowed)) do
    if (not allowed or allowed[host.id]) and left(host) >= need
      and placement.fits(instance, host) then
      if answers(host) then
        candidates[#candidates + 1] = host
      else
        silent = true
      end
    end
  end
  if #candidates == 0 then
    if silent then
      return nil, err.new("unavailable", "the agent of no suitable host answers")
    end
    return nil, err.new("conflict", "Failed to find a placement")
  end

  local best = candidates[1]
  for _, host in ipairs(candidates) do
    if left(host) > left(best) then
      best = host
    end
  end
  return best
end

--- Whether a stopped instance may as well start elsewhere: every pool that holds a disk of it is
-- reached by several hosts.
function placement.is_movable(instance)
  local any = false
  for _, volume in ipairs(flow.maps("volume", "instanceId", instance.id)) do
    for _, map in ipairs(flow.maps("volumeStoragePoolMap", "volumeId", volume.id)) do
      any = true
      if map.storagePoolId and #flow.maps("storagePoolHostMap", "storagePoolId", map.storagePoolId) < 2 then
        return false
      end
    end
  end
  return any
end

--- The storage pool that a host keeps its volumes in; nil when it has none.
function placement.pool_of(host)
  for _, map in ipairs(flow.maps("storagePoolHostMap", "hostId", host.id)) do
    local pool = flow.referred(map, "storagePool")
    if pool and pool.state == "active" and not pool.external then
      return pool
    end
  end
  return nil
end

return placement
