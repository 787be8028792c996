--- Links: who serves one, and at which ports.

local agent_instance = require("stampede.agent_instance")
local address = require("stampede.address")
local network = require("stampede.network")
local resource = require("stampede.resource")

local link = {}

--- The link service of an instance's networks and the agent and instance that do its work; nil
-- where there is none, or none is made of an image.
function link.served_by(instance_id)
  local services, nic_of = network.of_instance(instance_id)
  local service = services.linkService
  local provider = service and service.networkServiceProviderId
    and resource.get("networkServiceProvider", service.networkServiceProviderId)
  local nic = nic_of.linkService
  if not provider or provider.kind ~= "agentInstanceProvider" or not nic.vnetId then
    return nil
  end
  local agent, instance = agent_instance.ensure(provider, nic)
  return agent and service, agent, instance
end

--- Where each port of the target is reached: earlier assignments are kept, new ones take what is
-- left of the items.
function link.assign(known, ports, numbers, instance_id)
  local ip = address.primary(instance_id)
  local used, of_port, result = {}, {}, {}
  for _, one in ipairs(known or {}) do
    of_port[("%d/%s"):format(one.privatePort, one.protocol)] = one.publicPort
  end
  for _, port in ipairs(ports) do
    local kept = of_port[("%d/%s"):format(port.privatePort, port.protocol)]
    used[kept or 0] = true
  end
  local free = {}
  for _, number in ipairs(numbers) do
    if not used[number] then
      free[#free + 1] = number
    end
  end
  for _, port in ipairs(ports) do
    result[#result + 1] = {
      ipAddress = ip and ip.address,
      publicPort = of_port[("%d/%s"):format(port.privatePort, port.protocol)]
        or table.remove(free, 1),
      privatePort = port.privatePort,
      protocol = port.protocol,
    }
  end
  return result
end

return link
