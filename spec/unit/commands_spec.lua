--- What agents tell Docker and libvirt, and what input is refused before it gets there.
-- That every command is idempotent is shown in handlers_spec.

local fake = require("fake_runtime")
local lives = require("lives")

local world

-- Runs a command as the agent would: its reply, or nil and the error.
local function serve(event, data)
  return world:call(world.serve, world, event, data)
end

local function on_docker(instance)
  instance.uuid = instance.uuid or "u1"
  instance.image = instance.image or { uuid = "docker:busybox" }
  return {
    instanceHostMap = {
      instance = instance,
      host = { kind = "docker", info = { address = "10.0.0.5" } },
    },
  }
end

local function on_libvirt(instance)
  instance.uuid = instance.uuid or "u1"
  instance.memoryMb = instance.memoryMb or 128
  instance.volumes = instance.volumes or { {
    uuid = "v1", deviceNumber = 0, image = { uuid = "i1", url = "http://x/i1" },
  } }
  return { instanceHostMap = { instance = instance, host = { kind = "libvirt" } } }
end

before_each(function()
  world = fake.new()
  world.machine.images["busybox:latest"] = true
end)

describe("docker_start", function()
  it("tells Docker everything that was asked for", function()
    assert(serve("compute.instance.activate", on_docker {
      command = "sh", commandArgs = { "-c", "sleep 1" }, environment = { B = "2", A = "1" },
      user = "nobody", directory = "/srv", hostname = "web", memoryMb = 64, privileged = true,
      restartPolicy = { name = "on-failure", maximumRetryCount = 3 }, labels = { x = "y" },
      dockerVolumes = { "/data", "/etc:/host:ro" },
      ports = {
        { privatePort = 80, publicPort = 8080, protocol = "tcp" },
        { privatePort = 53, protocol = "udp" },
      },
    }))
    local config = world.machine.containers[1].config
    assert.same({ "sh", "-c", "sleep 1" }, config.Cmd)
    assert.same({ "A=1", "B=2" }, config.Env)
    assert.equal("nobody", config.User)
    assert.equal("/srv", config.WorkingDir)
    assert.equal("web", config.Hostname)
    assert.same({ x = "y", ["io.stampede.uuid"] = "u1" }, config.Labels)
    assert.same({ ["/data"] = {} }, config.Volumes)
    assert.same({ "/etc:/host:ro" }, config.HostConfig.Binds)
    assert.equal(64 * 1024 * 1024, config.HostConfig.Memory)
    assert.is_true(config.HostConfig.Privileged)
    assert.same({ Name = "on-failure", MaximumRetryCount = 3 }, config.HostConfig.RestartPolicy)
    assert.same({ ["80/tcp"] = { { HostPort = "8080" } }, ["53/udp"] = { { HostPort = "" } } },
      config.HostConfig.PortBindings)
    assert.equal("u1", world.machine.containers[1].name)
  end)

  it("says nothing of what was not asked for", function()
    assert(serve("compute.instance.activate", on_docker { command = "echo 'a b' c" }))
    local config = world.machine.containers[1].config
    assert.same({ "echo", "a b", "c" }, config.Cmd)
    assert.is_nil(config.Env)
    assert.is_nil(config.HostConfig.Memory)
    assert.is_nil(config.HostConfig.RestartPolicy)
  end)

  it("reports the facts of 2014", function()
    local reply = assert(serve("compute.instance.activate", on_docker {
      ports = { { privatePort = 80, protocol = "tcp" } },
    }))
    local data = reply.instanceHostMap.instance["+data"]
    assert.equal("c1", data.dockerInspect.Id)
    assert.equal("c1", data.dockerContainer.Id)
    assert.same({
      dockerId = "c1", dockerIp = "172.17.0.2", dockerHostIp = "10.0.0.5",
      dockerPorts = { ["80/tcp"] = "49153" }, exitCode = require("stampede.json").null,
    }, data["+fields"])
  end)

  it("pulls an image that went missing", function()
    world.machine.images = {}
    assert(serve("compute.instance.activate", on_docker {}))
    assert.equal(1, world.machine.pulls)
    assert.is_true(world.machine.containers[1].running)
  end)

  it("says why an image cannot be had", function()
    local reply, fault = serve("compute.instance.activate", on_docker {
      image = { uuid = "docker:nobody/nothing" },
    })
    assert.is_nil(reply)
    assert.truthy(fault.message:find("nobody/nothing:latest", 1, true))
  end)

  it("calls one that ended at once started, and says how it ended", function()
    world.machine.containers[1] = {
      id = "c9", name = "u1", running = false, dies = 127,
      config = { Labels = { ["io.stampede.uuid"] = "u1" }, HostConfig = {} },
    }
    local reply = assert(serve("compute.instance.activate", on_docker {}))
    assert.equal(127, reply.instanceHostMap.instance["+data"]["+fields"].exitCode)
  end)

  it("frees a container that a killed engine left half started", function()
    world.machine.containers[1] = {
      id = "c9", name = "u1", running = false, stuck = true,
      config = { Labels = { ["io.stampede.uuid"] = "u1" }, HostConfig = {} },
    }
    assert(serve("compute.instance.activate", on_docker {}))
    assert.is_true(world.machine.containers[1].running)
    assert.equal(1, #world.machine.containers)
  end)

  it("does not take a stranger's container for its own", function()
    world.machine.containers[1] = {
      id = "c9", name = "u1", running = true, config = { Labels = {}, HostConfig = {} },
    }
    local reply, fault = serve("compute.instance.activate", on_docker {})
    assert.is_nil(reply)
    assert.equal("conflict", fault.code)
  end)
end)

describe("libvirt_start", function()
  it("writes XML in which nothing from outside is markup", function()
    assert(serve("compute.instance.activate", on_libvirt {
      name = [[a"b'<c>&${uuid}$[disks] %s]], vcpu = 2,
      nics = { { deviceNumber = 0, macAddress = "02:00:00:00:00:01", network = {} } },
    }))
    local xml = world.machine.domains.u1.xml
    assert.truthy(xml:find("<title>a&quot;b&apos;&lt;c&gt;&amp;${uuid}$[disks] %s</title>", 1, true))
    assert.truthy(xml:find('<domain type="qemu">', 1, true))
    assert.truthy(xml:find('<memory unit="MiB">128</memory>', 1, true))
    assert.truthy(xml:find("<vcpu>2</vcpu>", 1, true))
    assert.truthy(xml:find('<mac address="02:00:00:00:00:01"/>', 1, true))
    assert.truthy(xml:find('<source network="default"/>', 1, true))
    assert.truthy(xml:find('<source file="/data/volumes/v1.qcow2"/>', 1, true))
    assert.truthy(xml:find('uuid="u1"', 1, true))
  end)

  it("fetches and overlays a disk that is missing", function()
    assert(serve("compute.instance.activate", on_libvirt {}))
    assert.equal("image", world.machine.files["/data/images/i1.img"])
    assert.equal("overlay", world.machine.files["/data/volumes/v1.qcow2"])
  end)

  it("keeps names of files inside their directory", function()
    assert(serve("compute.instance.activate", on_libvirt {
      volumes = { { uuid = "../../v", deviceNumber = 0, image = { uuid = "a/b", url = "http://x" } } },
    }))
    assert.equal("image", world.machine.files["/data/images/a%2fb.img"])
    assert.equal("overlay", world.machine.files["/data/volumes/%2e%2e%2f%2e%2e%2fv.qcow2"])
  end)

  it("names the field of a wrong checksum", function()
    local reply, fault = serve("compute.instance.activate", on_libvirt {
      volumes = { { uuid = "v", deviceNumber = 0, image = { uuid = "i", url = "http://missing" } } },
    })
    assert.is_nil(reply)
    assert.equal("checksum", fault.field)
  end)

  it("reports screen and XML", function()
    local reply = assert(serve("compute.instance.activate", on_libvirt {}))
    local data = reply.instanceHostMap.instance["+data"]
    assert.same({ "console" }, data["+fields"].capabilities)
    assert.equal("/data/consoles/u1.vnc", data["+fields"].libvirtVncAddress)
    assert.truthy(data["+libvirt"].xml)
  end)
end)

describe("libvirt_stop", function()
  it("pulls the plug of a guest that does not hear", function()
    assert(serve("compute.instance.activate", on_libvirt {}))
    world.machine.domains.u1.deaf = true
    assert(serve("compute.instance.deactivate", on_libvirt {}))
    assert.is_false(world.machine.domains.u1.running)
    assert.equal("libvirt destroy", world.trace[#world.trace])
  end)
end)

describe("ping", function()
  it("leaves out a driver that is away", function()
    world.machine.libvirt_up = false
    local reply = assert(serve("ping", { options = { resources = true, instances = true } }))
    assert.same({ docker = true, libvirt = false }, reply.drivers)
    local kinds = {}
    for _, item in ipairs(reply.resources) do
      kinds[#kinds + 1] = item.type .. "/" .. item.kind
    end
    assert.same({ "physicalHost/physicalHost", "host/docker", "storagePool/docker" }, kinds)
  end)

  it("lists what runs when it is asked", function()
    assert(serve("compute.instance.activate", on_docker {}))
    assert(serve("compute.instance.activate", on_libvirt { uuid = "u2" }))
    assert.is_nil(serve("ping", {}).instances)
    local reply = serve("ping", { options = { instances = true } })
    assert.is_nil(reply.resources)
    local list = reply.instances
    assert.equal(2, #list)
    assert.equal("running", list[1].state)
    assert.equal("u2", list[2].uuid)
  end)
end)

describe("a new instance is refused", function()
  local function refused(kind, input)
    local row, fault = lives.create(world, kind, input)
    assert.is_nil(row)
    assert.equal("invalid", fault.code)
    return fault.tag .. " " .. fault.field
  end

  before_each(function()
    world = lives.world()
    world:insert("image", {
      uuid = "tiny", url = "http://x/tiny", accountId = 1, instanceKind = "virtualMachine",
    })
  end)

  it("without an image, or with one that is none", function()
    assert.equal("MissingRequired imageUuid", refused("container", {}))
    assert.equal("InvalidReference imageUuid", refused("container", { imageUuid = "web" }))
    assert.equal("InvalidReference imageUuid", refused("container", { imageUuid = "docker:A B" }))
    assert.equal("InvalidReference imageUuid", refused("virtualMachine", { imageUuid = "docker:a" }))
    assert.equal("InvalidReference imageId", refused("container", { imageId = 999 }))
    assert.equal("InvalidImageInstanceKind imageUuid", refused("container", { imageUuid = "tiny" }))
  end)

  it("with an image of another account", function()
    local checks = require("stampede.checks")
    local user = world:insert("account", { kind = "user" })
    local input, fault = world:call(checks.create, {
      type = "virtualMachine", input = { imageUuid = "tiny" }, accountId = user.id,
    })
    assert.is_nil(input)
    assert.equal("InvalidReference", fault.tag)
  end)

  it("with ports that are none", function()
    for text, tag in pairs {
      [""] = "PortWrongFormat", ["a"] = "PortWrongFormat", ["1:2:3"] = "PortWrongFormat",
      ["80/"] = "PortWrongFormat", ["0:80"] = "PortInvalidPublicPort",
      ["70000:80"] = "PortInvalidPublicPort", ["0"] = "PortInvalidPrivatePort",
      ["80:99999"] = "PortInvalidPrivatePort", ["80/sctp"] = "PortInvalidProtocol",
    } do
      assert.equal(tag .. " ports", refused("container", {
        imageUuid = "docker:busybox", ports = { text },
      }))
    end
  end)

  it("with memory or processors that cannot be", function()
    for input, text in pairs {
      [{ memoryMb = 0 }] = "MinLimitExceeded memoryMb",
      [{ memoryMb = -5 }] = "MinLimitExceeded memoryMb",
      [{ memoryMb = 999999 }] = "MaxLimitExceeded memoryMb",
      [{ vcpu = 0 }] = "MinLimitExceeded vcpu",
    } do
      input.imageUuid = "tiny"
      assert.equal(text, refused("virtualMachine", input))
    end
  end)

  it("with a restart policy or command that makes no sense", function()
    assert.equal("InvalidOption restartPolicy", refused("container", {
      imageUuid = "docker:busybox", restartPolicy = { name = "sometimes" },
    }))
    assert.equal("InvalidFormat command", refused("container", {
      imageUuid = "docker:busybox", command = "echo 'a",
    }))
  end)

  it("and leaves nothing behind", function()
    local before = #world.rows
    refused("container", { imageUuid = "docker:busybox", ports = { "x" } })
    refused("container", { imageUuid = "docker:busybox", memoryMb = 0 })
    assert.equal(before, #world.rows)
  end)
end)

describe("names of Docker images", function()
  it("are taken apart", function()
    local parse = require("stampede.image_name").parse
    for text, full in pairs {
      ["docker:busybox"] = "busybox:latest",
      ["docker:busybox:1.36"] = "busybox:1.36",
      ["docker:team/app"] = "team/app:latest",
      ["docker:localhost:5000/app"] = "localhost:5000/app:latest",
      ["docker:reg.example.com/team/app:v1"] = "reg.example.com/team/app:v1",
      ["docker:127.0.0.1:5000/busybox:x"] = "127.0.0.1:5000/busybox:x",
      ["docker:app@sha256:0abc"] = "app@sha256:0abc",
    } do
      assert.equal(full, (parse(text) or {}).fullName, text)
    end
    for _, text in ipairs { "busybox", "docker:", "docker:../x", "docker:a//b", "docker:a b",
      "docker:Upper", "docker:a/", "docker:a?x=1", "docker:a:b:c" } do
      assert.is_nil(parse(text), text)
    end
  end)
end)

describe("words", function()
  it("are split as a shell would", function()
    local split = require("stampede.words").split
    assert.same({ "a", "b c", "d" }, split("a 'b c'  d"))
    assert.same({ 'x"y', "", "z" }, split([["x\"y" '' z]]))
    assert.same({ "a b" }, split([[a\ b]]))
    assert.same({}, split("  "))
    assert.is_nil(split("'a"))
  end)
end)
