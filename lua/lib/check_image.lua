--- Checks of an image that is to be made: where it can be fetched from, and its checksum.

local err = require("stampede.error")
local resource = require("stampede.resource")

local check_image = {}

local SCHEMES = { "^https?://[^/]+", "^file:///." }

-- MD5, SHA-1, SHA-256 and SHA-512, in hexadecimal digits.
local LENGTHS = { [32] = true, [40] = true, [64] = true, [128] = true }

local function is_checksum(text)
  local hex = type(text) == "string" and (text:match("^%w+:(%x+)$") or text:match("^%x+$"))
  return hex and LENGTHS[#hex] or false
end

--- The input as it shall be stored, or nil and a typed error.
function check_image.create(_, input)
  local url, checksum = input.url, input.checksum
  if checksum ~= nil and checksum ~= resource.null and checksum ~= "" and not is_checksum(checksum) then
    return nil, err.new("invalid", "checksum must be an md5, sha1, sha256 or sha512 in hex", {
      field = "checksum", tag = "InvalidFormat",
    })
  end
  if url == nil or url == resource.null then
    return input
  end
  for _, scheme in ipairs(SCHEMES) do
    if type(url) == "string" and url:find(scheme) then
      return input
    end
  end
  return nil, err.new("invalid", "an image's url is http://, https:// or file:///PATH on the host", {
    field = "url", tag = "InvalidFormat",
  })
end

return check_image
