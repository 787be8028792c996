--- Makes the port rows that an instance was created with.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local portspec = require("stampede.portspec")

return handler.define("instance_ports", {
  run = function(instance)
    for _, text in ipairs(instance.ports or {}) do
      local spec = assert(portspec.parse(text))
      flow.born("port", {
        instanceId = instance.id,
        privatePort = spec.private,
        protocol = spec.protocol,
      }, {
        kind = "userPort",
        accountId = instance.accountId,
        publicPort = spec.public,
      })
    end
  end,
})
