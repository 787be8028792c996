--- What asking an agent and asking a program over REST have in common.

local raw = require("stampede.raw")

local asking = {}

--- Raises, at who called our caller, for a key that is not in `known`.
function asking.check(options, known, what)
  for key in pairs(options) do
    if not known[key] then
      error(("unknown %s '%s'"):format(what, tostring(key)), 3)
    end
  end
end

--- A function that makes progress of the answer progress of the task that asks; nil outside of tasks.
function asking.forward()
  local id = raw.task.id()
  if id then
    return function(percent, message)
      raw.task.progress(id, percent, message)
    end
  end
end

return asking
