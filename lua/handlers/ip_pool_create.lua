--- Makes the subnet that a pool of a subnet's addresses lives on.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("ip_pool_create", {
  run = function(pool)
    if pool.kind ~= "subnetIpPool" then
      return
    end
    local subnet = flow.ensure("subnet", { ipPoolId = pool.id }, {
      kind = "ipPoolSubnet",
      accountId = pool.accountId,
      networkAddress = pool.networkAddress,
      cidrSize = pool.cidrSize,
      gateway = pool.gateway,
      startAddress = pool.startAddress,
      endAddress = pool.endAddress,
    })
    flow.activate(subnet)
  end,
})
