--- Gives an address of a subnet its text; one without a subnet was given by somebody.

local err = require("stampede.error")
local handler = require("stampede.handler")
local pool = require("stampede.pool")
local resource = require("stampede.resource")

local function failed(why)
  return nil, err.new("conflict", "Failed to allocate IP from subnet : " .. why)
end

return handler.define("ip_address_activate", {
  run = function(ip)
    if not ip.subnetId then
      return
    end
    local subnet = resource.get("subnet", ip.subnetId)
    if not subnet or subnet.state ~= "active" then
      return failed("Subnet not active")
    end
    local text, fault = pool.take_one(pool.addresses(subnet), ip)
    if not text and fault.code == "conflict" then
      return failed("IP allocation error")
    elseif not text then
      return nil, fault
    end
    return {
      address = text,
      name = (ip.name and ip.name ~= "") and ip.name or text,
      networkId = subnet.networkId,
    }
  end,
})
