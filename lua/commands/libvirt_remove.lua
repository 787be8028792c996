--- Takes the disk of a volume away; with the root disk, what is left of the domain.

local command = require("stampede.command")
local disks = require("stampede.disks")
local libvirt = require("stampede.libvirt")

local function remove_domain(uuid)
  local conn <close> = assert(libvirt.connect())
  local found, fault = conn:find(uuid)
  if not found then
    if fault.code ~= "not_found" then
      error(fault)
    end
    return
  end
  if found.state ~= "shutoff" then
    assert(conn:destroy(uuid))
  end
  assert(conn:undefine(uuid))
end

return command.define("libvirt_remove", {
  event = "storage.volume.remove",
  applies = function(data) return data.volumeStoragePoolMap.storagePool.kind == "libvirt" end,
  timeout = 120,
  run = function(data)
    local volume = data.volumeStoragePoolMap.volume
    local instance = volume.instance
    if volume.deviceNumber == 0 and instance then
      remove_domain(instance.uuid)
      disks.remove_consoles(instance.uuid)
    end
    assert(disks.remove_volume(volume))
    return {}
  end,
})
