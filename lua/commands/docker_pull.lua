--- Gets a Docker image, unless the engine has it.

local command = require("stampede.command")
local docker = require("stampede.docker")
local docker_config = require("stampede.docker_config")
local err = require("stampede.error")

return command.define("docker_pull", {
  event = "storage.image.activate",
  applies = function(data) return data.imageStoragePoolMap.storagePool.kind == "docker" end,
  timeout = 3600,
  run = function(data, task)
    local image = data.imageStoragePoolMap.image
    local reference = docker_config.reference(image)
    if not reference then
      return nil, err.new("invalid", "'" .. tostring(image.uuid) .. "' names no Docker image")
    end
    local engine <close> = assert(docker.connect())

    local path = "/images/" .. reference .. "/json"
    local status, found = engine:call("GET", path)
    if not status then
      if found.code ~= "not_found" then
        return nil, found
      end
      task:progress(0, "pulling " .. reference)
      assert(engine:pull(reference))
      status, found = engine:call("GET", path)
      if not status then
        return nil, found
      end
    end
    local mib = math.ceil((tonumber(found.Size) or 0) / (1024 * 1024))
    return {
      imageStoragePoolMap = {
        ["+data"] = { dockerImage = { Id = found.Id, RepoTags = found.RepoTags } },
        image = { virtualSizeMb = mib, physicalSizeMb = mib },
      },
    }
  end,
})
