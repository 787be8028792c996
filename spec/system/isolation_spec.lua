--- Ten thousand generated requests of one account never show, change or count anything of another
--- (spec/external/isolation.py). ISOLATION_SEED tries another seed.

local rig = require("rig")

describe("isolation", function()
  local server

  setup(function() server = rig.new({ extra = "--sim 2 --docker none --libvirt none" }):start() end)
  teardown(function() if server then server:stop() end end)

  it("holds in every role, on every path", function()
    local seed = os.getenv("ISOLATION_SEED") or "2014"
    local out, code = rig.sh(("timeout 240 python3 spec/external/isolation.py http://127.0.0.1:%d %s %s %s 10000"):format(
      server.port, server.access, server.secret, seed))
    assert.equal(0, code, out)
    -- Not fewer than there were: rows or pairs that are not made do not pass unseen.
    local requests, pairs_, rows, roles, streams = out:match(
      "seed %d+: (%d+) requests, (%d+) pairs, (%d+) rows of the victim, (%d+) roles, (%d+) streams, 0 faults")
    assert.is_true(tonumber(requests) >= 10000 and tonumber(pairs_) > 2000 and tonumber(rows) >= 50, out)
    assert.is_true(tonumber(roles) == 5 and tonumber(streams) >= 3, out)
  end)
end)
