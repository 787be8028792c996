--- Lets a public address stand for a private one: process data `ipAddressId` says for which.

local err = require("stampede.error")
local flow = require("stampede.flow")
local handler = require("stampede.handler")
local resource = require("stampede.resource")

return handler.define("ip_address_associate", {
  run = function(ip, task)
    local child_id = math.tointeger(task.data.ipAddressId)
    local child = child_id and resource.get("ipAddress", child_id)
    if not child or child.removed then
      return nil, err.new("invalid", "ipAddressId names no address", { field = "ipAddressId" })
    end
    flow.activate(flow.ensure("ipAssociation", {
      ipAddressId = ip.id,
      childIpAddressId = child.id,
    }, { accountId = ip.accountId }))
  end,
})
