--- Lets go of an address that is no longer used: a reported one was the host's to give, one of a
-- subnet goes back to it (the text stays for the record), a pooled one goes for good.

local handler = require("stampede.handler")
local pool = require("stampede.pool")
local resource = require("stampede.resource")

local REPORTED = { docker = true, dhcp = true }

return handler.define("ip_address_deactivate", {
  run = function(ip)
    if ip.subnetId then
      pool.release(ip, "default")
    end
    if REPORTED[ip.kind] and ip.address then
      return { address = resource.null }
    elseif ip.kind == "pooledIpAddress" then
      return { _chain = "remove" }
    end
  end,
})
