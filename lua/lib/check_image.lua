--- Checks of an image that is to be made: where it can be fetched from.

local err = require("stampede.error")

local check_image = {}

local SCHEMES = { "^https?://[^/]+", "^file:///." }

--- The input as it shall be stored, or nil and a typed error.
function check_image.create(_, input)
  local url = input.url
  if url == nil then
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
