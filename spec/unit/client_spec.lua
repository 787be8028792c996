--- The command line: words, names, values, tables, profiles. The real program: spec/system/cli_spec.lua.

local fake = require("fake_client").install()

local commands = require("client.commands")
local fault = require("client.fault")
local fields = require("client.fields")
local grid = require("client.grid")
local names = require("client.names")
local options = require("client.options")
local output = require("client.output")
local profile = require("client.profile")
local schemas = require("client.schemas")
local server = require("client.server")
local settings = require("client.settings")
local words = require("client.words")

local null = fake.raw.json.null

local set = fake.set {
  fake.schema("container", "containers", {
    { "name", "string", "cuf" }, { "imageUuid", "string", "cr" }, { "state", "enum", "f", { options = { "running", "stopped" } } },
    { "ports", "array[string]", "c" }, { "environment", "map[string]", "c!" }, { "privileged", "boolean", "c" },
    { "memoryMb", "int", "cf" }, { "networkIds", "array[reference[network]]", "c" }, { "imageId", "reference[image]", "cf" },
    { "instanceLinks", "map[reference[instance]]", "c" }, { "data", "map[json]", "cu" }, { "format", "string", "cf" },
    { "userdata", "string", "cu", { maxLength = 65535 } }, { "url", "string", "c" }, { "created", "date", "f" },
    { "id", "int", "f" },
  }, { actions = { { "start" }, { "stop", "instanceStop" } } }),
  fake.schema("instanceStop", "instanceStops", { { "remove", "boolean", "c" }, { "timeout", "int", "c" } },
    { resource = "[]", collection = "[]" }),
  fake.schema("subnetIpPool", "subnetIpPools", { { "networkAddress", "string", "cr" }, { "name", "string", "cuf" } }),
  fake.schema("ipAddress", "ipAddresses", { { "address", "string", "c" } }, { collection = '["GET"]', resource = '["GET"]' }),
}

