--- Has the host's agent run the instance, and notes what it reports.

local err = require("stampede.error")
local flow = require("stampede.flow")
local handler = require("stampede.handler")
local remote = require("stampede.remote")
local resource = require("stampede.resource")
local tree = require("stampede.tree")

-- What an earlier life left behind; a null does not survive the way here, so what is missing is cleared.
local OF_ONE_LIFE = { "exitCode", "dockerIp", "dockerHostIp" }

local function fresh(instance, facts)
  local data = type(facts) == "table" and facts["+data"]
  local fields = type(data) == "table" and data["+fields"]
  if type(fields) == "table" then
    for _, name in ipairs(OF_ONE_LIFE) do
      if fields[name] == nil and instance[name] ~= nil then
        fields[name] = resource.null
      end
    end
  end
  return facts
end

return handler.define("instance_host_map_activate", {
  timeout = 900,
  run = function(map)
    local instance = flow.needed(map, "instance")
    local host = flow.needed(map, "host")
    if host.removed then
      return nil, err.new("conflict", "host '" .. tostring(host.name) .. "' was removed")
    end
    local answer = assert(remote.ask(
      host.agentId, "compute.instance.activate", map,
      tree.instance_host_map(map, instance, host),
      { timeout = 30, attempts = 10 }
    ))
    remote.apply(instance, "instance", fresh(instance, answer.instance))
  end,
})
