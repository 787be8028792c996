--- The command line into options and the rest. What an option is, `find` tells:
--
--   find(name, value) -> { name, kind, global }, kind is
--     "switch"    --watch, --watch=false
--     "optional"  --wait, --wait=running
--     "boolean"   --privileged, --privileged true
--     "value"     --name web
--     "list"      --ports 80 81, --ports 80 --ports 81
--     "none"      --name_null

local fault = require("client.fault")

local words = {}

local SHORT = { h = "help", o = "format", q = "quiet", w = "watch" }

local TRUTH = {
  ["true"] = true, yes = true, y = true, on = true, ["1"] = true,
  ["false"] = false, no = false, n = false, off = false, ["0"] = false,
}

--- true, false, or nil for a text that is neither.
function words.truth(text)
  return TRUTH[text:lower()]
end

local function is_option(word)
  return word:sub(1, 2) == "--" or (#word == 2 and word:sub(1, 1) == "-" and SHORT[word:sub(2)] ~= nil)
end
words.is_option = is_option

local function switch(option, value)
  if value == nil then return true end
  local truth = words.truth(value)
  if truth == nil then
    fault.usage(("--%s is true or false, not %q"):format(option.name, value))
  end
  return truth
end

local function needs(option, typed)
  fault.usage(("--%s needs a value"):format(typed),
    ("type --%s=VALUE when the value begins with --"):format(option.name))
end

--- { given = { { option, value }, ... }, rest = { word, ... }, after = words behind "--" or nil }.
-- Stops at the first word that is no option when `stop_at_word`: `at` says where.
function words.parse(list, find, stop_at_word)
  local result = { given = {}, rest = {}, at = #list + 1 }
  local i = 1

  local function add(option, value)
    result.given[#result.given + 1] = { option = option, value = value }
  end

  while i <= #list do
    local word = list[i]
    if word == "--" then
      result.after = table.move(list, i + 1, #list, 1, {})
      break
    elseif is_option(word) then
      local typed, value = word:match("^%-%-([^=]*)=(.*)$")
      typed = typed or (word:sub(1, 2) == "--" and word:sub(3)) or SHORT[word:sub(2)]
      local option = find(typed, value or list[i + 1])
      local kind = option.kind
      if kind == "switch" then
        add(option, switch(option, value))
      elseif kind == "optional" then
        add(option, value or true)
      elseif kind == "boolean" then
        if not value and list[i + 1] and words.truth(list[i + 1]) ~= nil then
          i = i + 1
          value = list[i]
        end
        add(option, value or "true")
      elseif kind == "none" then
        -- Old spelling: something had to stand behind it.
        if not value and (list[i + 1] == "" or list[i + 1] == "true") then i = i + 1 end
        add(option, "")
      else
        if not value then
          i = i + 1
          value = list[i]
          if not value or value:sub(1, 2) == "--" then needs(option, typed) end
        end
        add(option, value)
        while kind == "list" and list[i + 1] and not is_option(list[i + 1]) do
          i = i + 1
          add(option, list[i])
        end
      end
    elseif stop_at_word then
      result.at = i
      break
    else
      result.rest[#result.rest + 1] = word
    end
    i = i + 1
  end
  return result
end

--- Milliseconds of "90", "90s", "5m", "1h", "500ms"; nil for anything else.
function words.duration(text)
  local number, unit = text:match("^(%d+%.?%d*)(%a*)$")
  local factor = ({ ms = 1, [""] = 1000, s = 1000, m = 60000, h = 3600000 })[unit]
  return factor and math.floor(tonumber(number) * factor) or nil
end

return words
