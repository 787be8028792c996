--- Networks as instances meet them: subnets, addresses, MAC addresses, virtual networks, public
-- addresses, links and ports.

local lives = require("lives")

local world

local function make(type_name, fields)
  local row = world:insert(type_name, fields)
  assert(world:schedule(row, "create"))
  world:drain()
  return row
end

local function tell(row, verb, data)
  assert(world:schedule(row, verb, data))
  world:drain()
end

local function host_only(more)
  local fields = { uuid = "own", dynamicCreateVnet = true, hostVnetUri = "bridge://docker0" }
  for key, value in pairs(more or {}) do
    fields[key] = value
  end
  local network = make("hostOnlyNetwork", fields)
  local subnet = make("subnet", { networkId = network.id, networkAddress = "10.42.0.0", cidrSize = 16 })
  return network, subnet
end

local function container(fields)
  fields.imageUuid = "docker:busybox"
  local row = assert(lives.create(world, "container", fields))
  world:drain()
  return row
end

local function pool_items(filter)
  local items = {}
  for i, row in ipairs(world:find("resourcePool", filter)) do
    items[i] = row.item
  end
  return items
end

before_each(function()
  world = lives.world()
end)

describe("a subnet", function()
  it("fills in what was not said, for any address in it", function()
    local subnet = make("subnet", { networkAddress = "10.1.2.77" })
    assert.same({ 24, "10.1.2.1", "10.1.2.2", "10.1.2.250" },
      { subnet.cidrSize, subnet.gateway, subnet.startAddress, subnet.endAddress })
    local wide = make("subnet", { networkAddress = "10.42.0.0", cidrSize = 16 })
    assert.equal("10.42.255.250", wide.endAddress)
  end)

  it("keeps what was said", function()
    local subnet = make("subnet", { networkAddress = "10.1.2.0", gateway = "10.1.2.254", startAddress = "10.1.2.9" })
    assert.same({ "10.1.2.254", "10.1.2.9" }, { subnet.gateway, subnet.startAddress })
  end)

  it("is refused when its addresses are none, or lie elsewhere", function()
    local checks = require("stampede.checks")
    local function tag(input)
      local _, fault = world:call(checks.create, { type = "subnet", input = input })
      return fault and fault.tag .. " " .. fault.field
    end
    assert.is_nil(tag { networkAddress = "10.1.2.0" })
    assert.equal("InvalidFormat networkAddress", tag { networkAddress = "10.1.2" })
    assert.equal("InvalidFormat networkAddress", tag { networkAddress = "10.1.2.256" })
    assert.equal("InvalidFormat gateway", tag { networkAddress = "10.1.2.0", gateway = "x" })
    assert.equal("InvalidOption endAddress", tag { networkAddress = "10.1.2.0", endAddress = "10.1.3.9" })
    assert.equal("InvalidOption startAddress",
      tag { networkAddress = "10.1.2.0", startAddress = "10.1.2.9", endAddress = "10.1.2.8" })
  end)
end)

describe("an address of a subnet", function()
  it("is another one for each, and comes back", function()
    local subnet = make("subnet", { networkAddress = "10.1.2.0", startAddress = "10.1.2.10", endAddress = "10.1.2.11" })
    local one = make("ipAddress", { subnetId = subnet.id })
    local two = make("ipAddress", { subnetId = subnet.id, name = "mine" })
    local seen = { one.address, two.address }
    table.sort(seen)
    assert.same({ "10.1.2.10", "10.1.2.11" }, seen)
    assert.same({ one.address, "mine" }, { one.name, two.name })

    local three = make("ipAddress", { subnetId = subnet.id })
    assert.equal("inactive", three.state)
    assert.equal("Failed to allocate IP from subnet : IP allocation error", three.error)

    tell(one, "deactivate")
    assert.same({ two.address }, pool_items { qualifier = "default" })
    tell(three, "activate")
    assert.equal(one.address, three.address)
  end)

  it("is refused while the subnet is not active", function()
    local subnet = make("subnet", { networkAddress = "10.1.2.0" })
    tell(subnet, "deactivate")
    local ip = make("ipAddress", { subnetId = subnet.id })
    assert.equal("inactive", ip.state)
    assert.equal("Failed to allocate IP from subnet : Subnet not active", ip.error)
  end)
end)

