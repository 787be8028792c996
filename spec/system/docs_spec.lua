--- The curl lines in docs/ do what the page says they do, on a server with simulated hosts.

local rig = require("rig")
local doc_lines = require("doc_lines")

describe("docs", function()
  local server

  -- Each page speaks of all that there is, so it has a server of its own.
  before_each(function()
    server = rig.new({ extra = "--sim 3" }):start()
    server:hosts({ "sim" })
  end)
  after_each(function() if server then server:stop() end end)

  -- The page, and how many commands it has at least: that none is lost by a mistake in writing.
  for page, least in pairs { ["docs/api.md"] = 40, ["docs/http.md"] = 25 } do
    it(page .. " is true", function()
      local result = doc_lines.run(page, server.dir, {
        URL = "http://127.0.0.1:" .. server.port, KEY = server.access .. ":" .. server.secret,
      })
      assert.same({}, result.faults)
      assert.is_true(result.commands >= least and result.checks >= least, result.commands .. " commands")
    end)
  end

  it("of a page that is not true say the line", function()
    local name = server.dir .. "/wrong.md"
    local file = assert(io.open(name, "w"))
    file:write("```sh\ncurl $URL/ping\n# -> 200\n# body ^pang\n```\n```text\nfalse\n```\n```sh\ncurl $URL/v1 \\\n  -u $KEY\n",
      '# -> 200 .id == "v2"\n# header ^X-Nothing:\nfalse\necho \'a\nb\' >/dev/null\n```\n')
    file:close()
    local result = doc_lines.run(name, server.dir, {
      URL = "http://127.0.0.1:" .. server.port, KEY = server.access .. ":" .. server.secret,
    })
    assert.same({ 4, 5 }, { result.commands, result.checks })
    assert.equal(4, #result.faults)
    for i, line in ipairs { 4, 12, 13, 14 } do
      assert.truthy(result.faults[i]:find("wrong.md:" .. line .. ": ", 1, true), result.faults[i])
    end
  end)
end)
