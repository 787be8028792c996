--- Has the pool's agent take a volume's disk away: the file, or the container itself.

local flow = require("stampede.flow")
local handler = require("stampede.handler")
local remote = require("stampede.remote")
local tree = require("stampede.tree")

return handler.define("volume_map_remove", {
  timeout = 300,
  run = function(map)
    local pool = flow.referred(map, "storagePool")
    local volume = flow.referred(map, "volume")
    if not pool or not volume then
      return
    end
    assert(remote.ask(
      pool.agentId, "storage.volume.remove", map, tree.volume_map(map, volume, pool),
      { timeout = 30, attempts = 4 }
    ))
  end,
})
