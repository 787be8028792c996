--- One libvirt connection. What is so already is no failure: starting what runs, stopping what
-- is off, undefining what is gone.

local raw = require("stampede.raw")

local libvirt = {}
local Connection = {}
Connection.__index = Connection
Connection.__name = "libvirt connection"

--- The namespace of our element in a domain's <metadata>; `list` gives its text.
libvirt.metadata = raw.libvirt.metadata()

function Connection.__close(connection)
  connection.closed = true
end

--- The connection of a URI ("qemu:///system"); none: the agent's own. Connects when first used,
-- and again by itself.
function libvirt.connect(uri)
  return setmetatable({ uri = uri }, Connection)
end

local function call(connection, verb, ...)
  if connection.closed then
    error("this libvirt connection was closed", 3)
  end
  return raw.libvirt.call(connection.uri, verb, ...)
end

--- {name, uuid, state = "running|shutoff|paused|crashed", id}, or nil and `not_found`.
function Connection:find(name)
  return call(self, "find", name)
end

--- All domains, as `find` gives them, with `metadata` where it is ours.
function Connection:list()
  return call(self, "list")
end

--- Defines a persistent domain; an equal definition may be given again. As `find`.
function Connection:define(xml)
  return call(self, "define", xml)
end

function Connection:start(name)
  return call(self, "start", name)
end

--- Presses the power button; the guest may take its time, or not hear it (`wait_off`).
function Connection:shutdown(name)
  return call(self, "shutdown", name)
end

function Connection:reboot(name)
  return call(self, "reboot", name)
end

--- Pulls the plug.
function Connection:destroy(name)
  return call(self, "destroy", name)
end

function Connection:undefine(name)
  return call(self, "undefine", name)
end

function Connection:xml(name)
  return call(self, "xml", name)
end

--- {kvm, memory_mb, cpus, hypervisor, version, uri}; `kvm` says that guests were seen to run under it.
function Connection:info()
  return call(self, "info")
end

--- A list of {mac, name, network, addresses}.
function Connection:interfaces(name)
  return call(self, "interfaces", name)
end

--- Whether it was off within so many seconds; one that is gone is off.
function Connection:wait_off(name, seconds)
  return call(self, "wait_off", name, seconds or 0)
end

return libvirt
