--- Bad input gets the contract's typed error naming the field or file:line, and nothing changes.

local rig = require("rig")

describe("bad input", function()
  local server

  setup(function()
    server = rig.new():start()
    server:hosts({ "docker" })
  end)

  teardown(function() if server then server:stop() end end)

  local function count()
    return #server:get("/v1/instances?limit=1000").data
  end

  local function refused(body, status, code, field)
    local before = count()
    local got, answer = server:call("POST", "/v1/containers", body)
    assert.equal(status, got, type(answer) == "table" and rig.json.encode(answer) or answer)
    assert.equal("error", answer.type)
    assert.equal(code, answer.code)
    if field then assert.equal(field, answer.fieldName) end
    assert.equal(status, answer.status)
    assert.equal(before, count())
  end

  it("names the field", function()
    refused({ name = "x" }, 422, "MissingRequired", "imageUuid")
    refused({ imageUuid = "nonsense" }, 422, "InvalidReference", "imageUuid")
    refused({ imageUuid = "docker:busybox", ports = { "no" } }, 422, "PortWrongFormat")
    refused({ imageUuid = "docker:busybox", ports = { "99999:80" } }, 422, "PortInvalidPublicPort")
    refused({ imageUuid = "docker:busybox", ports = { "80:70000" } }, 422, "PortInvalidPrivatePort")
    refused({ imageUuid = "docker:busybox", ports = { "80:80/sctp" } }, 422, "PortInvalidProtocol")
    refused({ imageUuid = "docker:busybox", ports = { "81:80", "81:82" } }, 422, "PortInvalidPublicPort")
    refused({ imageUuid = "docker:busybox", hostname = "a b" }, 422, "InvalidCharacters", "hostname")
    refused({ imageUuid = "docker:busybox", hostname = ("h"):rep(64) }, 422, "MaxLengthExceeded", "hostname")
    refused({ imageUuid = "docker:busybox", directory = "tmp" }, 422, "InvalidFormat", "directory")
    refused({ imageUuid = "docker:busybox", environment = { ["A=B"] = "c" } }, 422, "InvalidFormat", "environment")
    refused({ imageUuid = "docker:busybox", name = ("n"):rep(300) }, 422, "MaxLengthExceeded", "name")
    refused({ imageUuid = "docker:busybox", requestedHostId = "1h999" }, 422, "InvalidReference", "requestedHostId")
    refused({ imageUuid = "docker:busybox", environment = "x" }, 422, "InvalidFormat", "environment")
    refused({ imageUuid = "docker:busybox", instanceTriggeredStop = "explode" }, 422, "InvalidOption",
      "instanceTriggeredStop")
  end)

  it("refuses JSON that is cut off, too deep or too large", function()
    refused('{"imageUuid":"docker:busy', 400, "InvalidBodyContent")
    refused(('{"a":'):rep(100) .. "1" .. ("}"):rep(100), 400, "InvalidBodyContent")
    local before = count()
    local status = server:call("POST", "/v1/containers", '{"imageUuid":"' .. ("x"):rep(3 << 20) .. '"}')
    assert.equal(413, status)
    assert.equal(before, count())
  end)

  it("refuses memory 0", function()
    local before = count()
    local image = server:post("/v1/images", { name = "none", url = "file:///dev/null", instanceKind = "virtualMachine" })
    local status, answer = server:call("POST", "/v1/virtualmachines", { imageId = image.id, memoryMb = 0 })
    assert.equal(422, status)
    assert.equal("MinLimitExceeded", answer.code)
    assert.equal("memoryMb", answer.fieldName)
    assert.equal(before, count())
  end)

  it("ignores unknown fields and drops those that the caller may not write", function()
    local c = server:post("/v1/containers", { imageUuid = "docker:busybox", startOnCreate = false, nonsense = 1,
      state = "purged", id = "1i77777", _format = "table" })
    assert.is_nil(c.nonsense)
    assert.not_equal("1i77777", c.id)
    server:settle(c, "stopped")
  end)

  it("answers with the right status for what is not there or not allowed", function()
    assert.equal(404, (server:call("GET", "/v1/containers/1i999999")))
    assert.equal(404, (server:call("GET", "/v1/nonsense")))
    assert.equal(422, (server:call("GET", "/v2/containers")))
    assert.equal(405, (server:call("PATCH", "/v1/containers")))
    assert.equal(401, (server:call("GET", "/v1/containers", nil, { anonymous = true })))
    local c = server:post("/v1/containers", { imageUuid = "docker:busybox", startOnCreate = false })
    server:settle(c, "stopped")
    local status, answer = server:call("POST", c.links.self .. "/?action=explode", {})
    assert.equal(422, status)
    assert.equal("InvalidAction", answer.code)
    status, answer = server:call("POST", c.links.self .. "/?action=stop", {})
    assert.equal(422, status)
    assert.equal("ActionNotAvailable", answer.code)
  end)

  it("refuses a second agent with the key of the first", function()
    local key = rig.sh("cat " .. rig.quote(server.data) .. "/agent.key")
    assert.is_truthy(#key > 20)
    local other = rig.new { role = "agent" }
    local out = rig.sh(("cd %s && timeout 6 build/stampede agent --data %s --url http://127.0.0.1:%d --key-file %s/agent.key --docker %s --libvirt %s"):format(
      io.popen("pwd"):read("l"), rig.quote(other.data), server.port, rig.quote(server.data),
      os.getenv("STAMPEDE_TEST_DOCKER"), rig.quote(os.getenv("STAMPEDE_TEST_LIBVIRT"))))
    assert.is_truthy(out:find("another agent", 1, true), out)
    for _, agent in ipairs(server:get("/v1/agents").data) do assert.equal("active", agent.state) end
  end)

  it("refuses a broken Lua file with file:line", function()
    local dir = server.dir .. "/broken"
    rig.sh("mkdir -p " .. dir .. " && printf 'local x = 1\\nreturn nonsense(\\n' > " .. dir .. "/bad.lua")
    local out, code = rig.sh("build/stampede check --lua " .. dir)
    assert.not_equal(0, code)
    assert.is_truthy(out:match("bad%.lua:%d+"), out)
    rig.sh("printf '%s\n' '--- A type.' '' 'local schema = require(\"stampede.schema\")' '' "
      .. "'return schema.define(\"shelf\", {' 'fields = { { roomId = schema.field.reference { to = \"nosuch\" } } },' '})' "
      .. "> " .. dir .. "/bad.lua")
    out = rig.sh("build/stampede check --lua " .. dir)
    assert.is_truthy(out:find("bad.lua:5: type 'shelf': field 'roomId' refers to 'nosuch'", 1, true), out)
    out, code = rig.sh("build/stampede check")
    assert.equal(0, code, out)
  end)
end)
