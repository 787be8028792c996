--- The life of the tie between a public address and the private one it stands for.

local process = require("stampede.process")

return process.standard("ipAssociation", {
  activate = { post = { "host_items" } },
  deactivate = { post = { "host_items" } },
})
