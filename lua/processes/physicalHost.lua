--- The life of a machine; agents register theirs.

local process = require("stampede.process")

return process.standard("physicalHost", {
  create = { delegate = true },
})
