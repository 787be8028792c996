--- Items of which nobody else may have the same: addresses, MAC addresses, ports.
--
-- A row of resourcePool says who has an item. The store chooses it inside the transaction
-- that writes the row, so two owners never get one item; an owner that asks again gets what
-- it has. Where the search begins follows from the owner: no chance, and seldom a neighbour.
--
-- A pool is { type, id, qualifier, first, last, text, head }: whose it is, what it is for,
-- its numbers, and how one is written.

local ipv4 = require("stampede.ipv4")
local raw = require("stampede.raw")
local resource = require("stampede.resource")

local pool = {}

local PORTS = { first = 20000, last = 39999 }

--- The addresses of a subnet.
function pool.addresses(subnet)
  return {
    type = "subnet", id = subnet.id, qualifier = "default", text = "dotted",
    first = ipv4.parse(subnet.startAddress) or 1,
    last = ipv4.parse(subnet.endAddress) or 0,
  }
end

--- The MAC addresses of a network: its prefix and three bytes.
function pool.macs(network)
  return {
    type = "network", id = network.id, qualifier = "mac", text = "colons3",
    first = 0, last = 0xffffff, head = (network.macPrefix or "04:00:00") .. ":",
  }
end

--- Prefixes of MAC addresses, 02:00:01 to 02:ff:ff: locally administered, one a network.
function pool.mac_prefixes()
  return {
    type = "global", id = 1, qualifier = "macPrefix", text = "colons2",
    first = 1, last = 0xffff, head = "02:",
  }
end

--- The ports at which a link service is reached.
function pool.link_ports(service)
  return {
    type = "networkService", id = service.id, qualifier = "linkPort", text = "decimal",
    first = PORTS.first, last = PORTS.last,
  }
end

--- The ports of a host that are given out.
function pool.host_ports(host)
  return {
    type = "host", id = host.id, qualifier = "hostPort", text = "decimal",
    first = PORTS.first, last = PORTS.last,
  }
end

-- FNV-1a, 32 bits.
local function hash(text)
  local value = 2166136261
  for i = 1, #text do
    value = ((value ~ text:byte(i)) * 16777619) & 0xffffffff
  end
  return value
end

--- The rows of what an owner has of a pool, in the order in which it got them.
function pool.owned(of, owner)
  return resource.list("resourcePool", {
    poolType = of.type, poolId = of.id, qualifier = of.qualifier,
    ownerType = owner.type, ownerId = owner.id,
  })
end

local function take_one(of, owner, turn)
  local size = of.last - of.first + 1
  local start = size > 0
    and of.first + hash(("%s/%d/%d"):format(owner.type, owner.id, turn)) % size or of.first
  local id, fault = raw.pool.take({
    poolType = of.type, poolId = of.id, qualifier = of.qualifier,
    ownerType = owner.type, ownerId = owner.id,
  }, ("%s/%d/%s/"):format(of.type, of.id, of.qualifier), of.first, of.last, start, of.text, of.head)
  if not id then
    return nil, fault
  end
  return resource.get("resourcePool", id)
end

--- As many rows of the pool as asked for (one) for an owner, or nil and an error: `conflict`
-- when there are not enough, and then it keeps none.
function pool.take(of, owner, count)
  local rows = pool.owned(of, owner)
  for turn = #rows + 1, count or 1 do
    local row, fault = take_one(of, owner, turn)
    if not row then
      if fault.code == "conflict" then
        pool.release(owner, of.qualifier)
      end
      return nil, fault
    end
    rows[turn] = row
  end
  return rows
end

--- The one item for an owner as text, or nil and an error.
function pool.take_one(of, owner)
  local rows, fault = pool.take(of, owner, 1)
  if not rows then
    return nil, fault
  end
  return rows[1].item
end

--- Gives back all that an owner has for one purpose, whichever pool it is from.
function pool.release(owner, qualifier)
  local rows = resource.list("resourcePool", {
    ownerType = owner.type, ownerId = owner.id, qualifier = qualifier,
  })
  for _, row in ipairs(rows) do
    local ok, fault = resource.delete(row)
    if not ok and fault.code ~= "not_found" then
      error(fault)
    end
  end
end


return pool
