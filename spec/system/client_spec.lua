--- A client as they were written for the API in 2014 (spec/external/client.py) drives a server without hosts:
--- every schema, list, link and action it is offered, all filters, bad ids, bodies, methods, fields.

local rig = require("rig")

describe("a client of 2014", function()
  local server

  setup(function() server = rig.new({ role = "server" }):start() end)
  teardown(function() if server then server:stop() end end)

  it("finds the contract kept", function()
    local out, code = rig.sh(("python3 spec/external/contract.py http://127.0.0.1:%d/v1/schemas %s %s"):format(
      server.port, server.access, server.secret))
    assert.equal(0, code, out)
    -- Not fewer than there were: a section that is skipped does not pass unseen.
    assert.is_true(tonumber(out:match("(%d+) checks, 0 failed")) > 6900, out)
  end)

  it("sees in each role the schemas of the contract, and no difference that is not listed", function()
    local out, code = rig.sh(("python3 spec/external/schemas.py http://127.0.0.1:%d/v1/schemas %s %s"):format(
      server.port, server.access, server.secret))
    assert.equal(0, code, out)
    assert.is_true(tonumber(out:match("(%d+) facts")) > 36000, out)
  end)
end)
