--- Starts the container of an instance, creating it the first time.
--
-- The container is known by our label, so a repeated or replayed command finds what an
-- earlier one made and carries on from there.

local command = require("stampede.command")
local docker = require("stampede.docker")
local docker_config = require("stampede.docker_config")
local err = require("stampede.error")

local function find(engine, uuid)
  local container, fault = engine:find(docker_config.LABEL, uuid)
  if not container and fault.code ~= "not_found" then
    error(fault)
  end
  return container
end

-- The id of a new container; the engine's own when another attempt was quicker.
local function create(engine, instance)
  local config = docker_config.build(instance)
  if not config.Image then
    error(err.new("invalid", "the instance has no Docker image", { field = "imageUuid" }))
  end
  local made, fault = engine:create(instance.uuid, config)
  if not made and fault.code == "not_found" then
    assert(engine:pull(config.Image))
    made, fault = engine:create(instance.uuid, config)
  end
  if made then
    return made.Id
  end
  -- Whatever has the name already must carry our label.
  local container = fault.code == "conflict" and find(engine, instance.uuid)
  return container and container.Id or error(fault)
end

local function ended_at_once(container)
  local state = container.State
  local why = state.Error ~= "" and state.Error or nil
  return err.new("conflict", ("the container ended at once with exit code %s%s"):format(
    tostring(state.ExitCode), why and ": " .. why or ""))
end

return command.define("docker_start", {
  event = "compute.instance.activate",
  applies = function(data) return data.instanceHostMap.host.kind == "docker" end,
  timeout = 600,
  run = function(data)
    local instance = data.instanceHostMap.instance
    local info = data.instanceHostMap.host.info
    local engine <close> = assert(docker.connect())

    local container = find(engine, instance.uuid)
    if not container or not container.State.Running then
      local id = container and container.Id or create(engine, instance)
      assert(engine:start(id))
      container = assert(engine:inspect(id))
      -- One that did its work and left is no failure; its end is noticed like any other.
      if not container.State.Running and not container.State.Restarting
        and container.State.ExitCode ~= 0 then
        return nil, ended_at_once(container)
      end
    end
    return {
      instanceHostMap = {
        instance = docker_config.facts(container, type(info) == "table" and info.address or nil),
      },
    }
  end,
})
