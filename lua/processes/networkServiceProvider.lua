--- The life of a provider of network services.

local process = require("stampede.process")

return process.standard("networkServiceProvider", {
  create = { delegate = true },
})
