--- A real virtual machine on a real libvirtd: boots an image, is reached, is purged with nothing left.

local rig = require("rig")

describe("virtual machine", function()
  local server, host, image
  local tiny = os.getenv("STAMPEDE_TEST_TINY") .. "/tiny.qcow2"

  setup(function()
    server = rig.new({ env = rig.ENFORCE }):start()
    host = server:hosts({ "libvirt" }).libvirt
  end)

  teardown(function() if server then server:stop() end end)

  -- Server and agent stop every handler and command before each of its effects and run it again.
  after_each(function() assert.same({}, server:violations()) end)

  local function make_image(fields)
    fields.instanceKind = "virtualMachine"
    return server:post("/v1/images", fields)
  end

  local function disks()
    return (rig.sh("find " .. rig.quote(server.data) .. " -name '*.qcow2' -path '*volume*' | sort"))
  end

  it("boots an image given as a file with its checksum, and is reached", function()
    assert.equal("qemu", host.hypervisor, "this machine's KVM hangs: the probe must say qemu")
    local sum = rig.sh("sha256sum " .. tiny):match("^%x+")
    image = make_image { name = "tiny", url = "file://" .. tiny, checksum = sum }
    local vm = server:post("/v1/virtualmachines", { name = "db", imageId = image.id, memoryMb = 128, vcpu = 1 })
    vm = server:settle(vm, "running", 120)
    assert.is_truthy(rig.domains():find(vm.uuid, 1, true))
    local xml = rig.virsh("dumpxml " .. vm.uuid)
    assert.is_truthy(xml:find("<vcpu[^>]*>1</vcpu>"))
    assert.is_truthy(xml:find("131072", 1, true))
    assert.is_truthy(xml:find("type='vnc'"))

    local lease = rig.wait("an address from DHCP", 90, function()
      return rig.virsh("domifaddr --source lease " .. vm.uuid):match("(%d+%.%d+%.%d+%.%d+)")
    end)
    local text = rig.wait("the guest answers", 60, function()
      local out, code = rig.sh((os.getenv("STAMPEDE_TEST_NETNS") or "") .. " curl -s -m 2 http://" .. lease .. "/")
      return code == 0 and out
    end)
    assert.is_truthy(text:find("tiny guest"))
    rig.wait("the serial console's log", 30, function()
      return rig.sh("cat $(find " .. rig.quote(server.data) .. " -path '*consoles*' -type f)"):find("STEP ready", 1, true)
    end)

    server:action(vm, "stop")
    vm = server:settle(vm, "stopped", 60)
    assert.is_truthy(rig.virsh("domstate " .. vm.uuid):find("shut off"))
    server:action(vm, "start")
    vm = server:settle(vm, "running", 60)
    server:action(vm, "restart")
    rig.wait("restart begins", 20, function() return server:get(vm.links.self).transitioning == "yes" or true end)
    vm = server:settle(vm, "running", 90)

    server:call("DELETE", vm.links.self)
    vm = server:settle(vm, "removed", 60)
    server:action(vm, "restore")
    vm = server:settle(vm, "stopped", 60)
    server:action(vm, "remove")
    vm = server:settle(vm, "removed", 60)
    server:action(vm, "purge")
    vm = server:settle(vm, "purged", 60)
    for _, volume in ipairs(server:get(vm.links.volumes).data) do
      if volume.state == "removed" then server:action(volume, "purge") end
      server:settle(volume, "purged", 60)
    end
    assert.is_nil(rig.domains():find(vm.uuid, 1, true))
    assert.equal("", disks())
    assert.equal("", (rig.sh("find " .. rig.quote(server.data) .. " -name '*" .. vm.uuid .. "*'")))
  end)

  it("notices within two seconds that a guest died behind our back", function()
    local vm = server:settle(server:post("/v1/virtualmachines", { name = "victim", imageId = image.id,
      memoryMb = 128 }), "running", 120)
    local began = rig.now()
    rig.virsh("destroy " .. vm.uuid)
    server:settle(vm, "stopped", 6)
    assert.is_true(rig.now() - began < 2.5 + 1, "took " .. rig.now() - began)
    server:action(vm, "start")
    server:settle(vm, "running", 60)
    server:call("DELETE", vm.links.self)
    server:settle(vm, "removed", 60)
  end)

  it("takes a compressed image, and refuses a wrong checksum leaving nothing", function()
    rig.sh(("gzip -c %s > %s/tiny.qcow2.gz"):format(tiny, server.dir))
    local packed = make_image { name = "packed", url = "file://" .. server.dir .. "/tiny.qcow2.gz" }
    local vm = server:post("/v1/virtualmachines", { name = "packed", imageId = packed.id, memoryMb = 128 })
    server:settle(vm, "running", 120)
    server:call("DELETE", vm.links.self)
    server:settle(vm, "removed", 60)

    local wrong = make_image { name = "wrong", url = "file://" .. tiny, checksum = ("0"):rep(64) }
    local before = rig.sh("ls " .. rig.quote(server.data) .. "/*/images 2>/dev/null; ls " .. rig.quote(server.data) .. "/images 2>/dev/null")
    vm = server:post("/v1/virtualmachines", { name = "wrong", imageId = wrong.id, memoryMb = 128 })
    vm = rig.wait("ends", 90, function()
      local at = server:get(vm.links.self)
      return at.state == "removed" and at.transitioning ~= "yes" and at
    end)
    assert.equal("error", vm.transitioning)
    assert.is_truthy(vm.transitioningMessage:lower():find("checksum"), vm.transitioningMessage)
    assert.equal(before, (rig.sh("ls " .. rig.quote(server.data) .. "/*/images 2>/dev/null; ls " .. rig.quote(server.data) .. "/images 2>/dev/null")))
  end)

  it("refuses more memory than the host has with a stated reason", function()
    local status, body = server:call("POST", "/v1/virtualmachines",
      { name = "huge", imageId = image.id, memoryMb = 100000000 })
    if status == 201 then
      local vm = rig.wait("ends", 60, function()
        local at = server:get(body.links.self)
        return at.state == "removed" and at.transitioning ~= "yes" and at
      end)
      assert.equal("error", vm.transitioning)
      assert.is_truthy(vm.transitioningMessage:find("placement") or vm.transitioningMessage:find("memory"))
    else
      assert.equal(422, status)
      assert.equal("memoryMb", body.fieldName)
    end
  end)
end)
