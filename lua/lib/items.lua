--- Which items of configuration follow from what happens on a network.

local config = require("stampede.config")
local flow = require("stampede.flow")
local network = require("stampede.network")
local resource = require("stampede.resource")

local items = {}

--- What every agent inside an instance works with.
items.BASE = {
  apply = { "configscripts", "services", "agent-instance-scripts", "monit", "node-services" },
  increment = { "agent-instance-startup" },
}

local OF_SERVICE = {
  dnsService = { apply = { "dnsmasq" }, increment = { "hosts" } },
  dhcpService = { apply = { "dnsmasq" }, increment = { "hosts" } },
  linkService = { increment = { "iptables" } },
  ipsecTunnelService = { apply = { "ipsec" }, increment = { "ipsec-hosts" } },
  metadataService = { increment = { "metadata" } },
}

-- process -> service -> items of the host's agent
local OF_HOST = {
  ["instancehostmap.activate"] = {
    portService = { "host-routes" }, hostNatGatewayService = { "host-routes", "host-iptables" },
  },
  ["instancehostmap.deactivate"] = { hostNatGatewayService = { "host-routes", "host-iptables" } },
  ["port.activate"] = { portService = { "host-iptables" } },
  ["port.update"] = { portService = { "host-iptables" } },
  ["port.deactivate"] = { portService = { "host-iptables" } },
  ["ipassociation.activate"] = { hostNatGatewayService = { "host-routes", "host-iptables" } },
  ["ipassociation.deactivate"] = { hostNatGatewayService = { "host-routes", "host-iptables" } },
}

local function add(into, seen, names)
  for _, name in ipairs(names or {}) do
    if not seen[name] then
      seen[name] = true
      into[#into + 1] = name
    end
  end
end

--- What a new interface means for those who serve its network.
function items.of_services(services)
  local result, applied, raised = { apply = {}, increment = {} }, {}, {}
  for kind, wanted in pairs(OF_SERVICE) do
    if services[kind] then
      add(result.apply, applied, wanted.apply)
      add(result.increment, raised, wanted.increment)
    end
  end
  table.sort(result.apply)
  table.sort(result.increment)
  return result
end

--- Asks the agents of an instance's hosts for what a process means for them.
function items.ask_hosts(task, instance_id)
  local by_service = OF_HOST[task.process]
  local services = by_service and network.of_instance(instance_id) or {}
  local names, seen = {}, {}
  for kind in pairs(services) do
    add(names, seen, by_service[kind])
  end
  if #names == 0 then
    return
  end
  table.sort(names)
  for _, host in ipairs(network.hosts(instance_id)) do
    if host.agentId then
      local key = ("%s %d host %d"):format(task.process, instance_id, host.id)
      config.ask(task, key, host.agentId, { increment = names })
    end
  end
end

--- The instance an address belongs to, or nil.
function items.instance_of_ip(ip_id)
  local map = resource.first("ipAddressNicMap", { ipAddressId = ip_id }, { removed = false })
  local nic = map and flow.referred(map, "nic")
  return nic and nic.instanceId
end

return items
