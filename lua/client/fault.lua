--- What goes wrong, for people: a sentence, what to type next, and how the program ends.

local fault = {}
fault.__index = fault

function fault.__tostring(self)
  return self.text
end

--- Ends the command: 1, what was asked for failed.
function fault.failed(text, hint)
  error(setmetatable({ exit = 1, text = text, hint = hint }, fault), 0)
end

--- Ends the command: 1, but the server may be back in a moment (is_away).
function fault.away(text, hint)
  error(setmetatable({ exit = 1, text = text, hint = hint, is_away = true }, fault), 0)
end

--- Ends the command: 2, it was not understood.
function fault.usage(text, hint)
  error(setmetatable({ exit = 2, text = text, hint = hint }, fault), 0)
end

--- Ends the command without a word.
function fault.quit(exit)
  error(setmetatable({ exit = exit }, fault), 0)
end

function fault.is(value)
  return getmetatable(value) == fault
end

return fault
