--- The life of a network.
--
-- The MAC addresses of its interfaces begin with three bytes of its own, kept until it is purged.

local process = require("stampede.process")

return process.standard("network", {
  create = { delegate = true },
  activate = { pre = { "network_mac_prefix" } },
  purge = { post = { "network_purge" } },
})
