--- Waits until those who serve an instance's networks know about it.

local config = require("stampede.config")
local handler = require("stampede.handler")

return handler.define("instance_host_map_wait", {
  run = function(_, task)
    if task.data.configRequests then
      local ok, fault = config.wait(task)
      if not ok then
        return nil, fault
      end
    end
  end,
})
