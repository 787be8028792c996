--- Makes the key that the tunnels of a network share, once; it is nobody's to see.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local id = require("stampede.id")
local resource = require("stampede.resource")
local secret = require("stampede.secret")

return handler.define("network_service_key", {
  run = function(service)
    local provider = service.kind == "ipsecTunnelService" and service.networkServiceProviderId
      and resource.get("networkServiceProvider", service.networkServiceProviderId)
    if not provider or provider.kind ~= "agentInstanceProvider" then
      return
    end
    local name = service.uuid .. "/ipsecKey"
    if not resource.first("data", { name = name }) then
      flow.ensure("data", { name = name }, { value = assert(secret.seal(id.secret())), visible = false })
    end
  end,
})
