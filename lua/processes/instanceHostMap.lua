--- The life of an instance's placement on a host.
--
-- Active means that the host's agent runs the instance; removing gives up the place.

local process = require("stampede.process")

return process.standard("instanceHostMap", {
  activate = {
    pre = { "instance_host_map_wait" },
    handlers = { "instance_host_map_activate" },
    post = { "host_items", "instance_host_map_docker" },
    retries = 10,
  },
  deactivate = {
    handlers = { "instance_host_map_deactivate" }, post = { "host_items" }, retries = -1,
  },
})
