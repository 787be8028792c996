--- The life of the tie between a provider of network services and an instance that works for it.

local process = require("stampede.process")

return process.standard("networkServiceProviderInstanceMap", {
  create = { delegate = true },
})
