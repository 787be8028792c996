--- What is done from time to time: removed resources are purged when their time has come.

local resource = require("stampede.resource")
local time = require("stampede.time")

local upkeep = {}

-- Parents first: purging an instance purges what hangs on it.
local TYPES = {
  "instance", "volume", "nic", "port", "ipAddress", "ipAddressNicMap", "hostIpAddressMap",
  "instanceHostMap", "volumeStoragePoolMap", "imageStoragePoolMap", "storagePoolHostMap",
  "credentialInstanceMap", "image", "storagePool", "host", "physicalHost", "agent",
  "credential", "network", "account",
}
local AT_ONCE = 500

--- Schedules the purge of everything whose removeTime has passed.
function upkeep.purge_removed()
  local now, count = time.now(), 0
  for _, type_name in ipairs(TYPES) do
    for _, res in ipairs(resource.list(type_name, { state = "removed" }, { limit = AT_ONCE })) do
      if res.removeTime and res.removeTime <= now then
        -- Refused when it was restored meanwhile.
        local ok, fault = resource.schedule(res, "purge")
        if ok then
          count = count + 1
        elseif fault.code ~= "conflict" and fault.code ~= "not_found" then
          error(fault)
        end
      end
    end
  end
  return { scheduled = count }
end

return upkeep
