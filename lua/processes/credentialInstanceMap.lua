--- The life of a credential given to an instance.

local process = require("stampede.process")

return process.standard("credentialInstanceMap", {})
