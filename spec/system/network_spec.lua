--- Networks over the API, with simulated hosts, every handler proved idempotent while it runs, and
-- the server killed in between.

local rig = require("rig")

local OPTIONS = "io.cattle.platform.agent.connection.simulator.AgentConnectionSimulator"
local SERVICES = {
  "dnsservices", "dhcpservices", "linkservices", "ipsectunnelservices", "portservices", "hostnatgatewayservices",
}

describe("a network of its own", function()
  local server, network, target, client, agent

  local function rows(type) return server:get("/v1/" .. type .. "?limit=1000").data end

  local function find(type, key, value)
    for _, row in ipairs(rows(type)) do
      if row[key] == value then return row end
    end
  end

  local function status(agent_id, name)
    for _, row in ipairs(rows("configitemstatuses")) do
      if row.agentId == agent_id and row.name == name then return row end
    end
  end

  setup(function()
    server = rig.new({ role = "server", extra = "--no-auth --idempotency enforce" }):start()
    agent = server:settle(server:post("/v1/agents", { uri = "sim://one", data = { [OPTIONS] = { hosts = 2 } } }), "active", 10)
    network = server:post("/v1/hostonlynetworks", { hostVnetUri = "bridge://docker0", dynamicCreateVnet = true })
    server:settle(network, "active", 10)
    server:settle(server:post("/v1/subnets", { networkId = network.id, networkAddress = "10.77.0.0", cidrSize = 16 }), "active", 10)
    local provider = server:post("/v1/agentinstanceproviders", { networkId = network.id, agentInstanceImageUuid = "sim:agent" })
    for _, kind in ipairs(SERVICES) do
      local service = server:post("/v1/" .. kind, { networkId = network.id, networkServiceProviderId = provider.id })
      server:settle(service, "active", 10)
    end
  end)
  teardown(function() if server and server.pid then server:stop() end end)

  it("gives instances addresses, and an instance to serve them", function()
    target = server:post("/v1/containers", {
      imageUuid = "sim:web", name = "target", networkIds = { network.id }, ports = { "8080:80" },
    })
    target = server:settle(target, "running", 20)
    assert.truthy(target.primaryIpAddress:match("^10%.77%.%d+%.%d+$"))
    server:settle(find("instances", "name", "Agent"), "running", 20)
    rig.wait("its agent is active", 20, function()
      for _, row in ipairs(rows("agents")) do
        if row.uri:find("^delegate:///") then return row.state == "active" end
      end
    end)
  end)

  it("links them, by ports of the one that serves", function()
    client = server:settle(server:post("/v1/containers", {
      imageUuid = "sim:web", name = "client", networkIds = { network.id }, instanceLinks = { web = target.id },
    }), "running", 20)
    local link = find("instancelinks", "linkName", "web")
    local serving = find("instances", "name", "Agent")
    assert.equal("active", link.state)
    assert.equal(1, #link.ports)
    assert.equal(serving.primaryIpAddress, link.ports[1].ipAddress)
    assert.is_true(link.ports[1].publicPort >= 20000 and link.ports[1].publicPort < 40000)
  end)

  it("tells hosts what changes, by versions", function()
    local port = find("ports", "publicPort", 8080)
    local before = status(agent.id, "host-iptables").requestedVersion
    assert.equal(200, (server:call("PUT", port.links.self, { publicPort = 8081 })))
    server:settle(port, "active", 10)
    local now = status(agent.id, "host-iptables")
    assert.equal(before + 1, now.requestedVersion)
    assert.equal(now.requestedVersion, now.appliedVersion)
  end)

  it("gives out public addresses, once each", function()
    local pool = server:post("/v1/subnetippools", { networkAddress = "192.0.2.0", cidrSize = 28 })
    server:settle(pool, "active", 10)
    local seen, count = {}, 0
    for _ = 1, 9 do -- .2 to .10
      local code, ip = server:call("POST", "/v1/ippools/" .. pool.id .. "/?action=acquire", {})
      assert.equal(200, code)
      ip = server:settle(ip, "active", 10)
      assert.is_nil(seen[ip.address])
      seen[ip.address], count = ip, count + 1
    end
    assert.equal(9, count)
    local _, none = server:call("POST", "/v1/ippools/" .. pool.id .. "/?action=acquire", {})
    none = server:settle(none, "removed", 10) -- a pooled one is not kept
    assert.equal("Failed to allocate IP from subnet : IP allocation error", none.transitioningMessage)
    local private = find("ipaddresses", "address", target.primaryIpAddress)
    local public = select(2, next(seen))
    server:action(public, "associate", { ipAddressId = private.id })
    server:settle(public, "associated", 10)
  end)

  it("keeps all of it over a crash, and gives it back in the end", function()
    server:action(client, "stop", { remove = true })
    server:stop("KILL")
    server:start()
    server:settle(client, "removed", 40)
    server:action(client, "restore")
    server:settle(client, "stopped", 10)
    server:action(client, "start")
    local again = server:settle(client, "running", 40)
    assert.equal(client.primaryIpAddress, again.primaryIpAddress)
    server:action(client, "stop", { remove = true })
    server:settle(client, "removed", 20)
    server:action(client, "purge")
    server:settle(client, "purged", 20)
    for _, row in ipairs(rows("resourcepools")) do
      assert.not_equal(client.primaryIpAddress, row.item)
    end
  end)

  it("is purged after as long as the settings say", function()
    for _, name in ipairs { "object.remove.time.delay.seconds", "object.volume.remove.time.delay.seconds" } do
      local row = find("settings", "name", name)
      local value = name:find("volume") and "3000" or "1"
      if row then
        server:call("PUT", row.links.self, { value = value })
      else
        server:post("/v1/settings", { name = name, value = value })
      end
    end
    local c = server:settle(server:post("/v1/containers", { imageUuid = "sim:web", startOnCreate = false }), "stopped", 10)
    local v = server:get("/v1/containers/" .. c.id .. "/volumes").data[1]
    local nic = server:get("/v1/containers/" .. c.id .. "/nics").data[1]
    assert.equal(200, (server:call("DELETE", c.links.self)))
    server:settle(c, "removed", 10)
    v = server:get(v.links.self)
    assert.is_true(v.removeTimeTS - v.removedTS > 2900000)
    server:settle(c, "purged", 15)
    server:settle(nic, "purged", 15)
  end)

  it("proved every handler on the way", function()
    local log = assert(io.open(server.log))
    local text = log:read("a")
    log:close()
    assert.truthy(text:find("Open", 1, true))
    assert.is_nil(text:find("is not idempotent", 1, true))
    for _, row in ipairs(rows("processinstances")) do
      assert.is_nil(tostring(row.lastError or ""):find("is not idempotent", 1, true))
    end
  end)
end)
