--- Lets a created instance go on to its start, unless it was asked to stay stopped.

local handler = require("stampede.handler")

return handler.define("instance_start_on_create", {
  run = function(instance)
    if instance.startOnCreate ~= false then
      return { _delegate = true }
    end
  end,
})
