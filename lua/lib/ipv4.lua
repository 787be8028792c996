--- Addresses of IPv4 as numbers and text, and what a subnet is made of.

local ipv4 = {}

--- The number of "10.42.0.1", or nil.
function ipv4.parse(text)
  if type(text) ~= "string" then
    return nil
  end
  local number, count = 0, 0
  for part in (text .. "."):gmatch("(%d+)%.") do
    local byte = math.tointeger(tonumber(part))
    if #part > 3 or byte > 255 then
      return nil
    end
    number, count = number << 8 | byte, count + 1
  end
  if count ~= 4 or not text:match("^%d+%.%d+%.%d+%.%d+$") then
    return nil
  end
  return number
end

--- The text of a number.
function ipv4.format(number)
  return ("%d.%d.%d.%d"):format(number >> 24 & 255, number >> 16 & 255, number >> 8 & 255, number & 255)
end

--- {network, broadcast, gateway, first, last} of the subnet that an address lies in, as numbers;
-- the last five addresses are left to whoever runs the network.
function ipv4.subnet(number, size)
  local span = 1 << (32 - size)
  local base = number & ~(span - 1)
  return {
    network = base,
    broadcast = base + span - 1,
    gateway = base + 1,
    first = base + 2,
    last = base + span - 6,
  }
end

return ipv4
