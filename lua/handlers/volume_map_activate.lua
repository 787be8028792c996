--- Has the pool's agent make a volume's disk, and notes what it reports.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local remote = require("stampede.remote")
local tree = require("stampede.tree")

return handler.define("volume_map_activate", {
  timeout = 900,
  run = function(map)
    local pool = flow.needed(map, "storagePool")
    local volume = flow.needed(map, "volume")
    local answer = assert(remote.ask(
      pool.agentId, "storage.volume.activate", map, tree.volume_map(map, volume, pool),
      { timeout = 30, attempts = 10 }
    ))
    remote.apply(volume, "volume", answer.volume)
    local fields = remote.fields("volumeStoragePoolMap", answer)
    return next(fields) and fields or nil
  end,
})
