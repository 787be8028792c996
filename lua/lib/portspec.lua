--- Port specifications: `[public:]private[/tcp|udp]`.

local err = require("stampede.error")

local portspec = {}

local function fault(tag, text)
  return nil, err.new("invalid", text, { tag = tag, field = "ports" })
end

local function number(text)
  local value = #text <= 5 and tonumber(text)
  if value and value >= 1 and value <= 65535 then
    return value
  end
  return nil
end

--- {public, private, protocol} (public may be nil), or nil and a typed error.
function portspec.parse(text)
  if type(text) ~= "string" then
    return fault("PortWrongFormat", "a port must be text: [public:]private[/tcp|udp]")
  end
  local ports, protocol = text:match("^([^/]*)/?([^/]*)$")
  if not ports or (text:find("/", 1, true) and protocol == "") then
    return fault("PortWrongFormat", "'" .. text .. "' is not [public:]private[/tcp|udp]")
  end
  if protocol == "" then
    protocol = "tcp"
  end
  if protocol ~= "tcp" and protocol ~= "udp" then
    return fault("PortInvalidProtocol", "'" .. protocol .. "' is neither tcp nor udp")
  end

  local public, private = ports:match("^(%d+):(%d+)$")
  if not public then
    private = ports:match("^%d+$")
  end
  if not private then
    return fault("PortWrongFormat", "'" .. text .. "' is not [public:]private[/tcp|udp]")
  end
  if public and not number(public) then
    return fault("PortInvalidPublicPort", "public port '" .. public .. "' is not 1 to 65535")
  end
  if not number(private) then
    return fault("PortInvalidPrivatePort", "private port '" .. private .. "' is not 1 to 65535")
  end
  return { public = public and number(public), private = number(private), protocol = protocol }
end

return portspec
