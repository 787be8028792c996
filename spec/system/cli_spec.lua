--- The command line against a server with pretended hosts: every verb, formats, waiting, live changes, completion in
-- real shells, keys, and what it says when something is wrong.

local rig = require("rig")

local server, dir, cattle
local binary = os.getenv("STAMPEDE_BINARY") or (io.popen("pwd"):read("l") .. "/build/stampede")
local count = 0

local function slurp(path)
  local file = io.open(path)
  local text = file and file:read("a") or ""
  if file then file:close() end
  return text
end

-- The variables of a user who was told nothing, on the server's machine. More stand behind and go first.
local function environment(more)
  return ("env -i PATH=%s HOME=%s/home LANG=C.UTF-8 TERM=xterm STAMPEDE_STRICT=1 STAMPEDE_DATA=%s %s"):format(
    rig.quote(os.getenv("PATH")), dir, rig.quote(server.data), more or "")
end

-- Runs the program with a shell's line of arguments: stdout, stderr and the exit code.
local function run(line, options)
  options = options or {}
  count = count + 1
  local err = ("%s/err-%d"):format(dir, count)
  local out, code = rig.sh(("printf %%s %s | %s timeout -k 5 %d %s %s 2>%s"):format(rig.quote(options.input or ""),
    environment(options.env), options.timeout or 30, options.program or binary, line, err))
  return out, (slurp(err):gsub("\n$", "")), code
end

-- What must succeed: its stdout, and its stderr.
local function good(line, options)
  local out, err, code = run(line, options)
  if code ~= 0 then error(("%s: %d\n%s\n%s"):format(line, code, out, err), 2) end
  return out, err
end

-- What must fail, with this exit code and all of these texts on stderr and nothing on stdout.
local function bad(code, line, ...)
  local out, err, got = run(line)
  assert.equal(code, got, line .. "\n" .. out .. "\n" .. err)
  assert.equal("", out)
  for _, text in ipairs { ... } do
    if not err:find(text, 1, true) then error(("%s\nlacks: %s\n%s"):format(line, text, err), 2) end
  end
end

local function json(line)
  return rig.json.decode((good(line)))
end

-- As on a terminal of 80 columns: what comes, with its colours and carriage returns.
local function on_terminal(line, more)
  local text = rig.sh(("%s script -qec %s /dev/null </dev/null"):format(environment(more),
    rig.quote("stty cols 80 rows 24; " .. binary .. " " .. line)))
  return (text:gsub("\r\n", "\n"))
end

-- Starts in the background: the pid and the file it writes to.
local function start(line)
  count = count + 1
  local file = ("%s/background-%d"):format(dir, count)
  local pid = rig.sh(("%s setsid %s %s >%s 2>%s.err </dev/null & echo $!"):format(environment(), binary, line, file, file))
  return tonumber(pid), file
end

local function interrupt(pid)
  os.execute("kill -INT " .. pid)
  rig.wait("it ends", 10, function() return select(2, rig.sh("kill -0 " .. pid)) ~= 0 end)
end

setup(function()
  server = rig.new({ extra = "--sim 2" })
  dir, cattle = server.dir, server.dir .. "/cattle"
  server:start()
  os.execute(("mkdir -p %s/home && ln -s %s %s"):format(dir, binary, cattle))
  server:hosts({ "sim" })
end)

teardown(function()
  if server then server:stop() end
end)

