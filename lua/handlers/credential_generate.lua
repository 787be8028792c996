--- Makes the two halves of a key, unless they were given.
--
-- The secret half is sealed before it leaves this file.

local handler = require("stampede.handler")
local id = require("stampede.id")
local secret = require("stampede.secret")

local GENERATED = { apiKey = true, agentApiKey = true, registrationToken = true }

return handler.define("credential_generate", {
  run = function(credential)
    if GENERATED[credential.kind] and not credential.publicValue then
      return { publicValue = id.access_key(), secretValue = secret.seal(id.secret()) }
    end
  end,
})
