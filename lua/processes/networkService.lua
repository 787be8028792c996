--- The life of something that a network does for its instances.

local process = require("stampede.process")

return process.standard("networkService", {
  create = { delegate = true, post = { "network_service_key" } },
})
