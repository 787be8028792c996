--- Where servers and their keys are kept: profiles in a file that nobody else may read.
--
--   current = work
--
--   [work]
--   url = https://server:9080
--   access-key = ...
--   secret-key = ...
--   ca = /etc/ssl/ours.pem
--   pin = sha256//...

local fault = require("client.fault")
local raw = require("client.raw")

local profile = {}

local KEYS = { url = true, ["access-key"] = true, ["secret-key"] = true, ca = true, pin = true }

function profile.path()
  local home = os.getenv("XDG_CONFIG_HOME")
  if not home or home == "" then home = (os.getenv("HOME") or "") .. "/.config" end
  return home .. "/stampede/config"
end

--- "name = value" lines under [headings]; `where` for messages.
function profile.parse(text, where)
  local book, here, number = { profiles = {}, order = {} }, nil, 0
  for line in (text .. "\n"):gmatch("(.-)\r?\n") do
    number = number + 1
    line = line:match("^%s*(.-)%s*$")
    local heading = line:match("^%[(.-)%]$")
    local key, value = line:match("^([%w-]+)%s*=%s*(.*)$")
    if heading then
      here = book.profiles[heading] or {}
      if not book.profiles[heading] then book.order[#book.order + 1] = heading end
      book.profiles[heading] = here
    elseif key == "current" and not here then
      book.current = value
    elseif key and here and KEYS[key] then
      here[key] = value
    elseif line ~= "" and line:sub(1, 1) ~= "#" then
      fault.failed(("%s:%d: %q is not understood"):format(where, number, line))
    end
  end
  return book
end

function profile.read()
  local path = profile.path()
  local text, err = raw.file.read_private(path)
  if not text then
    if err.code == "not_found" then return { profiles = {}, order = {} } end
    fault.failed(err.message)
  end
  return profile.parse(text, path)
end

function profile.text(book)
  local out = { "# Servers and keys of the command line; mode 0600.\n" }
  if book.current then out[#out + 1] = "current = " .. book.current .. "\n" end
  for _, name in ipairs(book.order) do
    local entry = book.profiles[name]
    if entry then
      out[#out + 1] = "\n[" .. name .. "]\n"
      for _, key in ipairs { "url", "access-key", "secret-key", "ca", "pin" } do
        if entry[key] and entry[key] ~= "" then out[#out + 1] = key .. " = " .. entry[key] .. "\n" end
      end
    end
  end
  return table.concat(out)
end

function profile.write(book)
  local ok, err = raw.file.write_private(profile.path(), profile.text(book))
  if not ok then fault.failed(err.message) end
end

function profile.put(book, name, entry)
  if not name:match("^[%w._-]+$") then
    fault.usage(("%q is no name for a profile: letters, digits, dot, dash and _ make one"):format(name))
  end
  for key, value in pairs(entry) do
    if value:find("[%c]") then fault.usage(("the %s has a line break or a control character in it"):format(key)) end
  end
  if not book.profiles[name] then book.order[#book.order + 1] = name end
  book.profiles[name] = entry
end

function profile.drop(book, name)
  book.profiles[name] = nil
  for i, other in ipairs(book.order) do
    if other == name then table.remove(book.order, i) break end
  end
  if book.current == name then book.current = nil end
end

return profile
