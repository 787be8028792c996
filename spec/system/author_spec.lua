--- What authors have: a handler to begin with, trials of files, and a manual whose examples work.

local rig = require("rig")

local BINARY = rig.quote(os.getenv("STAMPEDE_BINARY") or "build/stampede")

local function write(path, text)
  os.execute("mkdir -p " .. rig.quote(path:match("^(.*)/")))
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

-- The examples of a page: fenced, and their first line names the file.
local function examples(page)
  local file, found = assert(io.open(page)), {}
  for text in file:read("a"):gmatch("```lua\n(.-)```") do
    local name = text:match("^%-%- ([%w_/]+%.lua)\n")
    if name then
      found[#found + 1] = { name = name, text = text }
    end
  end
  file:close()
  return found
end

describe("authors", function()
  local dir

  setup(function() dir = rig.new().dir end)

  it("get a handler that passes as it is", function()
    local out, code = rig.sh(("cd %s && %s new handler mine --on 'volume.*' --phase pre"):format(dir, "$OLDPWD/build/stampede"))
    assert.equal(0, code, out)
    out, code = rig.sh(("%s test %s/mine.lua"):format(BINARY, dir))
    assert.equal(0, code, out)
    assert.truthy(out:find("mine on volume.create (pre)\n  good: run 3 times", 1, true), out)
    assert.equal(0, (select(2, rig.sh(("%s check --lua %s"):format(BINARY, dir)))))
    out, code = rig.sh(("%s new handler mine --dir %s"):format(BINARY, dir))
    assert.equal(1, code)
    assert.truthy(out:find("File exists", 1, true))
    assert.equal(2, (select(2, rig.sh(BINARY .. " new handler"))))
    assert.equal(2, (select(2, rig.sh(BINARY .. " new handler x --phase never"))))
  end)

  it("are told the line that is not idempotent", function()
    write(dir .. "/twice/twice.lua", [[
local handler = require("stampede.handler")
local resource = require("stampede.resource")

return handler.define("twice", {
  on = { "volume.create", "instance.create" }, phase = "post",
  run = function(row)
    assert(resource.create("volume", { name = "of " .. row.uuid }))
  end,
})
]])
    local out, code = rig.sh(("%s test %s/twice/twice.lua --on volume.create"):format(BINARY, dir))
    assert.equal(1, code)
    assert.truthy(out:find("NOT IDEMPOTENT: twice.lua:7: 'twice' is not idempotent: resource.create volume: "
      .. "run again, it makes this a second time: look for it first", 1, true), out)
    assert.falsy(out:find("instance.create", 1, true))
    out, code = rig.sh(("%s test %s/twice/twice.lua --json 2>/dev/null"):format(BINARY, dir))
    assert.equal(1, code)
    local reports = rig.json.decode(out)
    assert.equal(2, #reports)
    assert.equal(7, reports[1].violation.line)
    assert.equal("twice.lua", reports[1].violation.file)
    assert.equal("resource.create", reports[1].effects[1].effect)
  end)

  it("are told what is broken, with exit codes", function()
    write(dir .. "/broken/broken.lua", "local x = {\n")
    local out, code = rig.sh(("%s test %s/broken/broken.lua"):format(BINARY, dir))
    assert.equal(1, code)
    assert.truthy(out:find("broken.lua:", 1, true), out)
    assert.falsy(out:find("/tmp/stampede-test", 1, true), out)
    assert.equal(1, (select(2, rig.sh(BINARY .. " test nowhere.lua"))))
    assert.equal(2, (select(2, rig.sh(BINARY .. " test"))))
  end)

  it("can run every example of the manual", function()
    local found = examples("docs/handlers.md")
    assert.is_true(#found >= 9)
    for _, example in ipairs(found) do
      local path = dir .. "/manual/" .. example.name
      write(path, example.text)
      local out, code = rig.sh(("%s test %s"):format(BINARY, rig.quote(path)))
      assert.equal(0, code, example.name .. ": " .. out)
    end
  end)

  it("find every primitive in an example, or by name in the manual", function()
    local file = assert(io.open("docs/handlers.md"))
    local page, missing = file:read("a"), {}
    file:close()
    local OURS = { compile = true, schema = true, process = true, feed = true }
    for stub in io.popen("ls lua/meta/*.lua"):lines() do
      for line in io.lines(stub) do
        local owner, name = line:match("^function ([%a_]+)[.:]([%a_]+)%(")
        local shown = owner and ({ errors = "err", Engine = "engine", Connection = "conn", Task = "task" })[owner] or owner
        if owner and not OURS[owner] and name ~= "serve"
          and not page:find(shown .. "[.:]" .. name .. "[%(%s`{,;:]") then
          missing[#missing + 1] = shown .. "." .. name
        end
      end
    end
    assert.same({}, missing)
  end)
end)
