--- Which fields a table shows when nobody says. What a type lacks is left out; an unlisted type gets
-- what it has of the usual ones.

local columns = {}

local USUAL = { "id", "name", "kind", "state", "created" }

local OF = {
  account = { "id", "name", "kind", "state", "created" },
  activeSetting = { "id", "name", "activeValue", "source" },
  agent = { "id", "name", "uri", "state", "created" },
  apiKey = { "id", "name", "publicValue", "accountId", "state", "created" },
  configItemStatus = { "id", "name", "agentId", "requestedVersion", "appliedVersion" },
  container = { "id", "name", "imageUuid", "state", "primaryIpAddress", "created", "transitioningMessage" },
  credential = { "id", "name", "kind", "publicValue", "accountId", "state", "created" },
  data = { "id", "name", "value" },
  externalHandler = { "id", "name", "priority", "state", "created" },
  history = { "id", "created", "resourceType", "resourceId", "kind", "processName", "fromState", "toState", "handler",
    "actor", "error" },
  host = { "id", "name", "kind", "state", "agentState", "created" },
  image = { "id", "name", "uuid", "instanceKind", "format", "state" },
  instance = { "id", "name", "kind", "state", "primaryIpAddress", "created", "transitioningMessage" },
  instanceConsole = { "kind", "url", "password" },
  instanceHostMap = { "id", "instanceId", "hostId", "state" },
  instanceLink = { "id", "linkName", "instanceId", "targetInstanceId", "state" },
  ipAddress = { "id", "address", "name", "networkId", "subnetId", "state" },
  ipPool = { "id", "name", "kind", "state", "created" },
  network = { "id", "name", "kind", "state", "isPublic", "created" },
  nic = { "id", "instanceId", "networkId", "deviceNumber", "macAddress", "state" },
  port = { "id", "instanceId", "publicPort", "privatePort", "protocol", "state" },
  processDefinition = { "id", "name", "resourceType", "processType" },
  processInstance = { "id", "processName", "resourceType", "resourceId", "phase", "exitReason", "startTime" },
  resourceDefinition = { "id", "name" },
  schema = { "id", "pluralName" },
  script = { "id", "name", "kind", "state", "path", "error" },
  setting = { "id", "name", "value" },
  storagePool = { "id", "name", "kind", "state", "created" },
  subnet = { "id", "name", "networkId", "networkAddress", "cidrSize", "gateway", "state" },
  subnetIpPool = { "id", "name", "networkAddress", "cidrSize", "startAddress", "endAddress", "gateway", "state" },
  task = { "id", "name" },
  taskInstance = { "id", "name", "startTime", "endTime", "exception" },
  virtualMachine = { "id", "name", "imageId", "memoryMb", "vcpu", "state", "primaryIpAddress", "created",
    "transitioningMessage" },
  volume = { "id", "name", "instanceId", "deviceNumber", "imageId", "state" },
}

--- Names of fields for a schema (or nil, for something that no type describes), in order.
function columns.of(schema)
  if not schema then return USUAL end
  local found = {}
  for _, name in ipairs(OF[schema.id] or USUAL) do
    if schema.by_name[name] or name == "id" then found[#found + 1] = name end
  end
  if #found < 2 then
    found = { "id" }
    for _, field in ipairs(schema.fields) do
      local is_tree = field.type:match("^[amj]%a+%[?")
      if #found < 6 and field.name ~= "id" and not is_tree then found[#found + 1] = field.name end
    end
  end
  return found
end

return columns