-- What a command line gives: own options as "name=value" texts, general ones, the rest.
local function read(text)
  local list = {}
  for word in text:gmatch("%S+") do list[#list + 1] = word end
  local command = assert(commands.find(set, table.remove(list, 1)))
  command.name = "x"
  local parsed = words.parse(list, options.finder(options.of(set, command), "x"))
  local context = { options = {}, schemas = set }
  local own, given = {}, options.take(context, parsed.given)
  for i, one in ipairs(given) do own[i] = ("%s=%s"):format(one.option.name, tostring(one.value)) end
  return own, context.options, parsed.rest, given
end

-- The fault that fn ends with.
local function fails(fn, ...)
  local ok, problem = pcall(fn, ...)
  assert.is_false(ok, "nothing was wrong")
  if not fault.is(problem) then error(problem, 0) end
  return problem
end

describe("names", function()
  it("do not mind letter case, dashes and underscores", function()
    for _, text in ipairs { "create-subnetIpPool", "create-subnet-ip-pool", "CREATE-SUBNETIPPOOL", "create-subnet_ip_pools" } do
      assert.equal("subnetIpPool", commands.find(set, text).schema.id, text)
    end
    assert.equal("list", commands.find(set, "list-container").verb)
    assert.equal("by-id", commands.find(set, "get-ipaddresses").verb)
    assert.equal("stop", commands.find(set, "container-Stop").action.name)
    assert.equal("start", commands.find(set, "containers-start").action.name)
  end)

  it("are commands only where the schema says so", function()
    for _, text in ipairs { "create-ipAddress", "delete-ip-address", "list-instanceStop", "container-frob", "list-nothing", "list-", "-" } do
      assert.is_nil(commands.find(set, text), text)
    end
    assert.same({ "list-ipAddresses", "by-id-ipAddress" }, commands.all(set, set:find("ipAddress")))
  end)

  it("that are nearly right are found", function()
    assert.equal("list-containers", names.nearest("lst-containers", commands.all(set)))
    assert.equal("container-stop", names.nearest("container-sotp", commands.all(set)))
    assert.is_nil(names.nearest("frobnicate", commands.all(set)))
  end)
end)

describe("words", function()
  it("take values of every spelling", function()
    local own, general, rest = read("create-container --name web --image-uuid=docker:x --MEMORYMB 5 --privileged --wait --json")
    assert.same({ "name=web", "imageUuid=docker:x", "memoryMb=5", "privileged=true" }, own)
    assert.same({ true, "json" }, { general.wait, general.format })
    assert.same({}, rest)
    own = read("create-container --privileged false --no-privileged --privileged=yes")
    assert.same({ "privileged=false", "privileged=true", "privileged=yes" }, own) -- "no-" turns around what it says
  end)

  it("take lists as in 2014, and repeated", function()
    local own, _, rest = read("create-container --ports 80 81:8080 --ports 443 --name x")
    assert.same({ "ports=80", "ports=81:8080", "ports=443", "name=x" }, own)
    assert.same({}, rest)
    own = read("create-container --ports -1 -f --format json")
    assert.same({ "ports=-1", "ports=-f" }, own)
  end)

  it("leave ids, before and behind options", function()
    local own, general, rest = read("container-stop web --remove true db --timeout 5 -q")
    assert.same({ "remove=true", "timeout=5" }, own)
    assert.same({ "web", "db" }, rest)
    assert.equal("id", general.format)
    local third = { read("container-stop --remove web") }
    assert.same({ { "remove=true" }, { "web" } }, { third[1], third[3] })
    assert.same({ "id=1i5" }, (read("container-start --id 1i5")))
  end)

  it("are filters for a list", function()
    local own = read("list-containers --name_like web% --state running --imageId_null --name-ne x --sort name --limit 3 --name_notnull true")
    assert.same({ "name_like=web%", "state=running", "imageId_null=", "name_ne=x", "sort=name", "limit=3", "name_notnull=" }, own)
  end)

  it("mean the field of the type first, but a format that is one", function()
    local own, general = read("create-container --url http://x --format qcow2 --format json")
    assert.same({ "url=http://x", "format=qcow2" }, own)
    assert.equal("json", general.format)
    assert.is_nil(general.url)
  end)

  it("that are wrong say what to type", function()
    assert.same({ 2, "x has no option --nam", "did you mean --name?" },
      (function(e) return { e.exit, e.text, e.hint } end)(fails(read, "create-container --nam x")))
    assert.truthy(fails(read, "create-container --name").text:find("--name needs a value", 1, true))
    assert.truthy(fails(read, "create-container --name --wait").hint:find("--name=VALUE", 1, true))
    assert.truthy(fails(read, "list-subnetIpPools --format tabel").hint:find("did you mean table", 1, true))
    assert.truthy(fails(read, "list-containers --watch=perhaps").text:find("true or false", 1, true))
    assert.truthy(fails(read, "delete-subnetIpPool 1ip1 --timeout soon").text:find("no time", 1, true))
  end)

  it("are times", function()
    assert.same({ 90000, 90000, 300000, 500, 5400000 },
      { words.duration("90"), words.duration("90s"), words.duration("5m"), words.duration("500ms"), words.duration("1.5h") })
    for _, text in ipairs { "", "s", "5 m", "-1", "5d", "1.2.3" } do assert.is_nil(words.duration(text), text) end
  end)

  -- Whatever is typed: an answer or a fault of the user's, never a mistake of ours; and no word is lost.
  it("are read or refused, whatever they are", function()
    local pieces = { "--", "-", "--name", "--name=", "--ports", "--ports=1", "-q", "-o", "-w", "json", "table", "--privileged", "true", "80",
      "--environment", "a=b", "=", "--=", "---", "--no-privileged", "--no-", "--wait", "--wait=running", "", " ", "web", "--memoryMb",
      "1i5", "--x", "ü", "\27[1m", "--id", "--format", "--columns", "--name_like", "%", "--timeout", "5m", "--data", "{", "[", "@f" }
    local refused, read_ = 0, 0
    for seed = 1, 4000 do
      math.randomseed(seed)
      local verbs = commands.all(set)
      local command = assert(commands.find(set, verbs[math.random(#verbs)]))
      command.name = "x"
      local list, plain = {}, 0
      for i = 1, math.random(0, 8) do list[i] = pieces[math.random(#pieces)] end
      local ok, result = pcall(words.parse, list, options.finder(options.of(set, command), "x"))
      if not ok then
        if not fault.is(result) or result.exit ~= 2 or not result.text then error(("seed %d: %s"):format(seed, tostring(result))) end
        refused = refused + 1
      else
        read_ = read_ + 1
        for _, word in ipairs(list) do plain = plain + (word:sub(1, 1) ~= "-" and 1 or 0) end
        local found = #result.rest + #(result.after or {}) + #result.given
        assert.is_true(found >= plain - #result.given and found <= #list, "seed " .. seed)
      end
    end
    assert.is_true(refused > 300 and read_ > 300, refused .. " " .. read_)
  end)
end)

describe("values", function()
  local asked

  local function value(type_name, ...)
    asked = {}
    return fields.value({ name = "f", type = type_name, nullable = true }, { ... }, function(kind, text)
      asked[#asked + 1] = kind .. ":" .. text
      return "1x1"
    end)
  end

  it("have the type of the field", function()
    assert.same({ 24, -3, 1.5, "24x", true, false, "2", "" }, { value("int", "24"), value("int", "-3"), value("float", "1.5"),
      value("int", "24x"), value("boolean", "YES"), value("boolean", "off"), value("string", "2"), value("string", "") })
    assert.equal(null, value("int", "null"))
    assert.equal("null", value("string", "null"))
    assert.equal(2, fails(value, "boolean", "perhaps").exit)
  end)

  it("are lists, repeated or JSON", function()
    assert.same({ "80", "81:8080" }, value("array[string]", "80", "81:8080"))
    assert.same({ "80", "81", "82" }, value("array[string]", '["80","81"]', "82"))
    assert.equal("[]", fake.raw.json.encode(value("array[string]", "")))
    assert.equal("[]", fake.raw.json.encode(value("array[string]", "[]")))
    assert.same({ 1, 2 }, value("array[int]", "[1,2]"))
  end)

  it("are maps, repeated, as in 2014, or JSON", function()
    assert.same({ A = "b", C = "d=e" }, value("map[string]", "A=b", "C=d=e"))
    assert.same({ a = "b", c = "d" }, value("map[string]", "a=b,c=d"))
    assert.same({ PATH = "/a,/b", C = "" }, value("map[string]", "PATH=/a,/b", "C="))
    assert.same({ A = "b", n = 1 }, value("map[json]", '{"A":"b","n":1}'))
    assert.truthy(fails(value, "map[string]", "A").text:find("NAME=VALUE", 1, true))
    assert.truthy(fails(value, "map[string]", "{A").text:find("no JSON", 1, true))
  end)

  it("refer by whatever people call it", function()
    assert.same({ "1x1", "1x1" }, value("array[reference[network]]", "blue", "red"))
    assert.same({ "network:blue", "network:red" }, asked)
    assert.same({ db = "1x1" }, value("map[reference[instance]]", "db=web"))
    assert.same({ "instance:web" }, asked)
    assert.same({ db = "1x1" }, value("map[reference[instance]]", '{"db":"web"}'))
    assert.equal(null, value("reference[image]", ""))
  end)

  it("come from files where they are long", function()
    fake.files["/u"] = "#cloud-config\n"
    local long = { name = "userdata", type = "string", maxLength = 65535 }
    assert.equal("#cloud-config\n", fields.value(long, { "@/u" }))
    assert.equal("@/u", fields.value(long, { "@@/u" }))
    assert.equal("@/u", fields.value({ name = "name", type = "string", maxLength = 255 }, { "@/u" }))
    assert.equal(2, fails(fields.value, long, { "@/none" }).exit)
  end)
end)

describe("addresses", function()
  it("lead to the API from whatever was typed", function()
    for _, url in ipairs { "http://h:9080", "http://h:9080/", "h:9080", "http://h:9080/v1", "http://h:9080/v1/schemas", "http://h:9080/v1/" } do
      assert.equal("http://h:9080/v1", settings.base(url))
    end
    assert.equal("https://h/prefix/v1", settings.base("https://h/prefix/v1/schemas"))
    for _, url in ipairs { "", "ftp://h", "http://", "http://a@b", "http://u:p@h:1", "h h" } do
      assert.equal(2, fails(settings.base, url).exit, url)
    end
  end)

  it("of the server are never followed elsewhere", function()
    assert.equal("/containers/1i5", server.path("http://other:1/v1/containers/1i5"))
    assert.equal("?a%20b=%26%3D&c=%C3%BC", server.query { { "a b", "&=" }, { "c", "ü" } })
  end)
end)

describe("profiles", function()
  it("are read as they were written", function()
    local book = { profiles = {}, order = {}, current = "work" }
    profile.put(book, "work", { url = "https://h", ["access-key"] = "A", ["secret-key"] = "b=c", ca = "/ca" })
    profile.put(book, "home", { url = "http://x:1" })
    assert.same(book, profile.parse(profile.text(book), "f"))
    profile.drop(book, "work")
    assert.is_nil(book.current)
    assert.same({ "home" }, profile.parse(profile.text(book), "f").order)
  end)

  it("hold nothing that would read as something else", function()
    local book = { profiles = {}, order = {} }
    assert.equal(2, fails(profile.put, book, "a]\n[b", {}).exit)
    assert.equal(2, fails(profile.put, book, "a", { url = "http://h\nsecret-key = x" }).exit)
    assert.truthy(fails(profile.parse, "[a]\nurl = x\nnonsense\n", "f").text:find("f:3", 1, true))
  end)
end)

describe("schemas", function()
  local place = { base = "http://h/v1", user = "K" }

  it("that were kept are those of this server and key only", function()
    local text = schemas.pack(place, '"1"', '{"data":[' .. fake.schema("a", "as", {}) .. "]}")
    assert.equal('"1"', schemas.unpack(place, text).etag)
    assert.is_nil(schemas.unpack({ base = "http://h/v1", user = "L" }, text))
    assert.is_nil(schemas.unpack({ base = "http://i/v1", user = "K" }, text))
    assert.is_nil(schemas.unpack(place, text:sub(1, -2)))
    assert.is_nil(schemas.unpack(place, text .. "x"))
    assert.is_nil(schemas.unpack(place, ""))
  end)

  it("that are none are left out", function()
    local text = schemas.pack(place, nil, '{"data":[1,{"type":"schema"},{"type":"schema","id":"a b","pluralName":"x"},'
      .. fake.schema("a", "as", { { "z", "string", "c" }, { "b", "int", "c" } }) .. "]}")
    local one = schemas.unpack(place, text)
    assert.equal(1, #one.list)
    assert.same({ "z", "b" }, { one:find("A").fields[1].name, one:find("as").fields[2].name })
  end)
end)

describe("tables", function()
  local now = 1000000

  it("tell ages", function()
    for seconds, text in pairs { [0] = "0s", [119] = "119s", [120] = "2m", [7199] = "119m", [7200] = "2h", [200000] = "2d", [-60] = "in 60s" } do
      assert.equal(text, output.age((now - seconds) * 1000, now))
    end
  end)

  it("show what is unset as -, and trees on a line", function()
    local schema = set:find("container")
    local row = { name = "", created = "x", createdTS = (now - 60) * 1000, environment = { B = "c", A = "b" }, ports = { "80", "81" },
      data = { fields = { deep = 5 } }, privileged = false }
    local function cell(name) return output.cell(row, name, schema, now) end
    assert.same({ "-", "-", "60s", "A=b,B=c", "80,81", "5", "false" }, { cell("name"), cell("imageUuid"), cell("created"),
      cell("environment"), cell("ports"), cell("data.fields.deep"), cell("privileged") })
  end)

  it("are aligned by characters and cut to the screen", function()
    local rows = { { "1i1", "Ünïcode" }, { "1i22", "x" } }
    local widths = grid.widths({ "ID", "NAME" }, rows, {})
    assert.same({ 4, 7 }, widths)
    assert.equal("1i1   Ünïcode", grid.line(rows[1], widths, {}))
    assert.equal("1i22  x", grid.line(rows[2], widths, {}))
    rows = { { "1i1", ("long "):rep(10), "running" } }
    widths = grid.widths({ "ID", "NAME", "STATE" }, rows, { room = 30, fixed = { true, false, true } })
    assert.same({ 3, 16, 7 }, widths)
    assert.equal("1i1  long long long …  running", (grid.line(rows[1], widths, { mark = "…" })))
  end)
end)

-- A server that answers from a table: { ["GET /path"] = { status, body, head } or function }; `asked` lists the requests.
local function pretend(answers)
  local one = server.new { base = "http://h/v1", user = "K", source = "test" }
  one.asked = {}
  function one.ask(_, method, path, more)
    one.asked[#one.asked + 1] = method .. " " .. path
    local found = answers[method .. " " .. path]
    if type(found) == "function" then found = found(more or {}) end
    found = found or { 404, '{"type":"error","status":404,"code":"Not Found"}' }
    return { status = found[1], body = found[2], head = found[3] or "" }
  end
  return one
end

describe("the types of a server", function()
  local body = '{"type":"collection","data":[' .. fake.schema("a", "as", {}) .. "]}"
  local file, age, server_, etag

  before_each(function()
    etag, age = '"1"', 0
    fake.raw.file.write_private = function(path, text)
      file = path
      fake.files[path] = text
      return true
    end
    fake.raw.file.age = function(path) return fake.files[path] and age or nil end
    fake.raw.file.touch = function() age = 0 end
    fake.files = {}
    server_ = pretend { ["GET /schemas?extensions=true"] = function(more)
      if more.headers[1] == "If-None-Match: " .. etag then return { 304, "" } end
      return { 200, body, "ETag: " .. etag .. "\r\n" }
    end }
  end)

  it("are asked for once in five minutes, and then only whether they changed", function()
    assert.truthy(schemas.open(server_):find("a"))
    assert.truthy(schemas.open(server_):find("as"))
    assert.equal(1, #server_.asked)
    age = 301
    assert.truthy(schemas.open(server_):find("a"))
    assert.same({ 2, 0 }, { #server_.asked, age })
    body, etag, age = body:gsub('"a"', '"b"'), '"2"', 301
    local set_ = schemas.open(server_)
    assert.truthy(set_:find("b"))
    assert.is_nil(set_:find("a"))
  end)

  it("are asked for when something is not known, once", function()
    local set_ = schemas.open(server_)
    assert.equal(set_, set_:renew())
    set_ = schemas.open(server_)
    assert.is_nil(set_.is_fresh)
    assert.is_true(set_:renew().is_fresh)
    assert.equal(2, #server_.asked)
  end)

  it("may be old for completion", function()
    schemas.open(server_)
    age = 100000
    schemas.open(server_, { quick = true })
    assert.equal(1, #server_.asked)
    assert.truthy(file:find("/stampede/schemas-", 1, true))
  end)

  it("are none where no stampede answers", function()
    local other = pretend { ["GET /schemas?extensions=true"] = { 200, "<html>" } }
    assert.truthy(fails(schemas.open, other).text:find("no stampede server", 1, true))
    other = pretend { ["GET /schemas?extensions=true"] = { 401, '{"type":"error","status":401,"code":"Unauthorized"}' } }
    assert.truthy(fails(schemas.open, other).text:find("the key of test is not good there", 1, true))
  end)
end)

describe("an instance", function()
  local printed

  -- Runs one of the commands on the instance 1i5 of these actions, with an answer for the action.
  local function run(name, list, actions, answers)
    local types = fake.set { fake.schema("instance", "instances", { { "name", "string", "f" } }, { actions = actions }) }
    answers["GET /instances/1i5"] = { 200, '{"id":"1i5","type":"instance","name":"db","state":"running"}' }
    local server_ = pretend(answers)
    local context = { program = "stampede", options = {}, roles = {}, server = server_, schemas = types }
    local file, stdout = io.tmpfile(), io.stdout
    io.stdout = file -- luacheck: ignore 122
    local ok, err = pcall(require("client.stream")[name], context, list)
    io.stdout = stdout -- luacheck: ignore 122
    file:seek("set")
    printed = file:read("a")
    file:close()
    if not ok then error(err, 0) end
    return server_.asked
  end

  it("tells where its screen is", function()
    run("console", { "1i5", "--json" }, { { "console" } }, { ["POST /instances/1i5/?action=console"] = { 200,
      '{"type":"instanceConsole","kind":"vnc","url":"http://h/console","password":"p"}' } })
    assert.truthy(printed:find('"url":"http://h/console"', 1, true))
  end)

  it("is told what to run once the server can", function()
    local body
    run("exec", { "1i5", "--json", "--", "ls", "--all" }, { { "execute" } },
      { ["POST /instances/1i5/?action=execute"] = function(more)
        body = fake.raw.json.decode(more.body)
        return { 200, '{"type":"hostAccess","url":"ws://h","token":"t"}' }
      end })
    assert.same({ "ls", "--all" }, body.command)
    run("logs", { "1i5", "--json", "--follow", "--lines", "5" }, { { "logs" } },
      { ["POST /instances/1i5/?action=logs"] = function(more)
        body = fake.raw.json.decode(more.body)
        return { 200, '{"type":"hostAccess"}' }
      end })
    assert.same({ follow = true, lines = 5 }, body)
  end)

  it("lacks what the server does not offer, in so many words", function()
    local problem = fails(run, "logs", { "1i5" }, { { "console" } }, {})
    assert.same({ 1, 'NotSupported logs: the server does not offer logs yet (instance 1i5 has no action "logs")' },
      { problem.exit, problem.text })
  end)
end)
