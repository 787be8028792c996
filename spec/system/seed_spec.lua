--- Whole control planes on virtual time, by seed: what must hold holds, and a seed does the same each time.
--
-- A seed that fails prints the command that repeats it.

local rig = require("rig")

local SHAPES = {
  { seeds = { 1, 2, 3, 4 }, options = "--instances 30 --hosts 5 --minutes 10" },
  { seeds = { 5, 6 }, options = "--instances 15 --hosts 3 --minutes 10 --crashes 5%" },
  { seeds = { 7, 8 }, options = "--instances 40 --hosts 2 --minutes 20 --crashes 0 --faults lost=15%,doubled=15%,late=50%:3000,failing=5%,dying=30:20" },
}

local function run(seed, options)
  return rig.sh(("timeout 120 %s sim --seed %d %s"):format(rig.quote(os.getenv("STAMPEDE_BINARY") or "build/stampede"), seed, options))
end

describe("a seed", function()
  for _, shape in ipairs(SHAPES) do
    for _, seed in ipairs(shape.seeds) do
      it(("%d holds what must hold: %s"):format(seed, shape.options), function()
        local out, code = run(seed, shape.options)
        assert.equal(0, code, out)
        local over, lives = out:match("(%d+) of (%d+) lives over")
        assert.equal(lives, over)
      end)
    end
  end

  it("does the same again, to the byte, and another does not", function()
    local dir = rig.new().dir
    local options = "--instances 15 --hosts 3 --minutes 5 --log "
    local first = run(11, options .. dir .. "/one")
    assert.equal(first, (run(11, options .. dir .. "/two")))
    assert.equal(0, select(2, rig.sh(("cmp %s/one %s/two"):format(dir, dir))))
    assert.not_equal(first, (run(12, options .. dir .. "/three")))
    assert.equal(1, select(2, rig.sh(("cmp -s %s/one %s/three"):format(dir, dir))))
    -- And much did happen.
    assert.is_true(tonumber(first:match("(%d+) crashes")) > 0)
    assert.is_true(tonumber(first:match("(%d+) lines")) > 300)
  end)

  it("has what a directory of drop-ins holds, and does the same with their chance", function()
    local r = rig.new()
    rig.sh("mkdir " .. r.dir .. "/lua")
    local function write(text)
      local file = assert(io.open(r.dir .. "/lua/dice.lua", "w"))
      file:write(text)
      file:close()
    end
    write([[
      local handler = require("stampede.handler")
      local time = require("stampede.time")
      return handler.define("dice", { on = "instance.start", phase = "post", run = function()
        time.sleep(math.random(1, 5000) / 1000)
        return { description = "thrown" }
      end })]])
    local options = ("--instances 10 --hosts 3 --minutes 3 --lua %s/lua --log %s/"):format(r.dir, r.dir)
    local first = run(13, options .. "one")
    assert.equal(first, (run(13, options .. "two")))
    assert.equal(0, select(2, rig.sh(("cmp %s/one %s/two"):format(r.dir, r.dir))))
    assert.not_equal(first, (run(13, "--instances 10 --hosts 3 --minutes 3")))
    write("broken")
    local out, code = run(13, options .. "three")
    assert.not_equal(0, code)
    assert.truthy(out:find("dice.lua:1:", 1, true), out)
  end)

  it("that fails prints the command that repeats it", function()
    -- Broken on purpose: something is made twice.
    local command = "STAMPEDE_FAULT=sim-twice:5 "
    local out, code = rig.sh(command .. ("timeout 120 %s sim --seed 3 --instances 10 --crashes 0")
      :format(rig.quote(os.getenv("STAMPEDE_BINARY") or "build/stampede")))
    assert.equal(1, code, out)
    assert.truthy(out:find("FAULT 11 instances were made of 10", 1, true))
    assert.truthy(out:find("stampede sim --seed 3 --hosts 4 --instances 10 --minutes 10 --crashes 0", 1, true))
  end)
end)
