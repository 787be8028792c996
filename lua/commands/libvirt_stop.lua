--- Stops the domain of an instance: the power button first, then the plug.

local command = require("stampede.command")
local libvirt = require("stampede.libvirt")

local PATIENCE = 10 -- seconds the guest gets to shut down

return command.define("libvirt_stop", {
  event = "compute.instance.deactivate",
  applies = function(data) return data.instanceHostMap.host.kind == "libvirt" end,
  timeout = 600,
  run = function(data)
    local uuid = data.instanceHostMap.instance.uuid
    local patience = tonumber(data.timeout) or PATIENCE
    local conn <close> = assert(libvirt.connect())

    local found, fault = conn:find(uuid)
    if not found then
      if fault.code ~= "not_found" then
        return nil, fault
      end
      return { instanceHostMap = {} }
    end
    if found.state == "running" or found.state == "paused" then
      -- A guest that cannot be asked is simply put out.
      local asked = found.state == "running" and patience > 0 and conn:shutdown(uuid)
      if not asked or not conn:wait_off(uuid, patience) then
        assert(conn:destroy(uuid))
      end
    end
    return { instanceHostMap = {} }
  end,
})
