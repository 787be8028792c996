--- The libvirt domain of a virtual machine: its XML.
--
-- Every value from outside is escaped here; nothing else builds domain XML.

local domain = {}

local ESCAPES = {
  ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&apos;",
}

--- Text for an element or attribute. Bytes that XML has no way to say are dropped.
function domain.escape(value)
  local text = tostring(value):gsub("[%c\127]", " ")
  if not utf8.len(text) then
    text = text:gsub("[\128-\255]", "?")
  end
  return (text:gsub("[&<>\"']", ESCAPES))
end

-- Fills ${NAME} in a template with escaped values, $[NAME] with XML that is ready.
local function fill(template, values, parts)
  return (template:gsub("%$([{%[])([%w_]+)[}%]]", function(mark, name)
    if mark == "[" then
      return parts[name]
    end
    return domain.escape(assert(values[name], name))
  end))
end

local DISK = [[
    <disk type="file" device="disk">
      <driver name="qemu" type="${format}" cache="none" discard="unmap"/>
      <source file="${path}"/>
      <target dev="${device}" bus="virtio"/>
      <serial>${serial}</serial>
    </disk>
]]

local INTERFACE = [[
    <interface type="network">
      <mac address="${mac}"/>
      <source network="${network}"/>
      <model type="virtio"/>
    </interface>
]]

local INTERFACE_ANY_MAC = [[
    <interface type="network">
      <source network="${network}"/>
      <model type="virtio"/>
    </interface>
]]

-- pcie-root-port: room to plug devices in later.
local DOMAIN = [[
<domain type="${virt_type}">
  <name>${uuid}</name>
  <uuid>${uuid}</uuid>
  <title>${title}</title>
  <metadata>
    <stampede:instance xmlns:stampede="urn:stampede:domain" uuid="${uuid}" name="${title}"/>
  </metadata>
  <memory unit="MiB">${memory_mb}</memory>
  <vcpu>${vcpus}</vcpu>
  <os>
    <type arch="x86_64" machine="q35">hvm</type>
    <boot dev="hd"/>
  </os>
  <features>
    <acpi/>
    <apic/>
  </features>
$[cpu]  <clock offset="utc"/>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
$[disks]    <controller type="pci" model="pcie-root"/>
    <controller type="pci" model="pcie-root-port"/>
    <controller type="pci" model="pcie-root-port"/>
    <controller type="pci" model="pcie-root-port"/>
    <controller type="pci" model="pcie-root-port"/>
    <controller type="pci" model="pcie-root-port"/>
    <controller type="pci" model="pcie-root-port"/>
    <controller type="pci" model="pcie-root-port"/>
    <controller type="pci" model="pcie-root-port"/>
    <serial type="pty">
      <log file="${console_log}" append="on"/>
      <target port="0"/>
    </serial>
    <console type="pty">
      <target type="serial" port="0"/>
    </console>
$[interfaces]$[screen]    <video>
      <model type="vga"/>
    </video>
    <rng model="virtio">
      <backend model="random">/dev/urandom</backend>
    </rng>
    <memballoon model="virtio"/>
  </devices>
</domain>
]]

local KVM_CPU = '  <cpu mode="host-passthrough" check="none"/>\n'
local VNC_PATH = [[
    <graphics type="vnc">
      <listen type="socket" socket="${path}"/>
    </graphics>
]]
-- libvirt picks the path of the socket.
local VNC_ANY = [[
    <graphics type="vnc">
      <listen type="socket"/>
    </graphics>
]]
local SOCKET_PATH_MAX = 107

local function disks(list)
  local parts = {}
  for i, disk in ipairs(list) do
    parts[i] = fill(DISK, {
      format = disk.format or "qcow2",
      path = disk.path,
      device = "vd" .. string.char(96 + i),
      serial = ("disk-%d"):format(i - 1),
    })
  end
  return table.concat(parts)
end

local function interfaces(list)
  local parts = {}
  for i, nic in ipairs(list) do
    parts[i] = fill(nic.mac and INTERFACE or INTERFACE_ANY_MAC, {
      mac = nic.mac or "",
      network = nic.network or "default",
    })
  end
  return table.concat(parts)
end

local function screen(path)
  if path and #path <= SOCKET_PATH_MAX then
    return fill(VNC_PATH, { path = path })
  end
  return VNC_ANY
end

--- XML of a domain: {uuid, name, memory_mb, vcpus, virt_type = "kvm"|"qemu", disks = {{path,
-- format}}, nics = {{mac, network}}, vnc_socket, console_log}.
function domain.xml(guest)
  return fill(DOMAIN, {
    virt_type = guest.virt_type == "kvm" and "kvm" or "qemu",
    uuid = guest.uuid,
    title = guest.name or guest.uuid,
    memory_mb = math.tointeger(guest.memory_mb) or 64,
    vcpus = math.tointeger(guest.vcpus) or 1,
    console_log = guest.console_log,
  }, {
    cpu = guest.virt_type == "kvm" and KVM_CPU or "",
    disks = disks(guest.disks),
    interfaces = interfaces(guest.nics),
    screen = screen(guest.vnc_socket),
  })
end

return domain
