--- Fetches a disk image into this host's pool, unless it is there.

local command = require("stampede.command")
local disks = require("stampede.disks")

local MIB = 1024 * 1024

local function mib(bytes)
  return bytes and math.ceil(bytes / MIB) or nil
end

return command.define("libvirt_image", {
  event = "storage.image.activate",
  applies = function(data) return data.imageStoragePoolMap.storagePool.kind == "libvirt" end,
  timeout = 3600,
  run = function(data)
    local path, info = disks.image(data.imageStoragePoolMap.image)
    if not path then
      return nil, info
    end
    return {
      imageStoragePoolMap = {
        ["+data"] = { libvirt = { path = path } },
        image = {
          format = info.format,
          virtualSizeMb = mib(info.virtual_size),
          physicalSizeMb = mib(info.actual_size),
        },
      },
    }
  end,
})
