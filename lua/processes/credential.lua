--- The life of a credential: its values are made with it unless they were given.

local process = require("stampede.process")

return process.standard("credential", {
  create = { delegate = true, pre = { "credential_generate" } },
})
