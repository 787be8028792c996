--- The books of a container that runs: its address, and where its ports are.
--
-- Docker decides both, anew with each start, also with one that is its own doing. Only what
-- differs from the rows is written.

local address = require("stampede.address")
local flow = require("stampede.flow")
local network = require("stampede.network")
local resource = require("stampede.resource")

local docker_books = {}

local function number(value)
  return math.tointeger(tonumber(value))
end

local function port_row(instance, private, protocol, known)
  for _, port in ipairs(known) do
    if port.privatePort == private and port.protocol == protocol then
      return port
    end
  end
  return flow.ensure("port", {
    instanceId = instance.id,
    privatePort = private,
    protocol = protocol,
  }, { kind = "imagePort", accountId = instance.accountId })
end

local function report_port(port, fields)
  for name, value in pairs(fields) do
    if port[name] ~= value then
      port = assert(resource.update(port, fields))
      break
    end
  end
  flow.create(port)
end

--- Brings the rows around an instance in line with its dockerIp, dockerHostIp and dockerPorts.
function docker_books.keep(instance, host_id)
  local nic = address.first_nic(instance.id)
  local private_ip
  if nic and instance.dockerIp and instance.dockerIp ~= "" then
    private_ip = address.report(nic, "docker", instance.dockerIp)
  end

  -- A network that publishes ports by itself decides where they are.
  local served = nic and nic.networkId and network.services(nic.networkId).portService
  local published = not served and instance.dockerPorts or {}
  local public_ip
  if next(published) ~= nil and instance.dockerHostIp then
    local host = assert(resource.get("host", host_id))
    public_ip = address.report_host(host, instance.dockerHostIp)
  end

  local known = flow.maps("port", "instanceId", instance.id)
  for name, public in pairs(published) do
    local private, protocol = name:match("^(%d+)/(%a+)$")
    if private and number(public) then
      report_port(port_row(instance, number(private), protocol, known), {
        publicPort = number(public),
        publicIpAddressId = public_ip and public_ip.id,
        privateIpAddressId = private_ip and private_ip.id,
      })
    end
  end
end

return docker_books
