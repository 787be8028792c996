--- Gives the interface of a virtual machine its MAC address.
--
-- It is made from the interface's uuid, so that it is the same whenever it is asked for.
-- Docker chooses those of containers itself.

local handler = require("stampede.handler")
local resource = require("stampede.resource")

return handler.define("nic_activate", {
  run = function(nic)
    if nic.macAddress or not nic.instanceId then
      return
    end
    local instance = resource.get("instance", nic.instanceId)
    if not instance or instance.kind ~= "virtualMachine" then
      return
    end
    local hex = nic.uuid:gsub("[^%x]", ""):lower()
    local bytes = { "02" } -- locally administered, unicast
    for i = #hex - 9, #hex - 1, 2 do
      bytes[#bytes + 1] = hex:sub(i, i + 1)
    end
    return { macAddress = table.concat(bytes, ":") }
  end,
})