describe("a network", function()
  it("has a MAC prefix of its own until it is purged", function()
    local one, two = make("network", {}), make("network", {})
    assert.truthy(one.macPrefix:match("^02:%x%x:%x%x$"))
    assert.not_equal(one.macPrefix, two.macPrefix)
    tell(one, "deactivate")
    tell(one, "remove")
    assert.truthy(one.macPrefix)
    tell(one, "purge")
    assert.is_nil(one.macPrefix)
    assert.equal(0, #world:find("resourcePool", { qualifier = "macPrefix", poolType = "global", ownerId = one.id }))
  end)
end)

describe("an instance on a host-only network", function()
  it("has an address and a MAC address that survive stop, remove and restore", function()
    local network = host_only()
    local row = container { networkIds = { network.id } }
    assert.equal("running", row.state)
    assert.truthy(row.primaryIpAddress:match("^10%.42%.%d+%.%d+$"))
    local nic = world:find("nic", { instanceId = row.id })[1]
    assert.equal(network.macPrefix .. ":", nic.macAddress:sub(1, 9))
    local ip, mac = row.primaryIpAddress, nic.macAddress
    tell(row, "stop", { remove = true })
    tell(row, "restore")
    tell(row, "start")
    assert.same({ ip, mac }, { row.primaryIpAddress, nic.macAddress })
    tell(row, "stop", { remove = true })
    tell(row, "purge")
    assert.is_nil(nic.macAddress)
    assert.same({}, pool_items { qualifier = "mac" })
    assert.same({}, pool_items { qualifier = "default" })
  end)

  it("is on the one virtual network of its machine", function()
    local network, subnet = host_only()
    container { networkIds = { network.id } }
    container { subnetIds = { subnet.id } }
    local vnets = world:find("vnet")
    assert.equal(1, #vnets)
    assert.same({ "active", "bridge://docker0" }, { vnets[1].state, vnets[1].uri })
    assert.equal(1, #world:find("hostVnetMap", { state = "active" }))
    assert.equal(1, #world:find("subnetVnetMap", { state = "active" }))
    for _, nic in ipairs(world:find("nic")) do
      assert.equal(vnets[1].id, nic.vnetId)
      assert.equal(subnet.id, nic.subnetId)
    end
  end)

  it("shares it with the other host of the same machine", function()
    local network = host_only()
    container { networkIds = { network.id } }
    world:insert("image", {
      uuid = "tiny", url = "http://x/tiny", isPublic = true, state = "active", instanceKind = "virtualMachine",
    })
    local guest = assert(lives.create(world, "virtualMachine", { imageUuid = "tiny", networkIds = { network.id } }))
    world:drain()
    assert.equal("running", guest.state)
    assert.equal(1, #world:find("vnet"))
    assert.equal(2, #world:find("hostVnetMap", { state = "active" }))
  end)

  it("takes the virtual network that somebody made for its machine", function()
    local network = host_only()
    local host = world:find("host", { kind = "libvirt" })[1]
    local vnet = make("vnet", { networkId = network.id, uri = "bridge://own" })
    make("hostVnetMap", { hostId = host.id, vnetId = vnet.id })
    local row = container { networkIds = { network.id } }
    assert.equal(vnet.id, world:find("nic", { instanceId = row.id })[1].vnetId)
    assert.equal(1, #world:find("vnet"))
  end)

  it("goes where the virtual network is that it names", function()
    local network, subnet = host_only { dynamicCreateVnet = false }
    local far = world:insert("host", { kind = "docker", state = "active", name = "far" })
    local vnet = make("vnet", { networkId = network.id, uri = "bridge://far" })
    make("hostVnetMap", { hostId = far.id, vnetId = vnet.id })
    make("subnetVnetMap", { subnetId = subnet.id, vnetId = vnet.id })
    local pool = world:insert("storagePool", { kind = "docker", state = "active" })
    world:insert("storagePoolHostMap", { storagePoolId = pool.id, hostId = far.id, state = "active" })
    for _, fields in ipairs { { vnetIds = { vnet.id } }, { subnetIds = { subnet.id } }, { networkIds = { network.id } } } do
      local row = container(fields)
      assert.equal("running", row.state)
      assert.equal(far.id, world:find("instanceHostMap", { instanceId = row.id })[1].hostId)
    end
  end)

  it("fails when the subnet is used up, and leaves nothing active behind", function()
    local network = make("hostOnlyNetwork", { dynamicCreateVnet = true })
    make("subnet", { networkId = network.id, networkAddress = "10.9.9.0", startAddress = "10.9.9.9", endAddress = "10.9.9.9" })
    assert.equal("running", container({ networkIds = { network.id } }).state)
    local row = container { networkIds = { network.id } }
    assert.equal("removed", row.state)
    assert.equal("Failed to allocate IP from subnet : IP allocation error", row.error)
    for _, ip in ipairs(world:find("ipAddress", { role = "primary" })) do
      assert.not_equal("activating", ip.state)
    end
  end)

  it("may have two interfaces on one network", function()
    local network = host_only()
    local row = container { networkIds = { network.id, network.id } }
    local nics = world:find("nic", { instanceId = row.id })
    assert.equal(2, #nics)
    assert.not_equal(nics[1].macAddress, nics[2].macAddress)
  end)

  it("does not take networks and subnets at once", function()
    local network, subnet = host_only()
    local _, fault = lives.create(world, "container", {
      imageUuid = "docker:busybox", networkIds = { network.id }, subnetIds = { subnet.id },
    })
    assert.equal("NetworkIdsSubnetIdsMutuallyExclusive", fault.tag)
  end)
end)

describe("a pool of public addresses", function()
  local actions, pool

  before_each(function()
    actions = require("stampede.actions")
    pool = make("subnetIpPool", { networkAddress = "192.0.2.0", cidrSize = 28 })
  end)

  local function acquire()
    local made = world:call(actions.run, {
      type = "subnetIpPool", base = "ipPool", id = pool.id, action = "acquire", accountId = 1,
    })
    world:drain()
    return world:row("ipAddress", made.id)
  end

  it("lives on a subnet of its own", function()
    local subnet = world:find("subnet")[1]
    assert.same({ "ipPoolSubnet", pool.id, "active", "192.0.2.10" },
      { subnet.kind, subnet.ipPoolId, subnet.state, subnet.endAddress })
    tell(pool, "deactivate")
    tell(pool, "remove")
    assert.equal("removed", subnet.state)
  end)

  it("gives out addresses that can be associated and go for good", function()
    local public = acquire()
    assert.truthy(public.address:match("^192%.0%.2%.%d+$"))
    assert.same({ "pooledIpAddress", "public", { "associate" } },
      { public.kind, public.role, public.data.fields.capabilities })
    local private = make("ipAddress", { address = "10.0.0.77" })
    tell(public, "associate", { ipAddressId = private.id })
    assert.equal("associated", public.state)
    local tie = world:find("ipAssociation")[1]
    assert.same({ "active", public.id, private.id }, { tie.state, tie.ipAddressId, tie.childIpAddressId })
    tell(public, "disassociate")
    assert.same({ "active", "removed" }, { public.state, tie.state })
    tell(public, "deactivate")
    assert.equal("removed", public.state)
    assert.same({}, pool_items { qualifier = "default" })
  end)

  it("serves a virtual machine once, until its private address is purged", function()
    local network = host_only()
    world:insert("image", {
      uuid = "tiny", url = "http://x/tiny", isPublic = true, state = "active", instanceKind = "virtualMachine",
    })
    local guest = assert(lives.create(world, "virtualMachine", {
      imageUuid = "tiny", networkIds = { network.id, network.id }, publicIpAddressPoolId = pool.id,
    }))
    world:drain()
    tell(guest, "restart")
    assert.equal(1, #world:find("ipAssociation"))
    local public = world:find("ipAddress", { role = "public" })[1]
    assert.equal(public.address, guest.primaryAssociatedIpAddress)
    local private = world:row("ipAddress", world:find("ipAssociation")[1].childIpAddressId)
    assert.equal(private.uuid .. "-public-ip", public.uuid)
    tell(guest, "stop", { remove = true })
    tell(guest, "purge")
    assert.equal("associated", public.state)
    tell(private, "purge")
    assert.equal("removed", public.state)
  end)

  it("says which actions there are not", function()
    local ok, fault = world:call(actions.run, { type = "subnetIpPool", base = "ipPool", id = pool.id, action = "empty" })
    assert.is_nil(ok)
    assert.equal("ActionNotAvailable", fault.tag)
    tell(pool, "deactivate")
    ok, fault = world:call(actions.run, { type = "subnetIpPool", base = "ipPool", id = pool.id, action = "acquire" })
    assert.is_nil(ok)
    assert.equal("conflict", fault.code)
  end)
end)

