--- Services of a network: the instance that provides them, its agent, what agents must know, links
-- and public ports.

local fake = require("fake_runtime")
local lives = require("lives")

local SERVICES = {
  "dnsService", "dhcpService", "linkService", "ipsecTunnelService", "portService", "hostNatGatewayService",
}

local world, network, provider

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

local function container(fields)
  fields.imageUuid = "docker:busybox"
  fields.networkIds = { network.id }
  local row = assert(lives.create(world, "container", fields))
  world:drain()
  return row
end

local function system()
  return world:find("container", { name = "Agent" })[1]
end

local function status(agent_id)
  local by_name = {}
  for _, row in ipairs(world:find("configItemStatus", { agentId = agent_id })) do
    by_name[row.name] = row
  end
  return by_name
end

local function host()
  return world:find("host", { kind = "docker" })[1]
end

before_each(function()
  world = lives.world()
  network = make("hostOnlyNetwork", { dynamicCreateVnet = true })
  make("subnet", { networkId = network.id, networkAddress = "10.42.0.0", cidrSize = 16 })
  provider = make("agentInstanceProvider", { networkId = network.id, agentInstanceImageUuid = "docker:busybox" })
  for _, kind in ipairs(SERVICES) do
    make(kind, { networkId = network.id, networkServiceProviderId = provider.id })
  end
end)

