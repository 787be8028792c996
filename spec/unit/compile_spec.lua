--- Types and processes put together: inheritance, states, actions, order of handlers.

local library = require("library")

local function encode(value)
  return type(value) == "string" and ("%q"):format(value) or tostring(value)
end

local load = library({ json = { encode = encode } })
local schema, process, handler, compile = load("schema"), load("process"), load("handler"), load("compile")
local field = schema.field

local function run() end

local function all(definitions)
  return compile.all {
    schemas = definitions.schemas or {},
    lifecycles = definitions.lifecycles or {},
    handlers = definitions.handlers or {},
  }
end

local function names(list)
  local result = {}
  for i, one in ipairs(list) do
    result[i] = one.name
  end
  return result
end

describe("schema", function()
  it("gives fields their wire type, place and access", function()
    local made = schema.define("container", {
      methods = { collection = "GET POST", resource = "GET", user = { collection = "GET" } },
      fields = {
        { name = field.string { access = "cru", user = "r", max_length = 255 } },
        { networkIds = field.array { of = "reference[network]", fields = true } },
        { hostId = field.reference { to = "host", required = true } },
        { privileged = field.boolean { default = false } },
        { volumes = field.map { of = "array[string]" } },
      },
    })
    local name, networks, host, privileged, volumes = table.unpack(made.fields)
    assert.equal("name", name.place)
    assert.same({ 7, 1, 0, 0, 0, 7 }, name.access)
    assert.same({ 1, 0, 0, 0, 0, 1 }, networks.access)
    assert.same({ 1, 0, 0, 0, 0, 7 }, host.access)
    assert.equal(255, name.max_length)
    assert.equal("array[reference[network]]", networks.text)
    assert.equal("reference", networks.element)
    assert.equal("network", networks.reference)
    assert.equal("fields", networks.place)
    assert.equal("reference[host]", host.text)
    assert.is_false(host.nullable)
    assert.equal("doc", host.place)
    assert.equal("false", privileged.default)
    assert.equal("array", volumes.element)
    assert.same({ 3, 1, 0, 0, 0, 3 }, made.methods.collection)
    assert.same({ true, true, false, false, false, true }, made.methods.visible)
  end)

  it("keeps what the contract of 2014 has not apart", function()
    local made = schema.define("container", {
      fields = {
        { name = field.string { access = "rcu", user = "r" } },
        { labels = field.string { access = "rc", user = "rc", extension = true } },
        { memoryMb = field.int { access = "rc", user = "rc", contract = { access = "r" } } },
      },
    })
    local name, labels, memory = table.unpack(made.fields)
    assert.same({ 0, 0, 0, 0, 0, 0 }, name.beyond)
    assert.same(labels.access, labels.beyond)
    assert.same({ 2, 3, 0, 0, 0, 0 }, memory.beyond)
  end)

  it("has no filters where nothing is kept, and types that are not the admin's", function()
    local made = schema.define("sight", {
      table = false, methods = { super = { collection = "GET" } }, fields = { { name = field.string {} } },
    })
    assert.equal(1, made.fields[1].filters)
    assert.same({ false, false, false, false, false, true }, made.methods.visible)
    made = schema.define("sight", { table = false, filters = true, fields = { { name = field.string {} } } })
    assert.is_nil(made.fields[1].filters)
  end)

  it("refuses what it does not understand, by name", function()
    local function refused(text, spec)
      assert.error_matches(function() schema.define("nic", spec) end, text)
    end
    refused("'feilds' is not understood", { feilds = {} })
    refused("nic.x: unknown option 'len'", { fields = { { x = field.string { len = 1 } } } })
    refused("nic.x: a reference needs 'to'", { fields = { { x = field.reference {} } } })
    refused("nic.x: access is made of", { fields = { { x = field.int { access = "w" } } } })
    refused("field 'x' is there twice", { fields = { { x = field.int {} }, { x = field.int {} } } })
    refused("'FETCH' is no method", { methods = { collection = "FETCH" } })
    refused("'min' must be a whole number", { fields = { { x = field.int { min = 0.5 } } } })
    assert.error_matches(function() schema.define("Nic", {}) end, "needs a name")
  end)
end)

