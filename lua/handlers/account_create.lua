--- Gives a new account a key of its own.
--
-- The accounts that the system starts with get theirs when they are seeded, because theirs
-- must be shown to somebody.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local resource = require("stampede.resource")

local SEEDED = { admin = true, system = true, superadmin = true }

return handler.define("account_create", {
  run = function(account, task)
    local credentials = resource.list("credential", { accountId = account.id }, { removed = false })
    if #credentials == 0 and not SEEDED[account.uuid] and task.data.createApiKey ~= false then
      credentials = { flow.ensure("credential", { accountId = account.id }, {
        kind = task.data.createApiKeyKind or "apiKey",
      }) }
    end
    flow.each(credentials, flow.activate)
  end,
})
