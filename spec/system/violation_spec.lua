--- A handler that is not idempotent, let in by an operator who asked for no trial: its process says so.

local rig = require("rig")

describe("violations", function()
  local server, lua

  setup(function()
    server = rig.new({ extra = "--sim 1 --idempotency enforce" })
    lua = server.dir .. "/lua"
    os.execute("mkdir -p " .. lua)
    server.extra = server.extra .. " --lua " .. lua
    server:start()
    server:hosts({ "sim" })
    local setting = server:get("/v1/settings?name=scripts.admission").data[1]
    assert.equal(200, (server:call("PUT", setting.links.self, { value = "validate" })))
  end)

  teardown(function()
    if server then server:stop() end
  end)

  it("are shown on the process instance, with file, line and effect", function()
    local file = assert(io.open(lua .. "/twice.lua", "w"))
    file:write([[
local handler = require("stampede.handler")
local resource = require("stampede.resource")

return handler.define("twice", {
  on = "instance.start", phase = "pre",
  run = function(instance)
    resource.create("genericObject", { name = "made for " .. instance.name, kind = "note" })
  end,
})
]])
    file:close()
    rig.wait("the script is in force", 10, function()
      local script = server:get("/v1/scripts?name=twice").data[1]
      return script and script.state == "active"
    end)
    local container = server:post("/v1/containers", { name = "web", imageUuid = "sim:web" })
    container = server:settle(container, "removed", 30)
    assert.truthy(container.transitioningMessage:find("twice.lua:7", 1, true))
    local process = server:get("/v1/processinstances?resourceType=instance&resourceId=" .. container.id
      .. "&processName=instance.create").data[1]
    process = server:get(process.links.self)
    assert.equal("twice", process.violations[1].handler)
    assert.equal("twice.lua", process.violations[1].file:match("[^/]+$"))
    assert.equal(7, process.violations[1].line)
    assert.equal("resource.create", process.violations[1].effect)
  end)
end)
