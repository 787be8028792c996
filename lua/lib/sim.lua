--- What simulated hosts have in common beside them: one external pool, and images from nowhere.

local flow = require("stampede.flow")
local resource = require("stampede.resource")

local sim = {}

local POOL = "sim-ext-pool"

--- The one external pool of all simulated ones, made for the owner of the first. Its create is
-- launched, not waited for.
function sim.external_pool(account_id)
  return flow.launch(flow.ensure("storagePool", { uuid = POOL }, {
    accountId = account_id,
    kind = "sim",
    name = "Simulated external pool",
    external = true,
  }))
end

--- Whether an image's uuid names a simulated one.
function sim.is_image(uuid)
  return uuid:find("^sim:.") ~= nil
end

--- The image of this uuid, made when it is asked for the first time: whoever asks may use it.
function sim.image(uuid)
  local system = resource.first("account", { uuid = "system" })
  local image = flow.launch(flow.ensure("image", { uuid = uuid }, {
    accountId = system and system.id,
    kind = "sim",
    name = uuid,
    format = "sim",
    isPublic = true,
  }))
  local pool = resource.first("storagePool", { uuid = POOL }, { removed = false })
    or sim.external_pool(system and system.id)
  flow.launch(flow.ensure("imageStoragePoolMap", {
    imageId = image.id,
    storagePoolId = pool.id,
  }))
  return image
end

return sim
