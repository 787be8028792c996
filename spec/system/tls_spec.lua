--- A server that speaks TLS, with an authority made for the day: its agent, the console, a subscription, another
--- certificate while it runs, and those who are not believed.

local rig = require("rig")

describe("TLS", function()
  local server, ca

  local function secure(path, more)
    local out = rig.sh(("curl -s -m 20 --cacert %s/ca.pem -u %s:%s -w '\\n%%{http_code}' %s 'https://localhost:%d%s'"):format(
      ca, server.access, server.secret, more or "", server.port, path))
    return rig.decode(out)
  end

  local function console(options)
    return rig.sh(("timeout 20 %s console --url https://localhost:%d --key %s:%s %s --execute '1 + 41'"):format(
      server.binary, server.port, server.access, server.secret, options))
  end

  setup(function()
    server = rig.new()
    ca = server.dir .. "/ca"
    local out, code = rig.sh("spec/support/mk-ca " .. ca)
    assert.equal(0, code, out)
    server.extra = ("--sim 1 --docker none --libvirt none --tls-cert %s/cert.pem --tls-key %s/key.pem"):format(ca, ca)
    server.scheme = "https"
    server:start()
  end)
  teardown(function() if server then server:stop() end end)

  it("brings its own agents up, which know it by its key", function()
    local hosts = rig.wait("an active host", 20, function()
      local _, body = secure("/v1/hosts?state=active")
      return #body.data > 0 and body.data
    end)
    -- Whatever is linked to is under https too.
    assert.truthy(hosts[1].links.self:find("^https://localhost:"))
    local status, made = secure("/v1/containers?wait=running", "-d '{\"imageUuid\":\"sim:web\"}'")
    assert.equal(201, status, rig.json.encode(made))
    local head = rig.sh(("curl -sI -m 5 -A Mozilla/5.0 --cacert %s/ca.pem -u %s:%s https://localhost:%d/v1"):format(
      ca, server.access, server.secret, server.port))
    assert.truthy(head:find("Strict%-Transport%-Security: max%-age="), head)
    assert.truthy(head:find("SameSite=Strict; Secure"), head)
  end)

  it("is one that commands reach, by its authority, by its key, and by the key kept on its machine", function()
    local pin = rig.sh("cat " .. server.data .. "/tls.pin")
    local function list(options, data)
      return rig.sh(("env -u STAMPEDE_URL STAMPEDE_DATA=%s HOME=/nonexistent XDG_CACHE_HOME=%s/cache %s list-hosts --quiet --no-cache %s 2>&1"):format(
        data or "/nonexistent", server.dir, server.binary, options))
    end
    local place = ("--url https://localhost:%d --key %s:%s "):format(server.port, server.access, server.secret)
    local hosts = list(place .. ("--ca %s/ca.pem"):format(ca))
    assert.matches("^1h%d+$", hosts)
    assert.equal(hosts, (list(place .. "--pin " .. pin)))
    assert.equal(hosts, (list(place .. "--pin " .. server.data .. "/tls.pin")))
    assert.equal(hosts, (list("", server.data)))
    local out, code = list(place .. "--pin sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
    assert.equal(1, code, out)
    assert.matches("no answer from", out)
    out, code = list(place)
    assert.equal(1, code, out)
    assert.matches("%-%-pin its own key", out)
    out = list(place .. "--pin nonsense")
    assert.matches('"nonsense" is no pinned key', out)
  end)

  it("is one that the console and subscribers reach, if they believe it", function()
    assert.equal("42", (console(("--tls-ca %s/ca.pem"):format(ca))))
    assert.equal("42", (console("--tls-pin " .. rig.sh("cat " .. server.data .. "/tls.pin"))))
    -- The key of this machine names its server, and by which key it is known.
    assert.equal("42", (rig.sh(("STAMPEDE_DATA=%s timeout 20 %s console --execute '1 + 41'"):format(server.data, server.binary))))
    local heard = rig.sh(("curl -sN -m 3 --cacert %s/ca.pem -u %s:%s https://localhost:%d/v1/subscribe -d eventNames=ping"):format(
      ca, server.access, server.secret, server.port))
    assert.truthy(heard:find('"name":"ping"'), heard)
  end)

  it("is refused by who does not believe it, in words that say what to do", function()
    for _, options in ipairs({ "", ("--tls-ca %s/other.pem"):format(ca) }) do
      local out, code = console(options)
      assert.not_equal(0, code)
      assert.truthy(out:find("is not believed", 1, true) and out:find("--tls-ca FILE", 1, true), out)
    end
    local out = console("--tls-pin sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
    assert.truthy(out:find("not the pinned one", 1, true), out)
    out = rig.sh(("STAMPEDE_ACCESS_KEY=a STAMPEDE_SECRET_KEY=b timeout 3 %s agent --data %s/a2 --url https://localhost:%d "
      .. "--tls-ca %s/other.pem --docker none --libvirt none"):format(server.binary, server.dir, server.port, ca))
    assert.truthy(out:find("is not believed", 1, true), out)
  end)

  it("takes another certificate while it runs, on HUP at once, and its agents find it again", function()
    local before = rig.sh("cat " .. server.data .. "/tls.pin")
    rig.sh(("cp %s/next.pem %s/cert.pem; cp %s/next.key %s/key.pem; kill -HUP %d"):format(ca, ca, ca, ca,
      server:children().server))
    rig.wait("another key", 10, function() return rig.sh("cat " .. server.data .. "/tls.pin") ~= before end)
    local status = secure("/v1/hosts")
    assert.equal(200, status)
    assert.truthy(console("--tls-pin " .. before):find("not the pinned one", 1, true))
    -- The server comes back under the new key; the agents were started under the old one.
    os.execute("kill -KILL " .. server:children().server)
    rig.wait("an active host again", 40, function()
      local _, body = secure("/v1/containers?wait=running", "-d '{\"imageUuid\":\"sim:web\"}'")
      return body.state == "running"
    end)
  end)
end)
