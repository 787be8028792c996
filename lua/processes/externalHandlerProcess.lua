--- The life of a process name in which programs outside work.

local process = require("stampede.process")

return process.standard("externalHandlerProcess", {
  create = { delegate = true },
})
