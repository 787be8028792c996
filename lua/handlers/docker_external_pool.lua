--- Sees to it that Docker's pools have the one external pool that their images come from.

local external_pool = require("stampede.external_pool")
local handler = require("stampede.handler")

return handler.define("docker_external_pool", {
  run = function(pool)
    if pool.kind == "docker" and not pool.external then
      external_pool.docker(pool.accountId)
    end
  end,
})
