--- Keeps the books after Docker started a container.

local docker_books = require("stampede.docker_books")
local handler = require("stampede.handler")
local resource = require("stampede.resource")

return handler.define("instance_host_map_docker", {
  run = function(map)
    local instance = assert(resource.get("instance", map.instanceId))
    if instance.kind == "container" then
      docker_books.keep(instance, map.hostId)
    end
  end,
})