describe("on the server's own machine", function()
  it("needs no configuration", function()
    local out = good("list-hosts")
    assert.truthy(out:match("^ID +NAME +KIND +STATE"))
    assert.truthy(out:match("\n1h1 +sim %S+ +sim +active"))
    assert.equal("600 600", (rig.sh(("stat -c %%a %s/admin.key %s/home/.cache/stampede/schemas-*"):format(server.data, dir)):gsub(
      "\n", " ")))
  end)

  it("takes the line of 2014 under its name of 2014", function()
    local out = good('create-subnetIpPool --networkAddress 192.168.10.0 --name "My IP pool"', { program = cattle })
    assert.truthy(out:match("\n1ip%d+ +My IP pool +192%.168%.10%.0 +24"))
    local pools = json('list-subnetIpPool --name_like "My%" --json').data
    assert.equal(1, #pools)
    local id = pools[1].id
    -- Its other lines, as they were recorded then.
    good("--format json list-subnetIpPool --id " .. id, { program = cattle })
    good("update-subnetIpPool --id " .. id .. " --name new", { program = cattle })
    good("subnetIpPool-deactivate --id " .. id .. " --wait", { program = cattle })
    good("delete-subnetIpPool --id " .. id .. " --wait", { program = cattle })
    good(("create-container --imageUuid sim:u --name old --startOnCreate false --ports 80 81:8080 --environment a=b,c=d"),
      { program = cattle, env = ("CATTLE_URL=http://127.0.0.1:%d/v1/schemas CATTLE_ACCESS_KEY=%s CATTLE_SECRET_KEY=%s "
        .. "STAMPEDE_DATA=/none"):format(server.port, server.access, server.secret) })
    local old = json("by-id-container old --json")
    assert.same({ { "80", "81:8080" }, { a = "b", c = "d" } }, { old.data.fields.ports, old.environment })
  end)

  it("is there after make install, under both names", function()
    local out, code = rig.sh(("make -s install DESTDIR=%s/root PREFIX=/usr"):format(dir))
    assert.equal(0, code, out)
    assert.truthy(good("list-hosts -q", { program = dir .. "/root/usr/bin/cattle" }):match("1h1"))
    assert.truthy(good("list-hosts -q", { program = dir .. "/root/usr/bin/stampede" }):match("1h1"))
  end)

  it("asks for the types again without waiting for anything", function()
    local fastest = math.huge
    for _ = 1, 3 do
      local began = rig.now()
      good("--no-cache list-hosts -q")
      fastest = math.min(fastest, rig.now() - began)
    end
    assert.is_true(fastest < 0.8, fastest .. " s")
  end)

  it("finds the server where it moved to", function()
    good("list-hosts -q")
    server:stop()
    server.port = tonumber((rig.sh(
      "python3 -c 'import socket; s=socket.socket(); s.bind((\"127.0.0.1\",0)); print(s.getsockname()[1])'")))
    server:start()
    server:hosts({ "sim" })
    assert.truthy(good("list-hosts -q"):match("1h1"))
  end)
end)

describe("a resource", function()
  it("is made, shown, changed, acted on and removed", function()
    local out, err = good("create-container --imageUuid sim:web --name web --ports 80 --ports 8081:81 --environment A=b "
      .. "--environment '{\"C\":\"d\"}' --labels x=1 --wait")
    assert.truthy(out:match("^ID +NAME[^\n]+\n1i%d+ +web +sim:web +running"))
    assert.truthy(err:find("container web (1i", 1, true))
    local web = json("by-id-container web --json")
    assert.same({ { A = "b", C = "d" }, { "80", "8081:81" }, { x = "1" }, "running" },
      { web.environment, web.data.fields.ports, web.labels, web.state })
    assert.equal(web.id, (good("get-container " .. web.uuid .. " -q")))
    assert.equal(web.id, (good("BY-ID-Containers " .. web.id .. " -o id")))
    assert.truthy(good("by-id-container web"):match("\nname +web\n"))
    assert.equal("front", json("update-container web --description front --json").description)
    assert.equal("stopped", json("container-stop web --wait --json").state)
    assert.equal("running", json("container-start " .. web.uuid .. " --wait=running --json").state)
    assert.equal("removed", json("container-stop web --remove true --wait --json").state)
  end)

  it("refers to others by name", function()
    good("create-network --name blue --wait")
    good("create-container --imageUuid sim:db --name db --wait")
    good("create-container --imageUuid sim:app --name app --networkIds blue --instanceLinks db=db --no-startOnCreate --wait")
    local blue, db = good("by-id-network blue -q"), good("by-id-container db -q")
    local app = json("by-id-container app --json")
    assert.equal("stopped", app.state)
    local links = json("list-instanceLinks --instanceId app --json").data
    assert.same({ db, "db" }, { links[1].targetInstanceId, links[1].linkName })
    assert.equal(blue, json("list-nics --instanceId app --json").data[1].networkId)
    bad(1, "create-container --imageUuid sim:x --networkIds bleu", "--networkIds: there is no network \"bleu\"", "did you mean blue?")
  end)

  it("is not guessed at when a name is not enough", function()
    good("create-container --imageUuid sim:x --name twin --startOnCreate false --wait -q")
    local first = good("by-id-container twin -q")
    good("create-container --imageUuid sim:x --name twin --startOnCreate false --wait -q")
    bad(1, "delete-container twin", "ambiguous", first .. "  twin  stopped", "by its id")
    good("delete-container " .. first .. " --wait")
    -- One that is removed still stands in lists, but nobody means it.
    assert.not_equal(first, good("by-id-container twin -q"))
    bad(1, "by-id-container nobody", "there is no container \"nobody\"")
    bad(1, "by-id-container 1i999", "there is no container 1i999", "list-containers")
    bad(1, "by-id-container twni", "did you mean twin?")
  end)

  it("may be several, and what fails of them is told", function()
    local out, err, code = run("container-start twin 1i999 app --wait -o id")
    assert.equal(1, code)
    assert.truthy(err:find("there is no container 1i999", 1, true))
    assert.equal(2, select(2, out:gsub("1i%d+", "")))
  end)

  it("keeps what every PUT must have", function()
    local network = good("by-id-network blue -q")
    good("create-subnet --networkId blue --networkAddress 10.9.0.0 --name nine --wait")
    local subnet = json("update-subnet nine --description x --json")
    assert.same({ network, "x" }, { subnet.networkId, subnet.description })
  end)
end)

describe("a list", function()
  it("is narrowed, sorted and cut", function()
    assert.equal("app\ndb", (good("list-containers --state running --sort name --columns name --no-header --name_ne twin")))
    assert.equal("db", (good("list-containers --state running --name_notlike 't%' --sort name --order desc --limit 1 --columns NAME --no-header")))
    assert.equal("app", (good("list-containers --name_like 'ap%' --name-ne other --columns name --no-header")))
    assert.equal(0, #json("list-containers --description_notnull --name zzz --json").data)
    assert.truthy(json("list-containers --name app --include instanceLinks --json").data[1].instanceLinks[1])
    assert.equal("", (good("list-containers --name none")))
  end)

  it("is whole, however many pages it has", function()
    local config = {}
    for i = 1, 1050 do
      config[i] = ('url = "http://127.0.0.1:%d/v1/datas"\ndata = "{\\"name\\":\\"n%04d\\",\\"value\\":\\"v\\"}"\n'
        .. 'user = "%s:%s"\noutput = /dev/null\n'):format(server.port, i, server.access, server.secret)
    end
    local file = assert(io.open(dir .. "/many", "w"))
    file:write("silent\n", table.concat(config, "next\n"))
    file:close()
    rig.sh("curl -m 120 --parallel -K " .. dir .. "/many")
    local _, lines = good("list-data --name_like 'n%' -q"):gsub("[^\n]+", "")
    assert.equal(1050, lines)
    assert.equal(1050, #json("list-data --name_prefix n --json").data)
    _, lines = good("list-data --limit 1001 --name_like 'n%' --columns name --no-header"):gsub("n%d%d%d%d", "")
    assert.equal(1001, lines)
  end)

  it("has all formats, as the server says it", function()
    local answer = json("list-containers --name app --json")
    assert.same({ "collection", "container" }, { answer.type, answer.resourceType })
    local plain = rig.json.decode((rig.sh(("curl -s -u %s:%s '%s?name=app'"):format(server.access, server.secret,
      ("http://127.0.0.1:%d/v1/containers"):format(server.port)))))
    assert.same(plain.data, answer.data)
    local text = good("list-containers --name app --format yaml")
    assert.truthy(text:find("\ndata:\n  - id: \"1i", 1, true))
    assert.truthy(text:find("\n    memoryMb: null\n", 1, true))
    assert.truthy(good("by-id-container app --format json"):find('"memoryMb": null', 1, true))
    assert.truthy(good("list-containers --name app --columns id,data.fields.startOnCreate"):match("\n1i%d+ +false$"))
  end)

  it("shows no more than text, and aligns it", function()
    good("create-container --imageUuid sim:x --no-startOnCreate --description evil --name \"$(printf 'e\\033[2Jvil\\nx')\" --wait -q")
    good("create-container --imageUuid sim:x --no-startOnCreate --description evil --name 日本ü --wait -q")
    local out = good("list-containers --description evil --columns name,id")
    assert.is_nil(out:find("\27", 1, true))
    local wide, evil = out:match("日本ü( +)1i%d+"), out:match("vil x( +)1i%d+")
    assert.equal(5 + #wide, 10 + #evil) -- as columns of the screen
  end)

  it("goes into a pipe that closes", function()
    local out = rig.sh("bash -c " .. rig.quote(("%s %s list-data --json | head -n 1; echo ${PIPESTATUS[0]}"):format(
      environment(), binary)))
    assert.equal("{\n141", out)
    out = rig.sh("bash -c " .. rig.quote(("timeout 20 %s %s list-hosts -w -q | head -n 1 & sleep 1; %s %s create-host --name late "
      .. ">/dev/null; wait; echo ended"):format(environment(), binary, environment(), binary)))
    assert.truthy(out:match("^1h%d+\nended$"), out)
    out = rig.sh(("%s %s list-hosts >/dev/full; echo $?"):format(environment(), binary))
    assert.equal("stampede: No space left on device\n1", out)
  end)
end)

describe("waiting", function()
  it("fails with what failed", function()
    bad(1, "create-container --imageUuid sim:x --name big --compute 99999999 --wait", "container big (1i", "Failed to find a placement")
  end)

  it("knows what will not come, and for how long", function()
    bad(1, "create-container --imageUuid sim:x --name asleep --startOnCreate false --wait=running --timeout 20",
      "is stopped and rests there")
    bad(1, "by-id-container asleep --wait=running --timeout 300ms", "not running within 300ms")
    bad(1, "delete-container asleep --wait=running", "will not be running")
    bad(1, "container-stop db --timeout 1 --wait=purged --wait-timeout 300ms", "not purged within 300ms")
    good("container-start db --wait")
  end)

  it("shows one line on a terminal, lines in a log", function()
    local text = on_terminal("container-stop db --wait")
    assert.truthy(text:find("\r\27[K⠋ container db (1i", 1, true))
    assert.truthy(text:match("\r\27%[K[^\n]*ID +NAME") or text:match("\r\27%[K\27%[1mID"))
    local _, err = good("container-start db --wait")
    assert.is_nil(err:find("\27", 1, true))
    assert.truthy(err:match("^container db %(1i%d+%): starting"))
  end)

  it("is given up by ctrl-C, and says what goes on", function()
    local pid, file = start("by-id-container db --wait=purged")
    rig.wait("it waits", 10, function() return slurp(file .. ".err"):find("running", 1, true) end)
    interrupt(pid)
    assert.truthy(slurp(file .. ".err"):find("no longer waiting; container db", 1, true))
  end)

  it("outlives a server that is restarted", function()
    local pid, file = start("by-id-container db --wait=stopped --timeout 60 -o id")
    local watcher, seen = start("list-containers --watch --name db")
    rig.wait("it waits", 10, function() return slurp(file .. ".err"):find("running", 1, true) end)
    rig.wait("the list is there", 10, function() return slurp(seen):find("running", 1, true) end)
    server:stop()
    server:start()
    server:hosts({ "sim" })
    good("container-stop db --wait")
    rig.wait("it saw the end", 10, function() return slurp(file):match("^1i%d+\n$") end)
    rig.wait("it ended", 5, function() return select(2, rig.sh("kill -0 " .. pid)) ~= 0 end)
    rig.wait("the list follows", 20, function() return slurp(seen):match("db +sim:db +stopped") end)
    interrupt(watcher)
    assert.truthy(slurp(seen .. ".err"):find("the stream ended", 1, true))
  end)
end)

describe("live", function()
  it("a list shows what changes, a line each", function()
    local pid, file = start("list-containers --watch --name_like 'live%'")
    local stream, events = start("events --type container --json")
    rig.sleep(0.7)
    good("create-container --imageUuid sim:x --name live1 --wait")
    good("create-container --imageUuid sim:x --name other --wait")
    rig.wait("it is seen", 10, function() return slurp(file):match("live1 +sim:x +running") end)
    good("container-stop live1 --wait")
    rig.wait("it is seen", 10, function() return slurp(file):match("live1 +sim:x +stopped") end)
    assert.is_nil(slurp(file):find("other", 1, true))
    interrupt(pid)
    local names = {}
    rig.wait("events are there", 10, function()
      for line in slurp(events):gmatch("[^\n]+") do
        local event = rig.json.decode(line)
        assert.equal("container", event.data.resource.type)
        names[event.data.resource.name] = event.data.resource.state
      end
      return names.live1 == "stopped" and names.other == "running"
    end)
    interrupt(stream)
    assert.equal("", slurp(file .. ".err"))
  end)

  it("a table is drawn over itself on a terminal", function()
    local text = on_terminal("list-hosts --watch & sleep 1; " .. binary .. " create-host --name shown >/dev/null; sleep 0.7; "
      .. "kill -INT $!; wait $!; echo code=$?")
    assert.truthy(text:match("\27%[%dA\r\27%[J"))
    assert.truthy(text:find("code=130", 1, true))
  end)
end)

describe("on a terminal", function()
  it("there is colour, unless nobody wants it, and no line is too long", function()
    local text = on_terminal("list-processDefinitions --limit 5")
    for line in text:gsub("\27%[%d*m", ""):gmatch("[^\n]+") do
      assert.is_true(utf8.len(line) <= 80, line)
    end
    assert.truthy(on_terminal("list-hosts"):find("\27[32mactive\27[0m", 1, true))
    assert.is_nil(on_terminal("list-hosts", "NO_COLOR=1"):find("\27[32m", 1, true))
    assert.is_nil(good("list-hosts"):find("\27", 1, true))
  end)
end)

describe("completion", function()
  local function shell(command)
    return (rig.sh(("env -i PATH=%s/bin:$PATH HOME=%s/home STAMPEDE_DATA=%s TERM=xterm "):format(dir, dir, server.data) .. command))
  end

  setup(function()
    rig.sh(("mkdir -p %s/bin && ln -sf %s %s/bin/stampede && ln -sf %s %s/bin/cattle"):format(dir, binary, dir, binary, dir))
    good("list-hosts -q")
  end)

  -- What bash offers behind a line.
  local function bash(line)
    return shell("bash --norc -c " .. rig.quote(('eval "$(stampede completion bash)"; COMP_WORDBREAKS=$\' \\t\\n"\\\'><=;|&(:\'; '
      .. 'COMP_LINE=%s; read -ra COMP_WORDS <<<"${COMP_LINE//=/ = }"; [[ $COMP_LINE == *" " ]] && COMP_WORDS+=(""); '
      .. 'COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _stampede; printf "%%s\\n" "${COMPREPLY[@]}"'):format(rig.quote(line))))
  end

  it("works in bash", function()
    assert.equal("list-containers", bash("stampede list-conta"))
    assert.equal("container-start\ncontainer-stop", bash("cattle container-st"))
    assert.equal("--imageUuid", bash("stampede create-container --imageU"))
    assert.equal("stop", bash("stampede create-container --instanceTriggeredStop st"))
    assert.equal("table", bash("stampede list-containers --format=t"))
    assert.equal("app", bash("stampede container-stop ap"))
    assert.equal("blue", bash("stampede create-container --networkIds bl"))
    assert.equal("--name_like\n--name_ne\n--name_notlike\n--name_notnull\n--name_null\n--name_prefix", bash("stampede list-ports --name_"))
    assert.equal("fish", bash("stampede completion f"))
    assert.equal("", bash("stampede frobnicate --x"))
  end)

  it("works in zsh", function()
    local out = shell("zsh -f -c " .. rig.quote([=[
      autoload -U compinit; compinit -D -u; eval "$(stampede completion zsh)"
      [[ $_comps[cattle] == _stampede ]] && print registered
      _describe() { print -l -- "${(@P)argv[-1]}" }
      words=(stampede container-sto); CURRENT=2; _stampede
      words=(stampede list-containers --format=js); CURRENT=3; _stampede
      words=(stampede create-container --instanceTriggeredStop rem); CURRENT=4; _stampede]=]) .. " 2>&1")
    assert.equal("registered\ncontainer-stop:action\n--format=json:\nremove:", out)
  end)

  it("works in fish", function()
    local function fish(line)
      return shell("fish --no-config -c " .. rig.quote("stampede completion fish | source; complete -C " .. rig.quote(line)))
    end
    assert.equal("container-stop\taction", fish("stampede container-sto"))
    assert.equal("--imageUuid\tstring", fish("cattle create-container --imageU"))
    assert.equal("restart", fish("stampede create-container --instanceTriggeredStop rest"))
  end)
end)

describe("keys", function()
  it("may be told behind a command too, where no field has that name", function()
    local there = "http://127.0.0.1:" .. server.port
    local key = ("STAMPEDE_ACCESS_KEY=%s STAMPEDE_SECRET_KEY=%s"):format(server.access, server.secret)
    local nowhere = key .. " STAMPEDE_URL=http://127.0.0.1:1"
    assert.matches("^1a%d", (good("list-accounts --quiet --url " .. there, { env = nowhere })))
    assert.matches("^1a%d", (good("list-accounts --quiet --url=" .. there, { env = nowhere })))
    -- Never another server than the one that was named, nor silence about a profile that is not there.
    local _, err, code = run("list-accounts --url http://127.0.0.1:1")
    assert.equal(1, code)
    assert.matches("no answer from http://127.0.0.1:1", err)
    _, err, code = run("list-accounts --profile nowhere")
    assert.equal(2, code)
    assert.matches('there is no profile "nowhere"', err)
    -- A picture's address is a field, and never gets a key sent.
    local name = "picture-" .. os.time()
    assert.matches("^1i%d+", (good(("create-image --quiet --name %s --url http://127.0.0.1:1/x.qcow2"):format(name))))
    _, err, code = run("create-image --name x --url http://127.0.0.1:2/x.qcow2", { env = nowhere })
    assert.equal(1, code)
    assert.matches("no answer from http://127%.0%.0%.1:1:", err)
    assert.matches("put it before create%-image", err)
  end)

  it("come from where they were told, and go nowhere else", function()
    local key = ("STAMPEDE_DATA=/none STAMPEDE_URL=http://127.0.0.1:%d/v1 STAMPEDE_ACCESS_KEY=%s STAMPEDE_SECRET_KEY=%s"):format(
      server.port, server.access, server.secret)
    assert.truthy(good("list-hosts -q", { env = key }):match("1h1"))
    local _, err, code = run("list-hosts", { env = key .. " STAMPEDE_SECRET_KEY=wrong" })
    assert.equal(1, code)
    assert.truthy(err:find("the key of STAMPEDE_ACCESS_KEY is not good there", 1, true))
    -- The key that this machine keeps is for its own server alone.
    local listener = rig.sh(("python3 -c %s >%s/heard 2>&1 & echo $!"):format(rig.quote([[
import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(1)
open("]] .. dir .. [[/port", "w").write(str(s.getsockname()[1]))
c = s.accept()[0]; print(c.recv(4096).decode(), flush=True)
c.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]]), dir))
    rig.wait("the listener is up", 5, function() return slurp(dir .. "/port"):match("%d") end)
    bad(1, ("--url http://127.0.0.1:%s list-hosts"):format(slurp(dir .. "/port")), "has no types to work with")
    rig.wait("it heard", 5, function() return slurp(dir .. "/heard"):find("GET /v1/schemas", 1, true) end)
    assert.is_nil(slurp(dir .. "/heard"):find("Authorization", 1, true))
    os.execute("kill " .. listener .. " 2>/dev/null")
  end)

  it("of a user show a user's commands", function()
    good("create-account --kind user --name bob --wait")
    local key = json("list-apiKeys --accountId bob --json").data[1]
    local bob = { env = ("STAMPEDE_KEY=%s:%s STAMPEDE_URL=http://127.0.0.1:%d"):format(key.publicValue, key.secretValue, server.port) }
    assert.equal("", (good("list-containers -q", bob)))
    local _, err, code = run("create-network --name mine", bob)
    assert.equal(2, code)
    assert.truthy(err:find("with networks one can: list-networks by-id-network", 1, true), err)
    assert.truthy(good("create-container --imageUuid sim:x --name his --wait -q", bob):match("^1i%d+$"))
    assert.equal("his", (good("list-containers --columns name --no-header", bob)))
  end)

  it("go over TLS to whom --ca knows", function()
    local pem = dir .. "/tls.pem"
    rig.sh(("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext "
      .. "subjectAltName=DNS:localhost -keyout %s.key -out %s"):format(pem, pem))
    local script = [[
import socket, ssl, sys, threading
pem, port, told = sys.argv[1], int(sys.argv[2]), sys.argv[3]
tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); tls.load_cert_chain(pem, pem + ".key")
listener = socket.socket(); listener.bind(("127.0.0.1", 0)); listener.listen(8)
open(told, "w").write(str(listener.getsockname()[1]))
def pump(a, b):
    try:
        while True:
            data = a.recv(65536)
            if not data: break
            b.sendall(data)
    except OSError: pass
    for s in (a, b):
        try: s.shutdown(socket.SHUT_RDWR)
        except OSError: pass
while True:
    try: inner = tls.wrap_socket(listener.accept()[0], server_side=True)
    except OSError: continue
    outer = socket.create_connection(("127.0.0.1", port))
    for pair in ((inner, outer), (outer, inner)): threading.Thread(target=pump, args=pair, daemon=True).start()
]]
    local pid = rig.sh(("setsid python3 -c %s %s %d %s >/dev/null 2>&1 & echo $!"):format(rig.quote(script), pem, server.port,
      dir .. "/tls-port"))
    rig.wait("the proxy is up", 5, function() return slurp(dir .. "/tls-port"):match("%d") end)
    local url = ("--url https://localhost:%s --key %s:%s"):format(slurp(dir .. "/tls-port"), server.access, server.secret)
    assert.truthy(good(url .. " --ca " .. pem .. " list-hosts -q"):match("1h1"))
    assert.truthy(good(url .. " list-hosts -q", { env = "STAMPEDE_CA=" .. pem }):match("1h1"))
    bad(1, url .. " list-hosts", "no answer from https://localhost", "--ca FILE or STAMPEDE_CA")
    os.execute("kill " .. pid)
  end)

  it("are kept in a file that nobody else can read", function()
    local url = ("http://127.0.0.1:%d"):format(server.port)
    local none = { env = "STAMPEDE_DATA=/none" }
    local _, err = good("login " .. url, { env = none.env, input = server.access .. ":" .. server.secret })
    assert.is_nil(err:find(server.secret, 1, true))
    local config = dir .. "/home/.config/stampede/config"
    assert.equal("600", (rig.sh("stat -c %a " .. config)))
    assert.truthy(good("list-hosts -q", none):match("1h1"))
    good(("profile add second --url %s --key %s:%s"):format(url, server.access, server.secret), none)
    local list = good("profile list", none)
    assert.truthy(list:match("default +true"))
    assert.is_nil(list:find(server.secret, 1, true))
    good("profile use second", none)
    assert.truthy(good("profile list", none):match("second +true"))
    assert.truthy(good("--profile default list-hosts -q", none):match("1h1"))
    os.execute("chmod 644 " .. config)
    local _, why, code = run("list-hosts", none)
    assert.equal(1, code)
    assert.truthy(why:find("type: chmod 600", 1, true))
    os.execute("chmod 600 " .. config)
    good("profile remove second", none)
    good("logout --profile default", none)
    assert.is_nil(slurp(config):find(server.secret, 1, true))
    _, why, code = run("login " .. url, { env = none.env, input = "A:b" })
    assert.equal(1, code)
    assert.truthy(why:find("nothing was kept", 1, true))
  end)

  it("are asked for on a terminal, which does not show the secret", function()
    local text = rig.sh(("(sleep 0.5; echo %s; sleep 0.3; echo %s; sleep 0.5) | %s script -qec %s /dev/null"):format(server.access,
      server.secret, environment("STAMPEDE_DATA=/none"), rig.quote(("%s login http://127.0.0.1:%d --profile asked"):format(binary,
        server.port))))
    assert.truthy(text:find("Access key: ", 1, true) and text:find("profile asked", 1, true), text)
    assert.is_nil(text:find(server.secret, 1, true))
    assert.truthy(slurp(dir .. "/home/.config/stampede/config"):find(server.secret, 1, true))
    good("logout --profile asked")
  end)

  it("are blotted out where other users could see them", function()
    local pid = start(("--url http://127.0.0.1:%d --key %s:%s events"):format(server.port, server.access, server.secret))
    rig.wait("it runs", 5, function() return rig.sh("tr '\\0' ' ' </proc/" .. pid .. "/cmdline"):find("events", 1, true) end)
    rig.sleep(0.3)
    assert.is_nil(rig.sh("tr '\\0' ' ' </proc/" .. pid .. "/cmdline"):find(server.secret, 1, true))
    interrupt(pid)
  end)
end)

describe("what is wrong", function()
  it("is told with what to type next", function()
    bad(2, "lst-containers", "there is no command \"lst-containers\"", "did you mean list-containers?")
    bad(2, "container-frobnicate x", "with containers one can:", "container-stop")
    bad(2, "create-container --nam x", "create-container has no option --nam", "did you mean --name?")
    bad(2, "create-container web", "\"web\" is one word too many", "--FIELD VALUE")
    bad(2, "container-stop", "which container?", "list-containers")
    bad(2, "update-container app", "nothing is to be changed")
    bad(2, "list-containers --format xml", "no format \"xml\"")
    bad(2, "list-containers --columns id,nam", "no field \"nam\"", "did you mean name?")
    bad(2, "--frob list-hosts", "no option --frob")
    bad(2, "--profile nope list-hosts", "no profile \"nope\"")
    bad(2, "--url ftp://x list-hosts", "no address of a server")
    bad(2, "completion csh", "bash, zsh or fish")
    bad(1, "create-container", "MissingRequired imageUuid", "add --imageUuid VALUE")
    bad(1, "create-container --imageUuid sim:x --instanceTriggeredStop no", "InvalidOption instanceTriggeredStop",
      "--instanceTriggeredStop is one of stop, remove, restart")
    bad(1, "create-container --imageUuid sim:x --compute much", "InvalidFormat compute", "--compute is NUMBER")
    bad(1, "create-container --imageUuid sim:x --networkIds 1n999", "InvalidReference networkIds", "list-networks")
    bad(1, "create-container --imageUuid sim:x --ports x", "PortWrongFormat")
    bad(1, "container-start app", "is running: start is not possible now", "it can migrate, restart, stop, update")
    bad(1, "--url http://127.0.0.1:1 list-hosts", "no answer from http://127.0.0.1:1", "stampede up")
    bad(1, "logs app", "NotSupported logs: the server does not offer logs yet")
    bad(1, "exec app -- ls", "NotSupported execute: the server does not offer exec yet")
    bad(2, "exec app", "it stands behind --")
    bad(1, "console db", "it has no console now", "container-start")
  end)

  it("never is the program itself, whatever is typed", function()
    local pieces = { "list-containers", "create-container", "container-stop", "by-id-volume", "help", "profile", "events", "--", "-", "--name",
      "--name=", "x", "--json", "--columns", "id", "--wait=", "--timeout", "1", "--url", "--format", "yaml", "''", "1i1", "--ports", "[",
      "--environment", "{", "=", "--=x", "-q", "--help", "completion", "__complete", "bash", "$'\\033'", "$'\\xff'", "--limit", "-1",
      "--sort", "--include", "--no-header", "logout", "exec", "console" }
    math.randomseed(20)
    for _ = 1, 120 do
      local words = {}
      for i = 1, math.random(1, 6) do words[i] = pieces[math.random(#pieces)] end
      local line = table.concat(words, " ")
      if not line:find("^console %-") and line ~= "console" then
        local out, err, code = run(line, { timeout = line:find("events", 1, true) and 1 or 20 })
        assert.is_nil((out .. err):find("mistake of the program", 1, true), line .. "\n" .. err)
        assert.is_true(code <= 2 or code == 124, ("%s: %d\n%s"):format(line, code, err))
      end
    end
  end)

  it("in what is kept from before is made good", function()
    good("list-hosts -q")
    rig.sh(("for f in %s/home/.cache/stampede/schemas-*; do head -c 1000 $f >$f.x; mv $f.x $f; chmod 600 $f; done"):format(dir))
    assert.truthy(good("list-hosts -q"):match("1h1"))
    rig.sh(("rm -rf %s/home/.cache; touch %s/home/.cache"):format(dir, dir))
    assert.truthy(good("list-hosts -q"):match("1h1"))
    rig.sh(("rm -f %s/home/.cache"):format(dir))
  end)
end)

describe("help", function()
  it("is made from the schemas", function()
    assert.truthy(good("help create-container"):match("%-%-instanceTriggeredStop stop|remove|restart\n +What follows[^\n]+%(default stop%)"))
    assert.equal((good("create-container --help")), (good("help create-container")))
    assert.truthy(good("help list-containers"):match("%-%-name +_ne _prefix"))
    assert.truthy(good("help container-stop"):match("%-%-remove true|false"))
    assert.truthy(good("commands"):find("subnetIpPool-acquire", 1, true))
    for _, topic in ipairs { "events", "logs", "exec", "console", "login", "logout", "profile", "completion", "commands" } do
      local out = good(topic == "console" and "help console" or topic .. " --help")
      assert.truthy(out:match("^Usage: stampede"), topic)
    end
    assert.truthy(good("help", { program = cattle }):find("create-TYPE", 1, true))
    assert.truthy(good("help up"):find("Usage: stampede up", 1, true))
  end)
end)
