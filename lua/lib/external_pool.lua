--- The pool that Docker's images come from: a registry, which no agent looks after.

local flow = require("stampede.flow")
local resource = require("stampede.resource")

local external_pool = {}

local DOCKER = "docker-ext-pool"

--- The one of Docker, made for the owner of the first pool of a host; its create is launched.
function external_pool.docker(account_id)
  return flow.launch(flow.ensure("storagePool", { uuid = DOCKER }, {
    accountId = account_id,
    kind = "docker",
    name = "Docker Index",
    external = true,
  }))
end

--- Notes that a Docker image can be had there, once there is such a pool.
function external_pool.note(image)
  local pool = resource.first("storagePool", { uuid = DOCKER }, { removed = false })
  if pool then
    flow.launch(flow.ensure("imageStoragePoolMap", {
      imageId = image.id,
      storagePoolId = pool.id,
    }))
  end
end

return external_pool
