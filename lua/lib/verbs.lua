--- What the actions of the API do, in a sentence each: for those who read about a type.

local verbs = {}

local SAID = {
  activate = "Brings it into use.",
  allocate = "Finds it a place on a host or in a pool.",
  create = "Goes on with making it; offered until it is made.",
  deactivate = "Takes it out of use; it is kept, and can be activated again.",
  deallocate = "Gives back its place on a host or in a pool.",
  migrate = "Moves it to another host.",
  purge = "Forgets what is left of a removed one, at once instead of after a while.",
  reconnect = "Waits until it answers again.",
  remove = "Removes it; it can be restored until it is purged.",
  restart = "Stops it and starts it again.",
  restore = "Brings a removed one back.",
  start = "Runs it, on the host it was given or on one that is found.",
  stop = "Ends what runs; it is kept, and can be started again.",
  update = "Takes over what was changed.",
}

local function from(process)
  local states = {}
  for _, state in ipairs(process.from) do
    states[#states + 1] = "`" .. state .. "`"
  end
  return table.concat(states, ", ")
end

--- The sentence for a verb: what its schema says (`own`), what the verb means everywhere, or
-- which states its process leads from; `process` may be nil.
function verbs.describe(verb, own, process)
  if own and own ~= "" then
    return own
  elseif SAID[verb] then
    return SAID[verb]
  elseif process then
    return ("Runs the process `%s`, from the states %s."):format(process.name, from(process))
  end
  return ""
end

return verbs
