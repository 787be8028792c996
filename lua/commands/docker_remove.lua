--- Takes a container's root volume away, which is the container itself.

local command = require("stampede.command")
local docker = require("stampede.docker")
local docker_config = require("stampede.docker_config")

return command.define("docker_remove", {
  event = "storage.volume.remove",
  applies = function(data) return data.volumeStoragePoolMap.storagePool.kind == "docker" end,
  timeout = 120,
  run = function(data)
    local volume = data.volumeStoragePoolMap.volume
    local instance = volume.instance
    if volume.deviceNumber ~= 0 or not instance then
      return {}
    end
    local engine <close> = assert(docker.connect())
    local container, fault = engine:find(docker_config.LABEL, instance.uuid)
    if container then
      local ok
      ok, fault = engine:remove(container.Id, { force = true, volumes = true })
      if ok then
        return {}
      end
    end
    if fault.code ~= "not_found" then
      return nil, fault
    end
    return {}
  end,
})
