--- Secrets at rest: sealed under the server's key before they become part of a row.

local raw = require("stampede.raw")

local secret = {}

--- The sealed form of a text, or nil and an error.
secret.seal = raw.secret.seal

--- The clear form; text that was never sealed comes back as it is.
secret.open = raw.secret.open

return secret
