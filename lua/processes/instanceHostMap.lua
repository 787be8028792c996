--- The life of an instance's placement on a host.
--
-- Active means that the host's agent runs the instance; removing gives up the place.

local process = require("stampede.process")

return process.standard("instanceHostMap", {
  activate = {
    handlers = { "instance_host_map_activate" },
    post = { "instance_host_map_docker" },
    retries = 10,
  },
  deactivate = { handlers = { "instance_host_map_deactivate" }, retries = -1 },
})
