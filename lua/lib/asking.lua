--- What asking an agent and asking a program over REST have in common.

local asking = {}

--- Raises, at who called our caller, for a key that is not in `known`.
function asking.check(options, known, what)
  for key in pairs(options) do
    if not known[key] then
      error(("unknown %s '%s'"):format(what, tostring(key)), 3)
    end
  end
end

return asking
