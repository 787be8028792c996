--- Makes a link work: the instance that serves it runs, the target has run at least once, and each
-- port of the target has one of its own there.
--
-- Where nobody serves links (Docker's own network) there is nothing to be done here.

local err = require("stampede.error")
local flow = require("stampede.flow")
local handler = require("stampede.handler")
local link = require("stampede.link")
local pool = require("stampede.pool")
local resource = require("stampede.resource")
local time = require("stampede.time")

local WAIT = 15000
local STEP = 0.25

-- Until `is_so` of the row, or too late; false then.
local function wait(type_name, id, milliseconds, is_so)
  local begun = time.now()
  while true do
    local row = resource.get(type_name, id)
    if row and is_so(row) then
      return true
    end
    if time.now() - begun >= milliseconds then
      return false
    end
    time.sleep(STEP)
  end
end

local function has_run(row)
  return row.firstRunning ~= nil
end

return handler.define("instance_link_activate", {
  timeout = 120,
  run = function(res)
    local instance = res.instanceId and resource.get("instance", res.instanceId)
    if not instance or not res.targetInstanceId then
      return
    end
    local service, _, server = link.served_by(instance.id)
    if not service then
      return
    end
    local failed = err.new("conflict", "Timeout waiting for instance link " .. tostring(res.linkName))
    if not wait("instance", server.id, WAIT, function(row) return row.state == "running" end) then
      return nil, failed
    end
    local limit = math.tointeger(instance.data and instance.data.linkWaitTime) or WAIT
    if not wait("instance", res.targetInstanceId, limit, has_run) then
      return nil, failed
    end

    local ports = flow.children("port", "instanceId", res.targetInstanceId)
    local rows, fault = pool.take(pool.link_ports(service), res, #ports)
    if not rows then
      return nil, fault
    end
    local numbers = {}
    for i, row in ipairs(rows) do
      numbers[i] = math.tointeger(tonumber(row.item))
    end
    if #ports > 0 then
      return { ports = link.assign(res.ports, ports, numbers, server.id) }
    end
  end,
})
