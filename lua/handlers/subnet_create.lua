--- Fills in what was not said of a subnet: its gateway, and which addresses are given out.

local err = require("stampede.error")
local handler = require("stampede.handler")
local ipv4 = require("stampede.ipv4")

return handler.define("subnet_create", {
  run = function(subnet)
    local base = ipv4.parse(subnet.networkAddress)
    if not base then
      return nil, err.new("invalid", "networkAddress is no IPv4 address", { field = "networkAddress" })
    end
    local size = subnet.cidrSize or 24
    local range = ipv4.subnet(base, size)
    return {
      cidrSize = size,
      gateway = subnet.gateway or ipv4.format(range.gateway),
      startAddress = subnet.startAddress or ipv4.format(range.first),
      endAddress = subnet.endAddress or ipv4.format(range.last),
    }
  end,
})
