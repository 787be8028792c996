--- Has the host's agent run the instance, and notes what it reports.

local err = require("stampede.error")
local handler = require("stampede.handler")
local remote = require("stampede.remote")
local resource = require("stampede.resource")
local tree = require("stampede.tree")

return handler.define("instance_host_map_activate", {
  timeout = 900,
  run = function(map)
    local instance = assert(resource.get("instance", map.instanceId))
    local host = assert(resource.get("host", map.hostId))
    if host.removed then
      return nil, err.new("conflict", "host '" .. tostring(host.name) .. "' was removed")
    end
    local answer = assert(remote.ask(
      host.agentId, "compute.instance.activate", map,
      tree.instance_host_map(map, instance, host),
      { timeout = 30, attempts = 10 }
    ))
    remote.apply(instance, "instance", answer.instance)
  end,
})
