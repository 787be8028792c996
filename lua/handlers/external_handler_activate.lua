--- Binds a program outside to the processes that it named when it was registered.
--
-- The process rows are shared by name. When all bonds are active the names have done their
-- duty and are emptied.

local err = require("stampede.error")
local flow = require("stampede.flow")
local handler = require("stampede.handler")
local resource = require("stampede.resource")

local MAP = "externalHandlerExternalHandlerProcessMap"

-- Each element may itself be several, divided by commas.
local function split(list)
  local names = {}
  for _, text in ipairs(type(list) == "table" and list or {}) do
    for name in tostring(text):gmatch("[^,]+") do
      name = name:match("^%s*(.-)%s*$")
      if name ~= "" then
        names[#names + 1] = name
      end
    end
  end
  return names
end

return handler.define("external_handler_activate", {
  run = function(external)
    local names = split(external.processNames)
    for _, name in ipairs(names) do
      local bare = name:gsub("^pre%.", ""):gsub("^post%.", "")
      if not bare:find("^%w+%.%w+$") then
        return nil, err.new("invalid", ("'%s' is no name of a process"):format(name),
          { field = "processNames" })
      end
      local process = flow.activate(flow.ensure("externalHandlerProcess", { name = name }))
      flow.activate(flow.ensure(MAP, {
        externalHandlerId = external.id,
        externalHandlerProcessId = process.id,
      }))
    end
    if #names > 0 then
      return { processNames = resource.null }
    end
  end,
})
