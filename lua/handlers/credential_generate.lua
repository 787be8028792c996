--- Makes the two halves of a key, unless the public one was given.
--
-- The secret half is sealed before it leaves this file.

local handler = require("stampede.handler")
local id = require("stampede.id")
local secret = require("stampede.secret")

local GENERATED = { apiKey = true, agentApiKey = true, registrationToken = true }

return handler.define("credential_generate", {
  run = function(credential)
    if credential.publicValue then
      return
    elseif GENERATED[credential.kind] then
      return { publicValue = id.access_key(), secretValue = secret.seal(id.secret()) }
    elseif credential.kind == "sshKey" then
      local public, private = id.ssh_key("cattle@cattle")
      if not public then
        return nil, private
      end
      return { publicValue = public, secretValue = secret.seal(private) }
    end
  end,
})
