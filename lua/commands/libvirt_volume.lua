--- Makes the disk of a volume: a qcow2 file over its image.

local command = require("stampede.command")
local disks = require("stampede.disks")
local image = require("stampede.image")

local MIB = 1024 * 1024

return command.define("libvirt_volume", {
  event = "storage.volume.activate",
  applies = function(data) return data.volumeStoragePoolMap.storagePool.kind == "libvirt" end,
  timeout = 1800,
  run = function(data)
    local volume = data.volumeStoragePoolMap.volume
    local path = assert(disks.volume(volume))
    local info = assert(image.info(path))
    return {
      volumeStoragePoolMap = {
        ["+data"] = { libvirt = { path = path } },
        volume = {
          format = "qcow2",
          virtualSizeMb = info.virtual_size and math.ceil(info.virtual_size / MIB) or nil,
        },
      },
    }
  end,
})
