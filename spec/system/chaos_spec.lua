--- Simulated instances through their whole lives while messages are lost and doubled, commands fail, hosts
-- die and the server is killed for real; see spec/support/chaos.py for what must hold at the end.
--
-- Here a few hundred. CHAOS=10000 runs that many, on 50 hosts, with ten kills and one death a minute, as does
-- `bench/run chaos`.

local rig = require("rig")

describe("chaos", function()
  it("ends every life as asked, or with an error that says why", function()
    local many = tonumber(os.getenv("CHAOS") or "")
    local dir = rig.new().dir
    local out, code = rig.sh(("python3 spec/support/chaos.py --binary %s --dir %s --port %d --instances %d --hosts %d --kills %d --faults %s 2>%s/err")
      :format(rig.quote(os.getenv("STAMPEDE_BINARY") or "build/stampede"), dir, rig.new().port, many or 300,
        many and 50 or 8, many and 10 or 3,
        many and "lost=5%,doubled=5%,failing=1%,dying=60:10" or "lost=5%,doubled=5%,failing=2%,dying=5:2", dir))
    local figures = out:match("({.*})")
    assert.truthy(figures, out .. rig.sh("tail -n 5 " .. dir .. "/err " .. dir .. "/log"))
    figures = rig.json.decode(figures)
    assert.same({}, figures.faults)
    assert.equal(0, code)
    if many then print(out) end
    -- All of it did happen.
    assert.equal(many and 10 or 3, figures.kills)
    local sim = figures.simulator
    assert.is_true(sim.lost > 20 and sim.doubled > 20 and sim.failed > 5)
    assert.is_true(sim.deaths > 0)
    assert.equal((many or 300) * 6, figures.steps)
  end)
end)
