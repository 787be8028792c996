--- Nothing is stuck: on a real server, a handler that never answers, one that always fails, and a server killed in
--- the middle; what a process instance says of itself, and every verb on it.

local rig = require("rig")

local HANDLER = [[
local err = require("stampede.error")
local handler = require("stampede.handler")
local time = require("stampede.time")

return handler.define("trouble", {
  on = "account.deactivate", phase = "pre", timeout = 600,
  run = function(account)
    if account.description == "silent" then time.sleep(500) end
    if account.description == "failing" then error(err.new("unavailable", "nobody is at home")) end
    if account.description == "broken" then error(err.new("invalid", "it cannot be")) end
  end,
})
]]

describe("a process that does not come on", function()
  local server, count = nil, 0

  setup(function()
    server = rig.new({ role = "server" })
    rig.sh("mkdir -p " .. server.dir .. "/lua")
    local file = assert(io.open(server.dir .. "/lua/trouble.lua", "w"))
    file:write(HANDLER)
    file:close()
    server.extra = "--lua " .. server.dir .. "/lua"
    server:start()
  end)
  teardown(function() if server then server:stop() end end)

  -- An account whose deactivation is stuck, and the process instance behind it.
  local function stuck(how)
    count = count + 1
    local account = server:settle(
      server:post("/v1/accounts", { name = "stuck-" .. count, kind = "user", description = how }), "active")
    account = server:action(account, "deactivate")
    assert.equal("yes", account.transitioning)
    local process = rig.wait("a process in " .. how, 10, function()
      local found = server:get(account.links.processInstances).data[1]
      return found.handler == "trouble" and (how == "silent" or found.lastError ~= rig.null) and found
    end)
    return account, process
  end

  local ends = {
    retry = { state = "inactive", process = "DONE" },
    skip = { state = "inactive", process = "DONE" },
    complete = { state = "inactive", process = "COMPLETED" },
    rollback = { state = "active", process = "ROLLED_BACK", said = "rolled back by 1a1 from" },
    cancel = { state = "active", process = "CANCELED", said = "cancelled by 1a1 from" },
  }

  local function check(verb, account, process)
    if verb == "retry" then
      -- What was wrong is put right; the pause before the next attempt is not waited for.
      server:call("PUT", account.links.self, { description = "well" })
    end
    server:post(process.actions[verb])
    local state = ends[verb].state
    local after = rig.wait(verb .. " leads to " .. state, 2, function()
      local now = server:get(account.links.self)
      return now.state == state and now
    end)
    local ended = server:get(process.links.self)
    assert.equal(ends[verb].process, ended.exitReason)
    assert.same({}, ended.actions)
    if ends[verb].said then
      assert.equal("error", after.transitioning)
      assert.matches(ends[verb].said, after.transitioningMessage, 1, true)
    end
    local status, answer = server:call("POST", process.links.self .. "/?action=" .. verb)
    assert.equal(409, status)
    assert.matches("has ended", answer.detail)
  end

  for _, verb in ipairs { "retry", "skip", "complete", "rollback", "cancel" } do
    it("says why, and obeys " .. verb .. ", when it waits for an answer", function()
      local account, process = stuck("silent")
      assert.equal("running", process.step)
      assert.equal("pre", process.phase)
      assert.equal("account.deactivate(trouble)", process.path)
      assert.equal("timer", process.waitingKind)
      assert.is_string(process.waitingSince)
      assert.equal(1, process.attempt)
      check(verb, account, process)
    end)

    it("says why, and obeys " .. verb .. ", when it fails again and again", function()
      local account, process = stuck("failing")
      rig.wait("a third attempt", 10, function() return server:get(process.links.self).attempt >= 3 end)
      process = server:get(process.links.self)
      assert.equal("nobody is at home", process.lastError)
      assert.equal("trouble", process.handler)
      check(verb, account, process)
    end)
  end

  it("obeys each verb after kill -9", function()
    local all = {}
    for verb in pairs(ends) do
      for _, how in ipairs { "silent", "failing" } do
        local account, process = stuck(how)
        all[#all + 1] = { verb, account, process }
      end
    end
    server:stop("KILL")
    server:start()
    for _, one in ipairs(all) do
      local process = server:get(one[3].links.self)
      assert.equal(rig.null, process.endTime)
      check(one[1], one[2], process)
    end
  end)

  it("takes its limits from settings, live", function()
    local limit = server:post("/v1/settings", { name = "process.account.deactivate.retries", value = "1" })
    local account, process = stuck("failing")
    rig.wait("it gives up", 5, function() return server:get(process.links.self).exitReason == "FAILED" end)
    assert.equal("nobody is at home", server:get(account.links.self).transitioningMessage)
    server:call("DELETE", limit.links.self)
  end)

  it("refuses what it cannot do, and says so", function()
    local _, process = stuck("silent")
    local status, answer = server:call("POST", process.links.self .. "/?action=explode")
    assert.equal(422, status)
    assert.equal("InvalidAction", answer.code)
    assert.equal(404, (server:call("POST", "/v1/processinstances/1pi999999/?action=retry")))
    server:post(process.actions.cancel)
  end)
end)

describe("an agent that does not answer", function()
  local server, sim

  setup(function()
    server = rig.new({ role = "up", extra = "--sim 1" }):start()
    rig.wait("a host", 20, function() return #server:get("/v1/hosts?state=active").data == 1 end)
    sim = assert(server:children().sim, "the pretended hosts are a process of their own")
  end)
  teardown(function()
    if sim then rig.sh("kill -CONT " .. sim) end
    if server then server:stop() end
  end)

  it("is named, with the host and the way there; and does not hold up whoever gives up", function()
    local one = server:settle(
      server:post("/v1/containers", { imageUuid = "sim:thing", startOnCreate = false }), "stopped")
    rig.sh("kill -STOP " .. sim)
    one = server:action(one, "start")
    local process = rig.wait("it waits for the agent", 10, function()
      local found = server:get(one.links.processInstances).data[1]
      return found.waitingKind == "agent" and found
    end)
    local host = server:get("/v1/hosts").data[1]
    assert.equal(host.agentId, process.waitingId)
    assert.equal(host.id, process.hostId)
    assert.matches("^instance%.start%(instance_start%)%->.*activate%(", process.path)
    assert.equal("running", process.step)
    server:post(process.actions.cancel)
    assert.equal("stopped", server:get(one.links.self).state)
    assert.equal("CANCELED", server:get(process.links.self).exitReason)
    rig.sh("kill -CONT " .. sim)
    -- The resource is free, and so is the host.
    rig.wait("it starts", 60, function()
      local now = server:get(one.links.self)
      if now.state == "stopped" and now.actions.start then server:action(now, "start") end
      return now.state == "running"
    end)
  end)
end)
