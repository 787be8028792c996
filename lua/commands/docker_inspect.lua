--- Says whether the container of an instance runs.

local command = require("stampede.command")
local docker = require("stampede.docker")
local docker_config = require("stampede.docker_config")

return command.define("docker_inspect", {
  event = "compute.instance.inspect",
  applies = function(data) return data.kind == "docker" end,
  timeout = 30,
  run = function(data)
    local engine <close> = assert(docker.connect())
    local container, fault = engine:find(docker_config.LABEL, data.uuid)
    if not container then
      if fault.code ~= "not_found" then
        return nil, fault
      end
      return { state = "absent" }
    end
    -- Docker's own restart policy is at work: that is running to us.
    local runs = container.State.Running or container.State.Restarting
    return {
      state = runs and "running" or "stopped",
      exitCode = container.State.ExitCode,
      ports = docker_config.facts(container)["+data"]["+fields"].dockerPorts,
      ip = docker_config.facts(container)["+data"]["+fields"].dockerIp,
    }
  end,
})
