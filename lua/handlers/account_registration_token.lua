--- Gives a new account the key with which it lets new hosts in.

local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("account_registration_token", {
  run = function(account)
    local credential = flow.ensure("credential", {
      accountId = account.id,
      kind = "registrationToken",
    })
    flow.launch(credential)
  end,
})
