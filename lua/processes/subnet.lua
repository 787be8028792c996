--- The life of a subnet: what was not said of its range is filled in.

local process = require("stampede.process")

return process.standard("subnet", {
  create = { delegate = true, handlers = { "subnet_create" } },
})
