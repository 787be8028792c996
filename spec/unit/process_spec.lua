--- Lifecycles as they are declared: defaults, the generic seven, and what is refused.

local library = require("library")

describe("process", function()
  local process = library({})("process")

  it("fills in what a lifecycle does not say", function()
    local life = process.define("instance", {
      initial = "requested",
      create = { from = "requested", via = "creating", to = "stopped", fallback = "start" },
      start = {
        from = { "stopped", "creating" }, via = "starting", to = "running",
        handlers = { "instance_start" }, on_failure = "create", retries = -1, deadline = 600,
      },
    })
    assert.equal("lifecycle", life.is)
    assert.equal("requested", life.initial)
    local create, start = life.processes.create, life.processes.start
    assert.equal("instance.create", create.name)
    assert.same({ "requested" }, create.from)
    assert.same({ { to = "creating" } }, create.via)
    assert.same({ { from = "creating", to = "stopped" } }, create.done)
    assert.equal(5, create.retries)
    assert.equal(0, create.deadline)
    assert.equal(0, create.column)
    assert.is_false(create.delegate)
    assert.same({ "instance_start" }, start.handle)
    assert.same({}, start.pre)
    assert.equal(-1, start.retries)
    assert.equal(600000, start.deadline)
  end)

  it("stamps the seven generic processes", function()
    local life = process.standard("volumeStoragePoolMap", {
      activate = { handlers = { "volume_map_activate" } },
      restore = false,
      allocate = { column = "allocationState", from = "inactive", via = "activating", to = "active" },
    })
    local names = {}
    for verb in pairs(life.processes) do
      names[#names + 1] = verb
    end
    table.sort(names)
    assert.same({ "activate", "allocate", "create", "deactivate", "purge", "remove", "update" }, names)
    assert.equal("volumestoragepoolmap.activate", life.processes.activate.name)
    assert.same({ "inactive", "registering" }, life.processes.activate.from)
    assert.same({ "volume_map_activate" }, life.processes.activate.handle)
    assert.equal("activate", life.processes.create.fallback)
    assert.equal("remove", life.processes.deactivate.fallback)
    assert.equal(1, life.processes.allocate.column)
    assert.same({
      { from = "active", to = "updating-active" }, { from = "inactive", to = "updating-inactive" },
    }, life.processes.update.via)
    assert.same({
      { from = "updating-active", to = "active" }, { from = "updating-inactive", to = "inactive" },
    }, life.processes.update.done)
  end)

  it("keeps the template apart from its uses", function()
    process.standard("nic", { create = { handlers = { "x" }, delegate = true } })
    local other = process.standard("port")
    assert.same({}, other.processes.create.handle)
    assert.is_false(other.processes.create.delegate)
  end)

  local function refused(text, specs, standard)
    local made, err = pcall(standard and process.standard or process.define, "nic", specs)
    assert.is_false(made)
    assert.matches("^[^:]+:%d+: ", err)
    assert.matches(text, err, 1, true)
  end

  it("refuses what it does not understand, by name", function()
    local create = { from = "requested", via = "creating", to = "stopped" }
    refused("'initial' is missing", { create = create })
    refused("needs a process 'create'", { initial = "a" })
    refused("nic.create: unknown key 'froms'", { create = { froms = {} } }, true)
    refused("nic.create: 'retries' cannot be a string", { create = { retries = "5" } }, true)
    refused("'retries' must be a whole number", { create = { retries = 1.5 } }, true)
    refused("no process 'gone' to fall back to", { create = { fallback = "gone" } }, true)
    refused("no process 'gone' for on_failure", { create = { on_failure = "gone" } }, true)
    refused("column must be", { create = { column = "name" } }, true)
    refused("'via' is missing", { extra = { from = "a", to = "b" } }, true)
    refused("'handlers' must hold names", { create = { handlers = { 1 } } }, true)
    refused("delegate needs a fallback", {
      initial = "a", create = { from = "a", via = "b", to = "c", delegate = true },
    })
  end)
end)

describe("handler and command", function()
  local load = library({ error = { new = function(code, message)
    return { code = code, message = message }
  end } })
  local handler, command = load("handler"), load("command")
  local function run() end

  it("have defaults", function()
    local made = handler.define("nic_activate", { run = run })
    assert.equal(60, made.timeout)
    assert.equal("nic_activate", made.name)
    assert.matches("process_spec.lua", made.file, 1, true)
    assert.equal(300, command.define("start", { event = "e", run = run }).timeout)
  end)

  it("refuse what they do not understand, by name", function()
    assert.error_matches(function() handler.define("a", { ran = run }) end, "unknown key 'ran'")
    assert.error_matches(function() handler.define("a", {}) end, "'run' is missing")
    assert.error_matches(function() handler.define("a b", { run = run }) end, "needs a name")
    assert.error_matches(function() handler.define("a", { run = run, timeout = 0 }) end, "whole seconds")
    assert.error_matches(function() handler.define("a", { run = run, phase = "pre" }) end, "need 'on'")
    assert.error_matches(function()
      handler.define("a", { run = run, on = "x.create", phase = "late" })
    end, "phase must be")
    assert.error_matches(function() command.define("a", { run = run }) end, "'event' is missing")
  end)

  it("serve an event by the first command that applies", function()
    local function make(name, kind)
      return command.define(name, {
        event = "e",
        applies = function(data) return data.kind == kind end,
        run = function(data, task) return { by = task.command, n = data.n } end,
      })
    end
    local both = { make("one", "a"), make("two", "b") }
    assert.same({ by = "two", n = 3 }, command.serve(both, { kind = "b", n = 3 }, {}))
    local none, err = command.serve(both, { kind = "c" }, {})
    assert.is_nil(none)
    assert.equal("unsupported", err.code)
  end)
end)