describe("compile", function()
  local function instance()
    return schema.define("instance", {
      fields = {
        { id = field.int {} }, { state = field.string { user = "r" } }, { secret = field.password {} },
        { imageUuid = field.string {} },
      },
    })
  end
  local function container(spec)
    spec = spec or {}
    spec.parent = "instance"
    return schema.define("container", spec)
  end
  local function life()
    return process.define("instance", {
      initial = "requested",
      create = { from = "requested", via = "creating", to = "stopped", post = { "b" } },
      start = { from = "stopped", via = "starting", to = "running", handlers = { "a" } },
    })
  end
  local function handlers(...)
    return { handler.define("a", { run = run }), handler.define("b", { run = run }), ... }
  end

  it("gives children what their parents have, parents first", function()
    local types = all {
      schemas = {
        container { fields = { { imageUuid = field.string { required = true } }, { secret = field.hidden {} } } },
        instance(),
      },
      lifecycles = { life() },
      handlers = handlers(),
    }.types
    assert.same({ "instance", "container" }, names(types))
    local parent, child = types[1], types[2]
    assert.same({ "imageUuid", "id", "state", "secret" }, names(child.fields))
    assert.is_true(child.fields[1].required)
    assert.same({ 0, 0, 0, 0, 0, 0 }, child.fields[4].access)
    assert.equal("1i", child.id_prefix)
    assert.equal("instance", child.base)
    assert.equal("containers", child.plural)
    assert.is_true(child.has_process)
    assert.same({ "creating", "requested", "running", "starting", "stopped" }, child.states)
    assert.same({ "creating", "starting" }, child.transitioning)
    assert.equal("enum", parent.fields[2].type)
    assert.same(parent.states, parent.fields[2].options)
    assert.same({ 1, 1, 0, 0, 0, 7 }, parent.fields[2].access)
    assert.same({
      { name = "create", output = "instance", states = { "requested", "creating" },
        description = load("verbs").describe("create") },
      { name = "start", output = "instance", states = { "stopped", "starting" },
        description = load("verbs").describe("start") },
    }, child.actions)
  end)

  it("keeps written actions as they are, but for their states", function()
    local type = all {
      schemas = {
        schema.define("instance", { actions = {
          start = { input = "x", output = "y" }, blink = { description = "Winks." },
        } }),
      },
      lifecycles = { life() },
      handlers = handlers(),
    }.types[1]
    assert.same({
      { name = "blink", output = "instance", description = "Winks." },
      { name = "start", input = "x", output = "y", states = { "stopped", "starting" },
        description = load("verbs").describe("start") },
    }, type.actions)
  end)

  it("makes plurals and prefixes by rule", function()
    local types = all {
      schemas = {
        schema.define("ipAddress", {}), schema.define("instanceHostMap", {}),
        schema.define("publish", { plural = "publish", table = false }),
      },
    }.types
    assert.equal("instanceHostMaps", types[1].plural)
    assert.equal("1ihm", types[1].id_prefix)
    assert.equal("ipAddresses", types[2].plural)
    assert.equal("ipaddresses", types[2].url)
    assert.equal("publish", types[3].plural)
    assert.is_false(types[3].has_table)
  end)

  it("puts handlers that attach themselves where they want to be", function()
    local result = all {
      schemas = { instance() },
      lifecycles = { life() },
      handlers = handlers(
        handler.define("late", { run = run, on = "*.START" }),
        handler.define("early", { run = run, on = { "instance.start" }, before = { "a", "first" } }),
        handler.define("first", { run = run, on = "instance.*", before = "a" }),
        handler.define("mid", { run = run, on = "instance.start", after = "a", before = "late" }),
        handler.define("post", { run = run, on = "instance.create", phase = "post", after = "b" })
      ),
    }
    local create, start = result.processes[1], result.processes[2]
    assert.equal("instance.create", create.name)
    assert.same({ "b", "post" }, create.post)
    assert.same({ "first" }, create.handle)
    assert.same({ "early", "first", "a", "mid", "late" }, start.handle)
  end)

  it("orders by name where nothing else is said, whichever file was read first", function()
    local function order(...)
      return all { schemas = { instance() }, lifecycles = { life() }, handlers = handlers(...) }.processes[2].handle
    end
    local x = handler.define("x", { run = run, on = "instance.start" })
    local y = handler.define("y", { run = run, on = "instance.start" })
    assert.same({ "a", "x", "y" }, order(x, y))
    assert.same({ "a", "x", "y" }, order(y, x))
  end)

  it("changes nothing it is given, and leaves out what is disabled, in its place", function()
    local definitions = {
      schemas = { instance() }, lifecycles = { life() },
      handlers = handlers(handler.define("x", { run = run, on = "instance.start", after = "a" })),
    }
    assert.same({ "a", "x" }, compile.all(definitions).processes[2].handle)
    definitions.disabled = { a = true }
    assert.same({ "x" }, compile.all(definitions).processes[2].handle)
    definitions.disabled = nil
    assert.same({ "a", "x" }, compile.all(definitions).processes[2].handle)
  end)

  it("refuses a neighbour that there is not, but for one that was admitted before", function()
    local x = handler.define("x", { run = run, on = "instance.start", before = "gone" })
    local definitions = { schemas = { instance() }, lifecycles = { life() }, handlers = handlers(x) }
    assert.error_matches(function() compile.all(definitions) end, "there is no handler 'gone' to stand before")
    x.settled = true
    assert.same({ "a", "x" }, compile.all(definitions).processes[2].handle)
  end)

  it("refuses what does not fit together, naming the file", function()
    local function refused(text, definitions)
      assert.error_matches(function() all(definitions) end, text)
    end
    refused("instance.create names handler 'b', which does not exist", {
      schemas = { instance() }, lifecycles = { life() },
    })
    refused("there is no type 'instance' for this lifecycle", {
      lifecycles = { life() }, handlers = handlers(),
    })
    refused("there is no type 'instance' to be its parent", { schemas = { container() } })
    refused("type 'instance' is there twice", { schemas = { instance(), instance() } })
    refused("no process is called 'gone.start'", {
      schemas = { instance() }, lifecycles = { life() },
      handlers = handlers(handler.define("x", { run = run, on = "gone.start" })),
    })
    refused("handlers 'x', 'y' want to stand before or after each other in a circle in instance.start", {
      schemas = { instance() }, lifecycles = { life() },
      handlers = handlers(
        handler.define("x", { run = run, on = "instance.start", before = "y" }),
        handler.define("y", { run = run, on = "instance.start", before = "x" })
      ),
    })
    refused("cannot stand both before and after", {
      schemas = { instance() }, lifecycles = { life() },
      handlers = handlers(
        handler.define("x", { run = run, on = "instance.start", before = "a", after = "a" })
      ),
    })
    refused("its own parent", { schemas = { schema.define("a", { parent = "a" }) } })
  end)
end)
