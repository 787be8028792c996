--- Checks of a subnet (or a pool made of one) that is to be made: its addresses are addresses, and
-- lie in it.

local err = require("stampede.error")
local ipv4 = require("stampede.ipv4")
local resource = require("stampede.resource")

local check_subnet = {}

local INSIDE = { "gateway", "startAddress", "endAddress" }

local function fault(tag, field, message)
  return nil, err.new("invalid", message, { tag = tag, field = field })
end

local function given(value)
  return value ~= nil and value ~= resource.null and value ~= ""
end

--- The input as it shall be stored, or nil and a typed error.
function check_subnet.create(_, input)
  if not given(input.networkAddress) then
    return input
  end
  local address = ipv4.parse(input.networkAddress)
  if not address then
    return fault("InvalidFormat", "networkAddress", "networkAddress must be an IPv4 address")
  end
  local range = ipv4.subnet(address, input.cidrSize or 24)
  for _, field in ipairs(INSIDE) do
    local number = ipv4.parse(input[field])
    if given(input[field]) and not number then
      return fault("InvalidFormat", field, field .. " must be an IPv4 address")
    elseif number and (number <= range.network or number >= range.broadcast) then
      return fault("InvalidOption", field, field .. " does not lie in the subnet")
    end
  end
  local first, last = ipv4.parse(input.startAddress), ipv4.parse(input.endAddress)
  if (first or range.first) > (last or range.last) then
    return fault("InvalidOption", "startAddress", "startAddress comes after endAddress")
  end
  return input
end

return check_subnet
