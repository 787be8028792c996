--- login, logout and profile: servers and keys that the program remembers.

local fault = require("client.fault")
local options_of = require("client.options")
local output = require("client.output")
local profile = require("client.profile")
local raw = require("client.raw")
local server_of = require("client.server")
local settings = require("client.settings")
local words = require("client.words")

local account = {}

local DEFAULT = "default"

local function read(context, name, own, list)
  local parsed = words.parse(list, options_of.finder(own, name))
  local given = options_of.take(context, parsed.given)
  if context.options.help then
    require("client.help").help(context, { name })
    fault.quit(0)
  end
  return parsed, given
end

local function ask(prompt, hidden)
  local line = raw.terminal.ask(prompt, hidden)
  if line == false then fault.quit(130) end
  if not line then fault.failed("there is no terminal to ask for " .. prompt:gsub("[:%s]*$", "")) end
  return (line:gsub("^%s+", ""):gsub("%s+$", ""))
end

-- The key: of an option, from a pipe ("ACCESS:SECRET", or two lines), or asked for.
local function key_of(context)
  local options = context.options
  if options.key then
    local access, secret = options.key:match("^([^:]+):(.+)$")
    if not access then fault.usage("--key is not of the form ACCESS:SECRET") end
    return access, secret
  end
  if options["access-key"] and options["secret-key"] then return options["access-key"], options["secret-key"] end
  if not raw.terminal.is_terminal(0) then
    local text = io.read("a") or ""
    local access, secret = text:match("^%s*([^%s:]+)[%s:]+(%S+)%s*$")
    if not access then
      fault.usage("the key is wanted on stdin as ACCESS:SECRET", "or type stampede login on a terminal, or --key")
    end
    return access, secret
  end
  local access = options["access-key"] or ask("Access key: ")
  return access, ask("Secret key: ", true)
end

-- Whether the server takes it; says who it lets in.
local function try(entry)
  local server = server_of.new {
    base = settings.base(entry.url), user = entry["access-key"], password = entry["secret-key"], ca = entry.ca,
    pin = entry.pin, source = "login",
  }
  local answer = server:ask("GET", "/schemas/schema")
  if answer.status == 401 then
    fault.failed("Unauthorized: the server does not take this key", "nothing was kept; try again")
  elseif answer.status ~= 200 then
    fault.failed(("%s is no stampede server: it says %d"):format(entry.url, answer.status), "nothing was kept")
  end
end

local function keep(context, name, url, is_current)
  local book = profile.read()
  local access, secret = key_of(context)
  local entry = { url = settings.base(url):gsub("/v1$", ""), ["access-key"] = access, ["secret-key"] = secret,
    ca = context.options.ca, pin = context.options.pin }
  try(entry)
  profile.put(book, name, entry)
  if is_current or not book.current then book.current = name end
  profile.write(book)
  io.stderr:write(("profile %s: %s, kept in %s%s\n"):format(name, entry.url, profile.path(),
    book.current == name and "" or ("; stampede profile use %s makes it the usual one"):format(name)))
end

function account.login(context, list)
  local parsed = read(context, "login", {}, list)
  if #parsed.rest > 1 then fault.usage(("%q is one word too many"):format(parsed.rest[2]), "stampede login [URL]") end
  local url = parsed.rest[1] or context.options.url
  if not url and raw.terminal.is_terminal(0) then
    url = ask("Server [http://localhost:9080]: ")
  end
  if not url or url == "" then url = os.getenv("STAMPEDE_URL") or "http://localhost:9080" end
  keep(context, context.options.profile or DEFAULT, url, true)
end

function account.logout(context, list)
  read(context, "logout", {}, list)
  local book = profile.read()
  local name = context.options.profile or book.current or DEFAULT
  if not book.profiles[name] then fault.failed(("there is no profile %q to forget"):format(name)) end
  profile.drop(book, name)
  profile.write(book)
end

local function known(book, name)
  if not name then fault.usage("which profile?", "stampede profile list shows them") end
  if not book.profiles[name] then
    fault.usage(("there is no profile %q"):format(name), require("client.names").hint(name, book.order,
      "stampede profile list shows them"))
  end
end

local DO = {}

function DO.add(context, name)
  if not name then fault.usage("the profile needs a name", "stampede profile add NAME --url URL") end
  local url = context.options.url
  if not url then
    fault.usage("the profile needs an address", ("stampede profile add %s --url http://HOST:9080"):format(name))
  end
  keep(context, name, url, false)
end

function DO.list(context)
  local book, rows = profile.read(), {}
  for _, name in ipairs(book.order) do
    local entry = book.profiles[name]
    local row = { id = name, name = name, current = name == book.current, url = entry.url,
      accessKey = entry["access-key"], ca = entry.ca, pin = entry.pin }
    row.json = raw.json.encode { name = name, current = row.current, url = row.url, accessKey = row.accessKey,
      ca = row.ca, pin = row.pin }
    rows[#rows + 1] = row
  end
  local whole = {}
  for i, row in ipairs(rows) do whole[i] = row.json end
  if (context.options.format or "table") == "table" then
    context.options.columns = context.options.columns or "name,current,url,accessKey,ca"
    if #rows == 0 then io.stderr:write("no profiles; stampede login makes one\n") return end
  end
  output.list(context, nil, rows, "[" .. table.concat(whole, ",") .. "]")
end

function DO.use(_, name)
  local book = profile.read()
  known(book, name)
  book.current = name
  profile.write(book)
end

function DO.remove(_, name)
  local book = profile.read()
  known(book, name)
  profile.drop(book, name)
  profile.write(book)
end

function account.profile(context, list)
  local parsed = read(context, "profile", {}, list)
  local verb = parsed.rest[1] or "list"
  if not DO[verb] then
    fault.usage(("profile does not know %q"):format(verb), require("client.names").hint(verb,
      { "add", "list", "use", "remove" }, "stampede profile add|list|use|remove"))
  end
  if #parsed.rest > 2 then fault.usage(("%q is one word too many"):format(parsed.rest[3])) end
  DO[verb](context, parsed.rest[2])
end

return account
