--- The life of a host; agents register theirs.

local process = require("stampede.process")

return process.standard("host", {
  create = { delegate = true },
})
