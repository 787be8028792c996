--- Where images, volumes and consoles lie on a libvirt host, and how they come to be there.

local err = require("stampede.error")
local file = require("stampede.file")
local host = require("stampede.host")
local image = require("stampede.image")

local disks = {}

-- A uuid may be any text; a file's name may not.
local function file_name(uuid)
  return (uuid:gsub("[^%w_-]", function(c) return ("%%%02x"):format(c:byte()) end))
end

local function under(room, uuid, suffix)
  local directory = host.dir(room)
  return directory .. "/" .. file_name(uuid) .. suffix
end

function disks.image_path(row)
  return under("images", row.uuid, ".img")
end

function disks.volume_path(row)
  return under("volumes", row.uuid, ".qcow2")
end

function disks.console_log(uuid)
  return under("consoles", uuid, ".log")
end

function disks.vnc_socket(uuid)
  return under("consoles", uuid, ".vnc")
end

--- The image on this host, fetched when it is not there: path and {format, virtual_size}.
function disks.image(row)
  local path = disks.image_path(row)
  if not file.exists(path) then
    if type(row.url) ~= "string" or row.url == "" then
      return nil, err.new("invalid", "the image has no url to be fetched from", { field = "url" })
    end
    local fetched, fault = image.fetch {
      url = row.url,
      path = path,
      checksum = row.checksum,
    }
    if not fetched then
      return nil, fault
    end
  end
  local info, fault = image.info(path)
  if not info then
    return nil, fault
  end
  return path, info
end

--- The disk of a volume over its image, made when it is not there: its path.
function disks.volume(row)
  local path = disks.volume_path(row)
  if file.exists(path) then
    return path
  end
  if type(row.image) ~= "table" then
    return nil, err.new("invalid", "a volume needs an image")
  end
  local base, info = disks.image(row.image)
  if not base then
    return nil, info
  end
  local ok, fault = image.overlay {
    base = base,
    base_format = info.format,
    path = path,
    size_mb = row.virtualSizeMb,
  }
  if not ok then
    return nil, fault
  end
  return path
end

--- Takes everything of a volume away.
function disks.remove_volume(row)
  return file.remove(disks.volume_path(row))
end

--- Takes what a guest's consoles left away.
function disks.remove_consoles(uuid)
  assert(file.remove(disks.console_log(uuid)))
  assert(file.remove(disks.vnc_socket(uuid)))
end

return disks
