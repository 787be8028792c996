--- Which server, and with which key. In this order: options, the environment, the profile, the key that
-- a server on this machine keeps for its administrator.
--
-- A key goes only to the server it was kept for: an address from one place is never joined with a key
-- that a profile or this machine keeps for another address.

local fault = require("client.fault")
local profile = require("client.profile")
local raw = require("client.raw")

local settings = {}

local DEFAULT_URL = "http://localhost:9080"
local CONFIG_FILE = "/etc/stampede/stampede.conf"

--- The variable STAMPEDE_NAME or CATTLE_NAME; the program's own name goes first.
local function variable(program, name)
  local order = program == "cattle" and { "CATTLE_", "STAMPEDE_" } or { "STAMPEDE_", "CATTLE_" }
  for _, prefix in ipairs(order) do
    local value = os.getenv(prefix .. name)
    if value and value ~= "" then return value, prefix .. name end
  end
end

--- "http://host:9080/v1" of whatever address people give: with /v1, with /v1/schemas, without.
function settings.base(url)
  local whole = url:match("^%a+://") and url or ("http://" .. url)
  local scheme, host, path = whole:match("^(https?)://([^/?#%s]+)([^?#%s]*)$")
  if not scheme or host:find("@", 1, true) then
    fault.usage(("%q is no address of a server"):format(url), "type --url http://HOST:9080")
  end
  path = path:gsub("/+$", "")
  path = path:match("^(.-)/v1$") or path:match("^(.-)/v1/.*$") or path
  return scheme .. "://" .. host .. path .. "/v1"
end

-- The lines "name = value" of a file, or nil.
local function lines_of(text)
  local found = {}
  for line in (text or ""):gmatch("[^\n]+") do
    local key, value = line:match("^%s*([%w_-]+)%s*=%s*(.-)%s*$")
    if key then found[key:gsub("_", "-")] = value end
  end
  return found
end

--- Where a server on this machine keeps what it has.
function settings.data_directory()
  local told = os.getenv("STAMPEDE_DATA")
  if told and told ~= "" then return told end
  local data = lines_of((raw.file.read(CONFIG_FILE))).data
  if data then return data end
  local home = os.getenv("HOME")
  if raw.file.uid() == 0 or not home or home == "" then return "/var/lib/stampede" end
  return home .. "/.local/share/stampede"
end

local function local_key()
  local text = raw.file.read_private(settings.data_directory() .. "/admin.key")
  local found = text and lines_of(text)
  if found and found["access-key"] and found["secret-key"] and found.url then return found end
end

-- "localhost" and 127.0.0.1 are one machine, and one server when the port is the same.
local function same_place(a, b)
  local function plain(url)
    return settings.base(url):gsub("://localhost([:/])", "://127.0.0.1%1"):gsub("://%[::1%]", "://127.0.0.1"):lower()
  end
  return plain(a) == plain(b)
end

local function split_key(key, where)
  local access, secret = key:match("^([^:]+):(.+)$")
  if not access then fault.usage(("%s is not of the form ACCESS:SECRET"):format(where)) end
  return access, secret
end

--- { base, user, password, ca, pin, source }; `options` are the global ones.
function settings.find(program, options)
  local url, access, secret, where, secret_where, key
  local result = { ca = options.ca or variable(program, "CA"), pin = options.pin or variable(program, "PIN") }

  url = options.url
  if not url then url = variable(program, "URL") end
  access, where = options["access-key"], "--access-key"
  if not access then access, where = variable(program, "ACCESS_KEY") end
  secret, secret_where = options["secret-key"], "--secret-key"
  if not secret then secret, secret_where = variable(program, "SECRET_KEY") end
  if options.key then
    access, secret = split_key(options.key, "--key")
    where = "--key"
  elseif not access and not secret then
    key, where = variable(program, "KEY")
    if key then access, secret = split_key(key, where) end
  end
  if (access and not secret) or (secret and not access) then
    fault.usage(("%s is given, but no %s key"):format(access and where or secret_where,
      access and "secret" or "access"))
  end

  local chosen = options.profile or variable(program, "PROFILE")
  if chosen or not url or not access then
    local book = profile.read()
    local name = chosen or book.current
    local entry = name and book.profiles[name]
    if chosen and not entry then
      fault.usage(("there is no profile %q"):format(chosen), #book.order > 0
        and "there is: " .. table.concat(book.order, ", ") or "stampede profile add NAME --url URL makes one")
    end
    if entry and entry.url and (not url or same_place(url, entry.url)) then
      url = url or entry.url
      result.ca, result.pin = result.ca or entry.ca, result.pin or entry.pin
      if not access and entry["access-key"] then
        access, secret, where = entry["access-key"], entry["secret-key"], "profile " .. name
      end
    end
  end
  if not access then
    local own = local_key()
    if own and (not url or same_place(url, own.url)) then
      url = url or own.url
      access, secret, where = own["access-key"], own["secret-key"], settings.data_directory() .. "/admin.key"
      result.pin = result.pin or own["tls-pin"]
    end
  end
  result.base = settings.base(url or DEFAULT_URL)
  result.user, result.password, result.source = access, secret, access and where
  return result
end

return settings
