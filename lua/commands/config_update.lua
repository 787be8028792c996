--- Configuration that somebody asks for: this agent carries all of its own, so it has been
-- applied as soon as it is asked for.

local command = require("stampede.command")

return command.define("config_update", {
  event = "config.update",
  run = function()
    return { exitCode = 0 }
  end,
})
