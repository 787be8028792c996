--- Has the pool's agent fetch an image, showing how far it is.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local progress = require("stampede.progress")
local remote = require("stampede.remote")
local tree = require("stampede.tree")

return handler.define("image_map_activate", {
  timeout = 3600,
  run = function(map, task)
    local pool = flow.needed(map, "storagePool")
    local image = flow.needed(map, "image")
    local answer = assert(remote.ask(
      pool.agentId, "storage.image.activate", map, tree.image_map(map, image, pool),
      { timeout = 60, attempts = 5, progress = progress.of(map, task) }
    ))
    remote.apply(image, "image", answer.image)
    local fields = remote.fields("imageStoragePoolMap", answer)
    return next(fields) and fields or nil
  end,
})
