--- This machine.

local raw = require("stampede.raw")

local host = {}

--- {hostname, uuid, kernel, os, cpu_model, boot_id, cpus, memory_mb, memory_free_mb, disk_mb,
-- disk_free_mb, load}; `uuid` stays the same as long as the agent's data does.
function host.facts()
  return raw.host.facts()
end

-- Where hypervisors, which run under a user of their own, make sockets.
local SOCKETS = { consoles = true }

--- A directory of the agent's own, made when missing: host.dir("images").
function host.dir(name)
  return raw.host.dir(name, SOCKETS[name])
end

return host
