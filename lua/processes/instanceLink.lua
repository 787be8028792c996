--- The life of a link from one instance to another.

local process = require("stampede.process")

return process.standard("instanceLink", {})
