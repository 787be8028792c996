--- Checks of input that the schema cannot say, made before a row is inserted.
--
-- The API calls `create` with {type, input, accountId}; input has been checked against the
-- schema. The answer is the input as it shall be stored, or a typed error.

local check_image = require("stampede.check_image")
local check_instance = require("stampede.check_instance")
local check_subnet = require("stampede.check_subnet")

local checks = {}

local BY_TYPE = {
  container = check_instance,
  image = check_image,
  subnet = check_subnet,
  subnetIpPool = check_subnet,
  virtualMachine = check_instance,
}

--- {types = {...}}: those that have checks of their own.
function checks.types()
  local types = {}
  for name in pairs(BY_TYPE) do
    types[#types + 1] = name
  end
  table.sort(types)
  return { types = types }
end

function checks.create(message)
  local check = BY_TYPE[message.type]
  if not check then
    return { input = message.input }
  end
  local input, fault = check.create(message.type, message.input, message.accountId)
  if not input then
    return nil, fault
  end
  return { input = input }
end

return checks
