--- A pool takes its subnet with it.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("ip_pool_remove", {
  run = function(pool)
    flow.each(flow.maps("subnet", "ipPoolId", pool.id), flow.remove)
  end,
})
