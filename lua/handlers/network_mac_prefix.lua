--- Gives a network the three bytes that the MAC addresses of its interfaces begin with.

local handler = require("stampede.handler")
local pool = require("stampede.pool")

return handler.define("network_mac_prefix", {
  run = function(network)
    if not network.macPrefix then
      local prefix, fault = pool.take_one(pool.mac_prefixes(), network)
      if not prefix then
        return nil, fault
      end
      return { macPrefix = prefix }
    end
  end,
})
