--- lua/lib as it is, over a `stampede.raw` that the spec gives.
--
-- `library(raw)` returns a function that requires a module by its short name. Every call
-- begins with no module loaded.

local function where(level)
  if type(level) == "function" then
    local info = debug.getinfo(level, "S")
    return info.short_src, info.linedefined
  end
  -- Level 1 is who calls where(), as in the real one; this function is one more.
  local info = debug.getinfo(level + 1, "Sl")
  if not info or info.what == "C" then
    return "?", 0
  end
  return info.short_src, info.currentline
end

local function library(raw)
  raw.where = raw.where or where
  local loaded = { raw = raw }
  local outer = require
  local environment = setmetatable({
    require = function(name)
      local short = name:match("^stampede%.([%w_]+)$")
      if not short then
        return outer(name)
      end
      if loaded[short] == nil then
        loaded[short] = false
        loaded[short] = loaded.load(short)
      end
      return loaded[short]
    end,
  }, { __index = _G })
  function loaded.load(short)
    return assert(loadfile("lua/lib/" .. short .. ".lua", "t", environment))()
  end
  return function(short)
    return environment.require("stampede." .. short)
  end
end

return library
