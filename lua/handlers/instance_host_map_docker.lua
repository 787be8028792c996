--- Keeps the books after Docker started a container.

local docker_books = require("stampede.docker_books")
local flow = require("stampede.flow")
local handler = require("stampede.handler")

return handler.define("instance_host_map_docker", {
  run = function(map)
    local instance = flow.needed(map, "instance")
    if instance.kind == "container" then
      docker_books.keep(instance, map.hostId)
    end
  end,
})
