--- Tells those who serve a link that it leads somewhere, or elsewhere.

local config = require("stampede.config")
local handler = require("stampede.handler")
local link = require("stampede.link")

return handler.define("instance_link_items", {
  run = function(res, task)
    local service, agent = link.served_by(res.instanceId)
    if service then
      local key = ("%s %d agent %d"):format(task.process, res.id, agent.id)
      config.ask(task, key, agent.id, { increment = { "iptables" } })
    end
  end,
})
