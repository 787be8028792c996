--- Gives a network's MAC prefix back.

local handler = require("stampede.handler")
local pool = require("stampede.pool")
local resource = require("stampede.resource")

return handler.define("network_purge", {
  run = function(network)
    pool.release(network, "macPrefix")
    return { macPrefix = resource.null }
  end,
})
