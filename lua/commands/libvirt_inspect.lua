--- Says whether the domain of an instance runs.

local command = require("stampede.command")
local libvirt = require("stampede.libvirt")

return command.define("libvirt_inspect", {
  event = "compute.instance.inspect",
  applies = function(data) return data.kind == "libvirt" end,
  timeout = 30,
  run = function(data)
    local conn <close> = assert(libvirt.connect())
    local found, fault = conn:find(data.uuid)
    if not found then
      if fault.code ~= "not_found" then
        return nil, fault
      end
      return { state = "absent" }
    end
    local runs = found.state == "running" or found.state == "paused"
    return { state = runs and "running" or "stopped" }
  end,
})
