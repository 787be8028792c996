--- The Python bindings (api/python): installed as a stranger would, against a server with simulated hosts, the page in docs/ as it
-- stands, and what a type checker makes of the stubs.

local rig = require("rig")

local PYTHON = "/usr/bin/python3" -- Debian's, which has Debian's setuptools

describe("the Python bindings", function()
  local server, python

  local function run(command, seconds)
    local out, code = rig.sh(("XDG_CACHE_HOME=%s STAMPEDE_URL=http://127.0.0.1:%d/v1 STAMPEDE_ACCESS_KEY=%s STAMPEDE_SECRET_KEY=%s "
      .. "STAMPEDE_TEST_SERVER=%s timeout %d sh -c %s"):format(rig.quote(server.dir .. "/cache"), server.port, server.access, server.secret,
      server:children().server, seconds or 60, rig.quote(command)))
    return out, code
  end

  local function ok(command, seconds)
    local out, code = run(command, seconds)
    assert.equal(0, code, command .. "\n" .. out)
    return out
  end

  setup(function()
    server = rig.new({ role = "up" })
    server.command = function(self)
      return ("%s up --sim 3 --data %s --listen 127.0.0.1:%d"):format(rig.quote(self.binary), rig.quote(self.data), self.port)
    end
    server:start()
    rig.wait("three hosts", 20, function() return #server:get("/v1/hosts?state=active").data == 3 end)
    python = server.dir .. "/venv/bin/python"
    -- A copy: setuptools leaves things beside what it builds.
    ok(("cp -r api/python %s/package && %s -m venv --system-site-packages %s/venv && %s -m pip install -q --no-index "
      .. "--no-build-isolation --disable-pip-version-check %s/package"):format(server.dir, PYTHON, server.dir, python, server.dir))
  end)
  teardown(function() if server and server.pid then server:stop() end end)

  it("are installed with their stubs", function()
    local where = ok("cd / && " .. python .. " -c 'import stampede; print(stampede.__file__)'")
    assert.is_truthy(where:find(server.dir, 1, true), where)
    ok("test -s $(dirname " .. where .. ")/__init__.pyi -a -e $(dirname " .. where .. ")/py.typed")
  end)

  it("keep their word in front of a server that misbehaves", function()
    local out = ok(python .. " spec/external/python_unit.py")
    assert.is_true(tonumber(out:match("Ran (%d+) tests")) >= 49, out)
  end)

  it("do as docs/python.md says", function()
    assert.equal("7 blocks", ok(python .. " spec/external/python_docs.py docs/python.md"):match("%d+ blocks$"))
  end)

  it("drive a real server, also while it is killed", function()
    local out = ok(python .. " spec/external/python_live.py")
    assert.is_true(tonumber(out:match("Ran (%d+) tests")) >= 11, out)
  end)

  it("come with stubs of what the server has: else `make stubs`", function()
    ok(("%s -m stampede.stubs >%s/stubs"):format(python, server.dir))
    ok(("diff -u api/python/stampede/__init__.pyi %s/stubs | head -40; cmp -s api/python/stampede/__init__.pyi %s/stubs"):format(
      server.dir, server.dir))
  end)

  it("have types: what is right passes, every line that is wrong does not", function()
    local mypy = ("cd %s && MYPYPATH=%s/api/python mypy --strict --python-version 3.9 --cache-dir %s/mypy "):format(server.dir,
      io.popen("pwd"):read("l"), server.dir)
    local here = io.popen("pwd"):read("l")
    ok(mypy .. "-p stampede", 120)
    ok(mypy .. here .. "/spec/external/python_typed.py", 120)
    local out = run(mypy .. here .. "/spec/external/python_wrong.py", 120)
    local found = {}
    for line in out:gmatch("python_wrong%.py:(%d+): error") do found[tonumber(line)] = true end
    local number = 0
    for line in io.lines("spec/external/python_wrong.py") do
      number = number + 1
      assert.equal(line:find("# WRONG$") ~= nil, found[number] or false, ("line %d: %s\n%s"):format(number, line, out))
    end
  end)
end)
