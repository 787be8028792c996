--- Random names and keys, from the kernel's generator.

local raw = require("stampede.raw")

local id = {}

id.uuid = raw.id.uuid

--- 20 upper-case hex characters.
id.access_key = raw.id.access_key

--- 40 characters without ones that look alike.
id.secret = raw.id.secret

--- A new pair of RSA keys for SSH: a line of authorized_keys, and the private key as PEM.
id.ssh_key = raw.keys.rsa

return id
