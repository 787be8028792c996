--- Makes the links that an instance was created with: { name = id of the target }.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("instance_links", {
  run = function(instance)
    local names = {}
    for name in pairs(instance.instanceLinks or {}) do
      names[#names + 1] = name
    end
    table.sort(names)
    for _, name in ipairs(names) do
      flow.born("instanceLink", { instanceId = instance.id, linkName = name }, {
        accountId = instance.accountId,
        targetInstanceId = math.tointeger(instance.instanceLinks[name]),
      })
    end
  end,
})
