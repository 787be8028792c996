--- Sees to it that simulated pools have the one external pool that images come from.

local handler = require("stampede.handler")
local sim = require("stampede.sim")

return handler.define("sim_external_pool", {
  run = function(pool)
    if pool.kind == "sim" and not pool.external then
      sim.external_pool(pool.accountId)
    end
  end,
})
