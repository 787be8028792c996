--- The life of a group of agents.

local process = require("stampede.process")

return process.standard("agentGroup", {})
