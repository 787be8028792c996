--- 10,000 connections that stay and 1,000 subscribers while resources change (spec/external/crowd.py): nobody misses a
--- change, who does not read is let go and told, single reads are as fast as before.

local cjson = require("cjson")
local rig = require("rig")

describe("a crowd", function()
  local server

  setup(function() server = rig.new({ role = "server" }):start() end)
  teardown(function() if server then server:stop() end end)

  it("of connections and subscribers costs little and misses nothing", function()
    local out, code = rig.sh(("python3 spec/external/crowd.py http://127.0.0.1:%d %d %s %s"):format(server.port, server.pid,
      server.access, server.secret))
    assert.equal(0, code, out)
    local got = cjson.decode(out)
    -- 20 rounds over 20 resources; what changes twice within 100 ms is told once.
    assert.is_true(got.events >= 1000 * 20 and got.events <= 1000 * 20 * 20, out)
    -- Measured: 16 to 18 KB and 12 to 14 KB; a buffer more for each would be seen.
    assert.is_true(got.bytes_per_connection < 24 * 1024, out)
    assert.is_true(got.bytes_per_subscriber < 24 * 1024, out)
    assert.is_true(got.ms_subscribers[1] < 5, out)
  end)
end)
