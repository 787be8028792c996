--- One line, one event: a constant sentence and named values. Never a secret.

local raw = require("stampede.raw")

local log = {}

for _, level in ipairs { "error", "warn", "info", "debug" } do
  log[level] = function(sentence, values)
    return raw.log.write(level, sentence, values)
  end
end

return log
