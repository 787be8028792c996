--- A short life of everything under address and undefined behaviour sanitizers: no report, no leak, exit code 0.

local rig = require("rig")

local binary = os.getenv("STAMPEDE_SANITIZED") or "build-address-undefined/stampede"

-- Gives TERM on and keeps the exit code, which a program in the background would take with it.
local WRAPPER = [[#!/bin/bash
"${@:2}" &
pid=$!
trap 'kill -TERM $pid' TERM
wait $pid
while kill -0 $pid 2>/dev/null; do wait $pid; done
wait $pid
echo $? >"$1"
]]

-- SUBSCRIBER HOST:PORT KEY SECONDS: prints the text frames that come.
local SUBSCRIBER = [[
import base64, os, socket, struct, sys, time
host, port = sys.argv[1].split(":")
s = socket.create_connection((host, int(port)), 10)
s.sendall(("GET /v1/subscribe?eventNames=resource.change HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\n"
  "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\nAuthorization: Basic %s\r\n\r\n" % (
  sys.argv[1], base64.b64encode(os.urandom(16)).decode(), base64.b64encode(sys.argv[2].encode()).decode())).encode())
data = b""
end = time.time() + float(sys.argv[3])
s.settimeout(0.5)
while time.time() < end:
  try:
    got = s.recv(65536)
    if not got: break
    data += got
  except socket.timeout: pass
head, _, data = data.partition(b"\r\n\r\n")
print(head.split(b"\r\n")[0].decode())
while len(data) >= 2:
  size, at = data[1] & 127, 2
  if size == 126: size, at = struct.unpack(">H", data[2:4])[0], 4
  elif size == 127: size, at = struct.unpack(">Q", data[2:10])[0], 10
  if len(data) < at + size: break
  if data[0] & 15 == 1: print(data[at:at + size].decode())
  data = data[at + size:]
]]

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

describe("under sanitizers", function()
  it("lives a short life of everything and ends cleanly", function()
    if not io.open(binary) then
      pending("there is no " .. binary .. ": make SAN=address,undefined")
      return
    end
    local server = rig.new { binary = binary, extra = "--lua bench/lua" }
    local wrapper, code, python = server.dir .. "/wrapper", server.dir .. "/code", server.dir .. "/subscriber.py"
    write(wrapper, WRAPPER)
    write(python, SUBSCRIBER)
    local here = io.popen("pwd"):read("l")
    -- libvirt is opened late, and the sanitizer wraps what it finds at the start: without libtirpc there, a null.
    -- Whole stacks, or the suppressions do not see what libvirt loses by itself.
    server.env = ("LD_PRELOAD='libasan.so.8 libtirpc.so.3' ASAN_OPTIONS=fast_unwind_on_malloc=0:detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 "
      .. "LSAN_OPTIONS=suppressions=%s/spec/support/lsan.supp:print_suppressions=0 bash %s %s"):format(
      here, rig.quote(wrapper), rig.quote(code))
    server:start()
    finally(function()
      if not server.pid then return end
      rig.sh("kill -9 $(pgrep -P " .. server.pid .. ")")
      server:stop("KILL")
    end)
    server:hosts({ "docker", "libvirt" })

    local frames = server.dir .. "/frames"
    os.execute(("python3 %s 127.0.0.1:%d %s:%s 600 >%s 2>&1 & echo $! >%s.pid"):format(rig.quote(python), server.port,
      server.access, server.secret, rig.quote(frames), rig.quote(frames)))

    local image = server:post("/v1/images", { name = "tiny", instanceKind = "virtualMachine",
      url = "file://" .. os.getenv("STAMPEDE_TEST_TINY") .. "/tiny.qcow2" })
    local vm = server:post("/v1/virtualmachines", { name = "guest", imageId = image.id, memoryMb = 64 })
    local container = server:post("/v1/containers", { imageUuid = "docker:busybox:latest", command = "sleep",
      commandArgs = { "1000" } })
    local quick = server:post("/v1/containers", { imageUuid = "docker:busybox:latest", command = "false" })

    local statuses = rig.sh(("seq 50 | xargs -P 50 -I{} curl -s -o /dev/null -m 60 -w '%%{http_code}\\n' -u %s:%s "
      .. "-H 'Content-Type: application/json' -d '{\"name\":\"noop-{}\"}' http://127.0.0.1:%d/v1/benchobjects"):format(
      server.access, server.secret, server.port))
    assert.equal(50, select(2, statuses:gsub("201", "")), statuses)

    container = server:settle(container, "running", 60)
    quick = server:settle(quick, "stopped", 60)
    assert.equal(1, quick.exitCode)
    assert.not_equal("error", quick.transitioning)
    vm = server:settle(vm, "running", 120)
    for _, resource in ipairs { container, vm } do
      server:action(resource, "stop")
      server:settle(resource, "stopped", 90)
    end
    for _, resource in ipairs { container, vm, quick } do
      server:call("DELETE", resource.links.self)
      server:settle(resource, "removed", 60)
    end

    -- Under load: some of these are answered, some are not.
    os.execute(("seq 200 | xargs -P 20 -I{} curl -s -o /dev/null -m 10 -u %s:%s -H 'Content-Type: application/json' "
      .. "-d '{}' http://127.0.0.1:%d/v1/benchobjects >/dev/null 2>&1 &"):format(server.access, server.secret, server.port))
    rig.sleep(0.5)
    server:stop("TERM")
    assert.equal("0", (rig.sh("cat " .. rig.quote(code))))
    local log = rig.sh("cat " .. rig.quote(server.log))
    local report = log:find("Sanitizer", 1, true) or log:find("runtime error:", 1, true)
    assert.is_nil(report, report and log:sub(report, report + 4000))

    rig.wait("the subscriber ends with the server", 20, function()
      return select(2, rig.sh("kill -0 $(cat " .. rig.quote(frames .. ".pid") .. ")")) ~= 0
    end)
    local heard = rig.sh("cat " .. rig.quote(frames))
    assert.is_truthy(heard:find("^HTTP/1.1 101"), heard:sub(1, 200))
    assert.is_truthy(heard:find('"' .. vm.id .. '"', 1, true) and heard:find('"running"', 1, true), heard:sub(1, 2000))
  end)

  -- Every crash of a simulation tears a whole server down in the middle of its work.
  it("find nothing in a server that is torn down again and again", function()
    local out, code = rig.sh(("STAMPEDE_ROOT=. ASAN_OPTIONS=detect_leaks=1 LSAN_OPTIONS=suppressions=spec/support/lsan.supp:"
      .. "print_suppressions=0 timeout 200 %s sim --seed 2 --instances 10 --hosts 3 --minutes 5 --crashes 5%%")
      :format(rig.quote(binary)))
    assert.equal(0, code, out:sub(1, 4000))
    assert.is_true(tonumber(out:match("(%d+) crashes")) > 5)
  end)
end)
