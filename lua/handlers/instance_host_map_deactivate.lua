--- Has the host's agent stop the instance, and notes what it reports.
--
-- `timeout` of the stop request is how many seconds the guest gets before it is killed.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local remote = require("stampede.remote")
local tree = require("stampede.tree")

return handler.define("instance_host_map_deactivate", {
  timeout = 900,
  run = function(map, task)
    local instance = flow.referred(map, "instance")
    local host = flow.referred(map, "host")
    if not instance or not host or host.removed then
      return
    end
    local data = tree.instance_host_map(map, instance, host)
    data.timeout = task.data.timeout
    local answer = assert(remote.ask(
      host.agentId, "compute.instance.deactivate", map, data, { timeout = 30, attempts = 10 }
    ))
    remote.apply(instance, "instance", answer.instance)
  end,
})
