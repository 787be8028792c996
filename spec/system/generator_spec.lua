--- Requests made from the schemas, right and wrong (spec/external/generator.py), against a server under address and undefined
-- behaviour sanitizers with pretended hosts: a fixed seed, bounded in time; by hand with any seed and for longer.

local rig = require("rig")

local binary = os.getenv("STAMPEDE_SANITIZED") or "build-address-undefined/stampede"
local SIM = "io.cattle.platform.agent.connection.simulator.AgentConnectionSimulator"

describe("requests made from the schemas", function()
  it("are done or refused, and nothing in between", function()
    if not io.open(binary) then
      pending("there is no " .. binary .. ": make SAN=address,undefined")
      return
    end
    local seconds = tonumber(os.getenv("GENERATOR_SECONDS") or 20)
    local server = rig.new { binary = binary, role = "server" }
    server.env = ("ASAN_OPTIONS=quarantine_size_mb=16:detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 "
      .. "LSAN_OPTIONS=suppressions=%s/spec/support/lsan.supp:print_suppressions=0"):format(io.popen("pwd"):read("l"))
    server:start()
    finally(function() if server.pid then server:stop("KILL") end end)
    server:post("/v1/agents", { uri = "sim://generator", data = { [SIM] = { hosts = 2 } } })
    rig.wait("two hosts", 20, function() return #server:get("/v1/hosts?state=active").data == 2 end)

    local out, code = rig.sh(("timeout %d python3 spec/external/generator.py http://127.0.0.1:%d %s %s --seconds %d --seed %s --pid %d")
      :format(seconds + 120, server.port, server.access, server.secret, seconds, os.getenv("GENERATOR_SEED") or "20261126", server.pid))
    if seconds > 20 then print(out) end
    assert.equal(0, code, out:sub(1, 6000) .. "\n" .. server:tail())
    local requests, right, wrong = out:match("(%d+) requests, (%d+) right, (%d+) wrong, 0 failed")
    assert.is_true(tonumber(requests) > 1000 and tonumber(right) > 100 and tonumber(wrong) > 150, out)

    -- What a leak is shows at the end.
    server:stop("TERM")
    local log = rig.sh("cat " .. rig.quote(server.log))
    local report = log:find("Sanitizer", 1, true) or log:find("runtime error:", 1, true)
    assert.is_nil(report, report and log:sub(report, report + 4000))
  end)
end)