describe("the instance that serves a network", function()
  it("is made with the first interface, one for a virtual network and provider", function()
    local one = container { name = "one" }
    local two = container { name = "two" }
    assert.same({ "running", "running" }, { one.state, two.state })
    assert.equal(3, #world:find("instance"))
    local row = system()
    assert.same({ "running", true, "restart" }, { row.state, row.privileged, row.instanceTriggeredStop })
    assert.equal(world:find("account", { uuid = "system" })[1].id, row.accountId)
    assert.equal(world:find("vnet")[1].id, world:find("nic", { instanceId = row.id })[1].vnetId)
    assert.equal(1, #world:find("networkServiceProviderInstanceMap", { state = "active", instanceId = row.id }))
    assert.truthy(#row.token > 0)
  end)

  it("has an agent of its own, reached through the host's", function()
    container {}
    local agent = world:row("agent", system().agentId)
    assert.same({ "active", false }, { agent.state, agent.managedConfig })
    assert.truthy(agent.uri:match("^delegate:///%?vnetId=%d+&networkServiceProviderId=%d+$"))
    assert.equal("agentAccount" .. agent.id, world:row("account", agent.accountId).uuid)
    assert.equal(1, #world:find("credential", { accountId = agent.accountId, kind = "agentApiKey", state = "active" }))
  end)

  it("is told what it must know, and the start waits for that", function()
    container {}
    local before = status(system().agentId)
    for _, name in ipairs {
      "configscripts", "services", "agent-instance-scripts", "monit", "node-services",
      "agent-instance-startup", "dnsmasq", "hosts", "iptables", "ipsec", "ipsec-hosts",
    } do
      assert.equal(before[name].requestedVersion, before[name].appliedVersion, name)
    end
    local hosts = before.hosts.requestedVersion
    container {}
    assert.equal(hosts + 1, status(system().agentId).hosts.requestedVersion)
    assert.equal(hosts + 1, status(system().agentId).hosts.appliedVersion)
  end)

  it("is started again when it has stopped", function()
    container {}
    tell(system(), "stop")
    assert.equal("stopped", system().state)
    assert.equal("running", container({}).state)
    assert.equal("running", system().state)
    assert.equal(1, #world:find("container", { name = "Agent" }))
  end)

  it("is not there where nobody says what it is made of", function()
    provider.agentInstanceImageUuid = nil
    assert.equal("running", container({}).state)
    assert.is_nil(system())
    world:insert("setting", { name = "agent.instance.image.uuid", value = "docker:busybox" })
    container {}
    assert.equal("running", system().state)
  end)

  it("has two ports of its host for tunnels while it runs", function()
    container {}
    assert.same({ nat = 4500, isakmp = 500 }, system().data.ipsec[tostring(host().id)])
    assert.equal(2, #world:find("resourcePool", { qualifier = "hostPort", poolId = host().id }))
    tell(system(), "stop")
    assert.equal(0, #world:find("resourcePool", { qualifier = "hostPort" }))
  end)

  it("keeps its tunnels' key where nobody sees it", function()
    local service = world:find("ipsecTunnelService")[1]
    local row = world:find("data", { name = service.uuid .. "/ipsecKey" })[1]
    assert.is_false(row.visible)
    assert.truthy(row.value:find("^sealed:"))
  end)
end)

describe("a host", function()
  it("hears of ports and placements where its network serves them", function()
    local row = container { ports = { "8080:80" } }
    local before = status(world.agent)
    assert.truthy(before["host-iptables"] and before["host-routes"])
    local port = world:find("port", { instanceId = row.id })[1]
    local version = before["host-iptables"].requestedVersion
    tell(port, "update")
    assert.equal("active", port.state)
    assert.equal(version + 1, status(world.agent)["host-iptables"].requestedVersion)
    assert.equal(version + 1, status(world.agent)["host-iptables"].appliedVersion)
  end)

  it("that is silent is told later", function()
    local config = require("stampede.config")
    local row = container { ports = { "8080:80" } }
    local port = world:find("port", { instanceId = row.id })[1]
    world.up[world.agent] = false
    tell(port, "update")
    local behind = status(world.agent)["host-iptables"]
    assert.equal(1, behind.requestedVersion - behind.appliedVersion)
    world:call(config.sync)
    assert.equal(1, behind.requestedVersion - behind.appliedVersion)
    world.up[world.agent] = true
    world:call(config.sync)
    assert.equal(behind.requestedVersion, behind.appliedVersion)
  end)

  it("with a new address is news for the tunnels", function()
    container {}
    local before = status(system().agentId)["ipsec-hosts"].requestedVersion
    local ip = make("ipAddress", { address = "203.0.113.9" })
    make("hostIpAddressMap", { hostId = host().id, ipAddressId = ip.id })
    assert.equal(before + 1, status(system().agentId)["ipsec-hosts"].requestedVersion)
  end)
end)

describe("a port", function()
  it("joins the private address and the host's, kept on stop, untied on purge", function()
    local row = container { ports = { "8080:80" } }
    local port = world:find("port", { instanceId = row.id })[1]
    assert.equal(row.primaryIpAddress, world:row("ipAddress", port.privateIpAddressId).address)
    assert.equal("10.0.0.5", world:row("ipAddress", port.publicIpAddressId).address)
    tell(row, "stop", { remove = true })
    assert.is_number(port.privateIpAddressId)
    tell(row, "purge")
    assert.same({ "removed", 8080 }, { port.state, port.publicPort })
    assert.is_nil(port.privateIpAddressId or port.publicIpAddressId)
  end)
end)

describe("a link", function()
  local target, client, link

  local function linked(fields)
    fields.instanceLinks = { web = target.id }
    client = container(fields)
    link = world:find("instanceLink", { instanceId = client.id })[1]
  end

  before_each(function()
    target = container { name = "target", ports = { "80", "81:8081/udp" } }
  end)

  it("is reached at ports of its own on the instance that serves it", function()
    linked {}
    assert.same({ "active", "web", target.id }, { link.state, link.linkName, link.targetInstanceId })
    assert.equal(2, #link.ports)

    for _, port in ipairs(link.ports) do
      assert.equal(system().primaryIpAddress, port.ipAddress)
      assert.is_true(port.publicPort >= 20000 and port.publicPort <= 39999)

      assert.equal(port.privatePort == 80 and "tcp" or "udp", port.protocol)
    end
    assert.equal(2, #world:find("resourcePool", { qualifier = "linkPort" }))
  end)

  it("keeps its ports over stop and start, and over another target", function()
    linked {}
    local before = fake.copy(link.ports)
    tell(client, "stop")
    assert.equal("inactive", link.state)
    tell(client, "start")
    assert.same(before, link.ports)
    local raised = status(system().agentId).iptables.requestedVersion
    link.targetInstanceId = container({ ports = { "80" } }).id
    local after_create = status(system().agentId).iptables.requestedVersion
    tell(link, "update")
    assert.equal("active", link.state)
    assert.equal(after_create + 1, status(system().agentId).iptables.requestedVersion)
    assert.is_true(after_create > raised)
  end)

  it("never has one port for two of the target's", function()
    local assign = require("stampede.link").assign
    local known = { { privatePort = 80, protocol = "tcp", publicPort = 20001 } }
    local ports = { { privatePort = 80, protocol = "tcp" }, { privatePort = 90, protocol = "tcp" } }
    local result = world:call(assign, known, ports, { 20001, 20002 }, system().id)
    assert.same({ 20001, 20002 }, { result[1].publicPort, result[2].publicPort })
  end)

  it("gives its ports back when it is purged", function()
    linked {}
    tell(client, "stop", { remove = true })
    tell(client, "purge")
    assert.equal("removed", link.state)
    assert.equal(2, #world:find("resourcePool", { qualifier = "linkPort" }))
    tell(link, "purge")
    assert.same({}, link.ports)
    assert.equal(0, #world:find("resourcePool", { qualifier = "linkPort" }))
  end)

  it("waits for the first run of its target, so long as it is told", function()
    target.firstRunning = nil
    linked { data = { linkWaitTime = 1000 } }
    assert.equal("removed", client.state)
    assert.equal("Timeout waiting for instance link web", client.error)
  end)

  it("needs nobody where links are the host's own matter", function()
    network = world:find("network", { uuid = "unmanaged" })[1]
    linked {}
    assert.same({ "running", "active" }, { client.state, link.state })
    assert.is_nil(link.ports)
  end)
end)
