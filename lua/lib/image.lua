--- Disk images: a path that exists is whole and checked.

local raw = require("stampede.raw")
local feed = require("stampede.feed")

local image = {}

local function check(options, known)
  for key in pairs(options) do
    if not known[key] then
      error(("unknown option '%s'"):format(tostring(key)), 3)
    end
  end
end

local FETCH = { url = true, path = true, checksum = true, progress = true }

--- Fetches (http, https, file), checks, unpacks (gz, bz2, xz) and puts in place at once:
-- {size, checksum, format, virtual_size, actual_size}. `checksum` is md5, sha1, sha256 or sha512 in
-- hex of the bytes as fetched. A path that exists is left alone and described, without a checksum.
function image.fetch(options)
  check(options, FETCH)
  local work, err = raw.image.fetch(options.url, options.path, options.checksum)
  if not work then
    return nil, err
  end
  return feed.follow(work, options.progress)
end

local OVERLAY = { base = true, base_format = true, path = true, size_mb = true }

--- A qcow2 over a base that stays as it is; `size_mb` is raised to the base's size. Keeps an existing one.
function image.overlay(options)
  check(options, OVERLAY)
  local info, err = raw.image.overlay(options.base, options.base_format, options.path, options.size_mb)
  if not info then
    return nil, err
  end
  return true
end

--- {format, size, virtual_size, actual_size}
function image.info(path)
  return raw.image.info(path)
end

return image
