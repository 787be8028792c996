--- Images: uploaded, fetched over HTTP, pulled from a registry; and what happens when they cannot be had.

local rig = require("rig")

describe("image", function()
  local server
  local tiny = (os.getenv("STAMPEDE_TEST_TINY") or "") .. "/tiny.qcow2"
  local started = {}

  setup(function()
    server = rig.new():start()
    server:hosts({ "docker", "libvirt" })
  end)

  teardown(function()
    for _, pid in ipairs(started) do os.execute("kill " .. pid .. " 2>/dev/null") end
    if server then server:stop() end
  end)

  local function free_port()
    return tonumber((rig.sh(
      "python3 -c 'import socket; s=socket.socket(); s.bind((\"127.0.0.1\",0)); print(s.getsockname()[1])'")))
  end

  local function background(command)
    local pid = tonumber((rig.sh(("setsid %s >%s/background.log 2>&1 </dev/null & echo $!"):format(
      command, server.dir))))
    started[#started + 1] = pid
    return pid
  end

  -- What is shown while it comes up, each once, in order; ends when it runs.
  local function watch(resource, seconds)
    local seen = { messages = {}, percents = {} }
    local function note(list, value)
      if value ~= rig.null and value ~= list[#list] then list[#list + 1] = value end
    end
    rig.wait("progress is shown, then it runs", seconds, function()
      local now = server:get(resource.links.self)
      if now.transitioning == "yes" then
        note(seen.messages, now.transitioningMessage)
        note(seen.percents, now.transitioningProgress)
      end
      return now.state == "running"
    end)
    return seen
  end

  local function disk_image(fields)
    fields.instanceKind = "virtualMachine"
    return server:post("/v1/images", fields)
  end

  local function machine(image)
    return server:post("/v1/virtualmachines", { imageId = image.id, memoryMb = 128 })
  end

  local function gone(resource)
    return rig.wait("ends removed", 90, function()
      local now = server:get(resource.links.self)
      return now.state == "removed" and now.transitioning ~= "yes" and now
    end)
  end

  local function remove(resource)
    server:call("DELETE", resource.links.self)
    server:settle(resource, "removed", 60)
  end

  local function upload(image, file, more)
    local out = rig.sh(("curl -s %s -u %s -T %s -w '\\n%%{http_code}' http://127.0.0.1:%d/v1/images/%s/content"):format(
      more or "", rig.quote(server.access .. ":" .. server.secret), rig.quote(file), server.port, image.id))
    return rig.decode(out)
  end

  local function uploads()
    return (rig.sh("ls " .. rig.quote(server.data) .. "/uploads 2>/dev/null"))
  end

  it("is uploaded, and a machine starts from it; packed ones too", function()
    local image = disk_image { name = "uploaded" }
    local status, body = upload(image, tiny)
    assert.equal(200, status, rig.json.encode(body))
    assert.is_truthy(body.url:find("^upload:"))
    assert.equal(rig.sh("sha256sum " .. tiny):match("^%x+"), body.checksum)
    assert.is_true(body.physicalSizeMb > 0)
    local vm = server:settle(machine(image), "running", 120)
    remove(vm)
    assert.equal(409, (upload(image, tiny)))

    rig.sh(("xz -0 -k -c %s > %s/tiny.xz"):format(tiny, server.dir))
    local packed = disk_image { name = "packed" }
    assert.equal(200, (upload(packed, server.dir .. "/tiny.xz")))
    remove(server:settle(machine(packed), "running", 120))
  end)

  it("takes no upload that is cut off, wrong, or for nothing", function()
    local before = uploads()
    local image = disk_image { name = "cut" }
    -- Slow enough to be cut while it comes.
    rig.sh(("timeout 1 curl -s --limit-rate 1m -u %s -T %s http://127.0.0.1:%d/v1/images/%s/content"):format(
      rig.quote(server.access .. ":" .. server.secret), tiny, server.port, image.id))
    rig.wait("nothing is left of it", 10, function() return uploads() == before end)
    assert.equal(200, (upload(image, tiny)))
    before = uploads()
    local wrong = disk_image { name = "wrong", checksum = ("0"):rep(64) }
    local status, body = upload(wrong, tiny)
    assert.equal(422, status)
    assert.equal("checksum", body.fieldName)
    wrong = disk_image { name = "wrong-md5", checksum = ("0"):rep(32) }
    status, body = upload(wrong, tiny)
    assert.equal(422, status)
    assert.equal("checksum", body.fieldName)
    assert.equal(404, (upload({ id = "1i99999" }, tiny)))
    assert.equal(422, (upload(server:post("/v1/images", { name = "c", instanceKind = "container" }), tiny)))
    assert.equal(405, (server:call("DELETE", wrong.links.self .. "/content")))
    assert.equal(404, (server:call("GET", wrong.links.self .. "/content")))
    assert.equal(before, uploads())
    local anonymous = rig.sh(("curl -s -o /dev/null -T %s -w '%%{http_code}' http://127.0.0.1:%d/v1/images/%s/content"):format(
      tiny, server.port, wrong.id))
    assert.equal("401", anonymous)
    local vm = gone(machine(wrong))
    assert.is_truthy(vm.transitioningMessage:find("url"), vm.transitioningMessage)
  end)

  it("names bad addresses when it is made", function()
    local bad, why = server:call("POST", "/v1/images", { url = "http://host/a", checksum = "12" })
    assert.equal(422, bad)
    assert.equal("checksum", why.fieldName)
    for _, url in ipairs { "ftp://host/a", "/etc/passwd", "gopher:x", "file://x", "upload:1" } do
      local status, body = server:call("POST", "/v1/images", { url = url })
      assert.equal(422, status, url)
      assert.equal("InvalidFormat", body.code)
      assert.equal("url", body.fieldName)
    end
  end)

  it("in a machine with more memory than any host, or without any, names the field", function()
    local image = disk_image { name = "memory", url = "file://" .. tiny }
    for memory, code in pairs { [0] = "MinLimitExceeded", [1 << 24] = "MaxLimitExceeded" } do
      local status, body = server:call("POST", "/v1/virtualmachines", { imageId = image.id, memoryMb = memory })
      assert.equal(422, status)
      assert.equal(code, body.code)
      assert.equal("memoryMb", body.fieldName)
    end
  end)

  it("is a regular file on the host, nothing else", function()
    for _, path in ipairs { "/dev/zero", server.dir, server.dir .. "/absent" } do
      local vm = gone(machine(disk_image { name = "odd", url = "file://" .. path }))
      assert.equal("error", vm.transitioning)
      assert.is_truthy(vm.transitioningMessage:find(path, 1, true), vm.transitioningMessage)
    end
  end)

  it("shows how far its download is, and takes back what an upload's purge leaves", function()
    local port = free_port()
    background(("python3 -c %s"):format(rig.quote(([[
import socket, time
body = open("%s", "rb").read()
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", %d)); s.listen(8)
while True:
    c, _ = s.accept(); c.recv(4096)
    c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %%d\r\n\r\n" %% len(body))
    try:
        for i in range(10): c.sendall(body[i * len(body) // 10:(i + 1) * len(body) // 10]); time.sleep(0.4)
    except OSError: pass
    c.close()
]]):format(tiny, port))))
    rig.wait("the slow server", 10, function()
      return rig.sh("ss -ltnH 'sport = :" .. port .. "'") ~= ""
    end)
    local vm = machine(disk_image { name = "slow", url = "http://127.0.0.1:" .. port .. "/tiny.qcow2" })
    local seen = watch(vm, 120)
    assert.is_true(#seen.percents > 1, rig.json.encode(seen))
    assert.is_truthy(table.concat(seen.messages, "\n"):find("Downloading [%d.]+ of [%d.]+ MB"), rig.json.encode(seen))
    remove(vm)

    -- Stopped while it comes, the download is nobody's: it goes on as a process of its own.
    local function downloading(name)
      local image = disk_image { name = name, url = "http://127.0.0.1:" .. port .. "/tiny.qcow2" }
      local guest = machine(image)
      rig.wait("it downloads", 60, function()
        return tostring(server:get(guest.links.self).transitioningMessage):find("Downloading")
      end)
      return guest, function()
        return server:get("/v1/imagestoragepoolmaps?imageId=" .. image.id).data[1]
      end
    end
    local copy
    vm, copy = downloading("stopped")
    server:action(vm, "stop")
    server:settle(vm, "stopped", 60)
    rig.wait("the copy is whole", 60, function() return copy().state == "active" end)
    remove(vm)

    -- An agent killed meanwhile leaves nothing that counts, and nothing for good.
    vm, copy = downloading("killed")
    rig.sh("kill -9 " .. server:children().agent)
    server:settle(vm, "running", 120)
    assert.equal("active", copy().state)
    assert.equal("", (rig.sh("find " .. rig.quote(server.data) .. "/images -name '*.part'")))
    remove(vm)

    local before = uploads()
    local image = disk_image { name = "purged" }
    assert.equal(200, (upload(image, tiny)))
    assert.not_equal(before, uploads())
    image = server:settle(image, "active", 30)
    for _, step in ipairs { { "deactivate", "inactive" }, { "remove", "removed" }, { "purge", "purged" } } do
      server:action(image, step[1])
      image = server:settle(image, step[2], 60)
    end
    rig.wait("the file is gone", 10, function() return uploads() == before end)
  end)

  it("is fetched over HTTP; cut off, absent or no disk at all, it leaves nothing", function()
    local port = free_port()
    rig.sh(("mkdir -p %s/web && cp %s %s/web/tiny.qcow2 && echo hello > %s/web/text"):format(
      server.dir, tiny, server.dir, server.dir))
    background(("python3 -m http.server %d --bind 127.0.0.1 --directory %s/web"):format(port, server.dir))
    -- One that says more than it sends.
    local liar = free_port()
    background(("python3 -c %s"):format(rig.quote(([[
import socket
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", %d)); s.listen(8)
while True:
    c, _ = s.accept(); c.recv(4096)
    c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\nQFI\xfb" + b"x" * 100000); c.close()
]]):format(liar))))
    rig.wait("the web server", 10, function()
      return select(2, rig.sh(("curl -s -o /dev/null http://127.0.0.1:%d/text"):format(port))) == 0
    end)
    local base = "http://127.0.0.1:" .. port
    remove(server:settle(machine(disk_image { name = "web", url = base .. "/tiny.qcow2" }), "running", 120))
    local function cached() return (rig.sh("ls " .. rig.quote(server.data) .. "/images")) end
    local before = cached()
    local absent = gone(machine(disk_image { name = "absent", url = base .. "/nothing" }))
    assert.equal("error", absent.transitioning)
    assert.is_truthy(absent.transitioningMessage:find("404") or absent.transitioningMessage:find("not"),
      absent.transitioningMessage)
    local text = gone(machine(disk_image { name = "text", url = base .. "/text" }))
    assert.equal("error", text.transitioning)
    assert.equal(before, cached())
    local cut = machine(disk_image { name = "cut", url = "http://127.0.0.1:" .. liar .. "/image" })
    -- A connection that breaks is tried again: it says so while it does.
    rig.wait("the attempt is shown", 30, function()
      local rows = server:get("/v1/processinstances?resourceType=instance&resourceId=" .. cut.id).data
      for _, row in ipairs(rows) do
        if row.lastError ~= rig.null and row.attempt > 1 then return true end
      end
    end)
    server:action(cut, "remove")
    server:settle(cut, "removed", 60)
    assert.equal(before, cached())
  end)

  it("is pulled from a registry with progress; one that breaks after the first byte is a clear error", function()
    local port = free_port()
    local store = server.dir .. "/registry"
    local file = assert(io.open(server.dir .. "/registry.yml", "w"))
    file:write(("version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: %s}}\nhttp: {addr: 127.0.0.1:%d}\n")
      :format(store, port))
    file:close()
    local registry = background(("docker-registry serve %s/registry.yml"):format(server.dir))
    local name = ("127.0.0.1:%d/team/big"):format(port)
    local docker = "docker -H unix://" .. rig.docker_socket() .. " "
    local out, code = rig.sh(([[set -e
      mkdir -p %s/layer/bin; cp $(command -v busybox) %s/layer/bin/sh; cp %s/layer/bin/sh %s/layer/bin/sleep
      head -c 40000000 /dev/urandom > %s/layer/random; tar -C %s/layer -c . | %s import - %s:1
      for i in 1 2 3 4 5 6 7 8 9; do %s push %s:1 >/dev/null && break; sleep 1; done
      %s rmi %s:1 >/dev/null]]):format(server.dir, server.dir, server.dir, server.dir, server.dir, server.dir, docker, name,
      docker, name, docker, name))
    assert.equal(0, code, out)
    local function sleeper()
      return server:post("/v1/containers", { imageUuid = "docker:" .. name .. ":1", command = "/bin/sleep",
        commandArgs = { "1000" } })
    end
    local c = sleeper()
    local seen = watch(c, 120)
    assert.is_true(#seen.percents > 1 and #seen.messages > 1, rig.json.encode(seen))
    -- The second time nobody asks the registry: it could not answer.
    rig.sh("kill -STOP " .. registry)
    local again = sleeper()
    again = server:settle(again, "running", 30)
    rig.sh("kill -CONT " .. registry)
    for _, each in ipairs { c, again } do
      remove(each)
      server:action(each, "purge")
      server:settle(each, "purged", 60)
    end

    rig.sh(docker .. "rmi -f " .. name .. ":1")
    rig.sh("find " .. store .. "/docker/registry/v2/blobs -size +30M -name data -delete")
    local broken = server:post("/v1/containers", { imageUuid = "docker:" .. name .. ":1", name = "broken" })
    broken = gone(broken)
    assert.equal("error", broken.transitioning)
    assert.is_truthy(#broken.transitioningMessage > 10)
    assert.same({}, rig.containers(broken.uuid))
    local unknown = gone(server:post("/v1/containers", { imageUuid = "docker:" .. name .. ":absent" }))
    assert.is_truthy(unknown.transitioningMessage:find("absent") or unknown.transitioningMessage:find("manifest"),
      unknown.transitioningMessage)
  end)
end)
