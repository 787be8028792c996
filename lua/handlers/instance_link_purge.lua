--- Gives the ports of a link back.

local handler = require("stampede.handler")
local json = require("stampede.json")
local pool = require("stampede.pool")

return handler.define("instance_link_purge", {
  run = function(res)
    pool.release(res, "linkPort")
    return { ports = json.list {} }
  end,
})
