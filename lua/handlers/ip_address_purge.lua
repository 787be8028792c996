--- Gives up the public addresses that were acquired for this one alone.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local resource = require("stampede.resource")

local BOUND = { associated = true, associating = true, disassociating = true }

return handler.define("ip_address_purge", {
  run = function(ip)
    -- Ties that are gone count, too: an earlier run may have come as far as that.
    for _, tie in ipairs(resource.list("ipAssociation", { childIpAddressId = ip.id })) do
      local public = flow.referred(tie, "ipAddress")
      if public and public.kind == "pooledIpAddress" and public.releaseOnChildPurge then
        if BOUND[public.state] then
          public = flow.run(public, "disassociate")
        end
        flow.remove(public)
      end
      flow.remove(assert(resource.reload(tie)))
    end
  end,
})
