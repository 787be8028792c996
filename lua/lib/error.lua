--- Errors with a code, for `return nil, err` and for `error(err)`.

local raw = require("stampede.raw")

local errors = {}

local OPTIONS = { field = true, tag = true }

--- `code`: invalid, not_found, conflict, denied, unsupported, unavailable, timeout,
-- cancelled or internal. `options.field` is what is at fault, `options.tag` the API's code
-- word, where the code alone does not say it.
function errors.new(code, message, options)
  options = options or {}
  for key in pairs(options) do
    if not OPTIONS[key] then
      error(("unknown option '%s'"):format(tostring(key)), 2)
    end
  end
  return raw.error.new(code, message, options.field, options.tag)
end

return errors
