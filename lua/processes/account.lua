--- The life of an account: made with a key of its own, then active.

local process = require("stampede.process")

return process.standard("account", {
  create = {
    delegate = true,
    handlers = { "account_create" },
    post = { "account_registration_token" },
  },
})
