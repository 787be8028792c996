--- Starts the container of an instance, creating it the first time.
--
-- The container is known by our label, so a repeated or replayed command finds what an
-- earlier one made and carries on from there.

local command = require("stampede.command")
local docker = require("stampede.docker")
local docker_config = require("stampede.docker_config")
local err = require("stampede.error")
local exec = require("stampede.exec")
local time = require("stampede.time")

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

-- An engine killed in the middle of a start leaves a shim that it does not know any more, and refuses
-- the container from then on ("task ID: already exists"). The shim runs nothing, and containerd cleans up
-- after one that died ("mkdir PATH/ID: file exists" meanwhile). One argument of it is exactly the id.
local KILL_SHIM = [[
  for file in $(grep -lzxF -- "$1" /proc/[0-9]*/cmdline 2>/dev/null); do
    read -r name 2>/dev/null <"${file%cmdline}comm" || continue
    pid=${file#/proc/}
    case $name in containerd-shim*) kill -9 "${pid%/cmdline}" ;; esac
  done
]]

local function start(engine, id)
  local ok, fault = engine:start(id)
  for _ = 1, 20 do
    if ok or not fault.message:find(id .. ":[%a ]* exists") then
      break
    end
    assert(exec.run({ "sh", "-c", KILL_SHIM, "sh", id }, { timeout = 10 }))
    time.sleep(0.5)
    ok, fault = engine:start(id)
  end
  return ok or error(fault)
end

-- What a stop took away; see docker_stop.
local function give_policy_back(engine, container, instance)
  local policy = docker_config.restart_policy(instance)
  if policy and policy.Name ~= container.HostConfig.RestartPolicy.Name then
    assert(engine:call("POST", "/containers/" .. container.Id .. "/update", { RestartPolicy = policy }))
  end
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
      if container then
        give_policy_back(engine, container, instance)
      end
      local id = container and container.Id or create(engine, instance)
      start(engine, id)
      -- One that is gone by now did run: no failed start, but an end that is noticed like any other.
      container = assert(engine:inspect(id))
    end
    return {
      instanceHostMap = {
        instance = docker_config.facts(container, type(info) == "table" and info.address or nil),
      },
    }
  end,
})
