--- The root volume of a container comes with the container: nothing is to be made.

local command = require("stampede.command")

return command.define("docker_volume", {
  event = "storage.volume.activate",
  applies = function(data) return data.volumeStoragePoolMap.storagePool.kind == "docker" end,
  timeout = 10,
  run = function()
    return { volumeStoragePoolMap = { volume = { format = "docker" } } }
  end,
})
