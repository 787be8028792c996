--- The life of the bond between a program outside and a process name.

local process = require("stampede.process")

return process.standard("externalHandlerExternalHandlerProcessMap", {
  create = { delegate = true },
})
