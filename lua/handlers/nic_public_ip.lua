--- Gives a virtual machine that asked for it a public address: acquired once, kept over
-- restarts, given up when the private address it stands for is purged.

local address = require("stampede.address")
local flow = require("stampede.flow")
local handler = require("stampede.handler")
local resource = require("stampede.resource")

local BOUND = { associated = true, associating = true }

return handler.define("nic_public_ip", {
  run = function(nic)
    local instance = nic.deviceNumber == 0 and nic.instanceId
      and resource.get("instance", nic.instanceId)
    local pool_id = instance and instance.publicIpAddressPoolId
    local private = pool_id and address.of_nic(nic.id)[1]
    if not private then
      return
    end
    local subnet = resource.first("subnet", { ipPoolId = pool_id, state = "active" })
    local public = flow.ensure("ipAddress", { uuid = private.uuid .. "-public-ip" }, {
      accountId = nic.accountId,
      kind = "pooledIpAddress",
      role = "public",
      ipPoolId = pool_id,
      subnetId = subnet and subnet.id,
      releaseOnChildPurge = true,
    })
    if not BOUND[public.state] then
      public = flow.activate(public)
    end
    if public.state ~= "associated" then
      flow.run(public, "associate", { ipAddressId = private.id })
    end
  end,
})
