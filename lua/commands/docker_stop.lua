--- Stops the container of an instance; it is kept for the next start.

local command = require("stampede.command")
local docker = require("stampede.docker")
local docker_config = require("stampede.docker_config")

local PATIENCE = 10 -- seconds it gets to end by itself, as with the docker command

-- Docker starts what has the policy "always" again when Docker itself starts, stopped or not. This one
-- shall stay stopped; its start gives the policy back.
local function calm(engine, container)
  if container.HostConfig.RestartPolicy.Name == "always" then
    assert(engine:call("POST", "/containers/" .. container.Id .. "/update", {
      RestartPolicy = { Name = "unless-stopped" },
    }))
  end
end

return command.define("docker_stop", {
  event = "compute.instance.deactivate",
  applies = function(data) return data.instanceHostMap.host.kind == "docker" end,
  timeout = 600,
  run = function(data)
    local instance = data.instanceHostMap.instance
    local engine <close> = assert(docker.connect())

    local container, fault = engine:find(docker_config.LABEL, instance.uuid)
    if not container then
      if fault.code ~= "not_found" then
        return nil, fault
      end
      return { instanceHostMap = {} }
    end
    if container.State.Running or container.State.Restarting then
      assert(engine:stop(container.Id, math.tointeger(data.timeout) or PATIENCE))
      container = assert(engine:inspect(container.Id))
    end
    calm(engine, container) -- not before: one that is just being started again cannot be changed
    return { instanceHostMap = { instance = docker_config.facts(container) } }
  end,
})
