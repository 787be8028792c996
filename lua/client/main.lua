--- The command line: which command it is, who does it, and how the program ends.

local commands = require("client.commands")
local fault = require("client.fault")
local names = require("client.names")
local options_of = require("client.options")
local raw = require("client.raw")
local words = require("client.words")

local main = {}

--- Commands that are not made from schemas: name -> { module, function }, or a function.
main.OWN = {
  events = { "client.stream", "events", "what changes, live" },
  logs = { "client.stream", "logs", "what an instance has written" },
  exec = { "client.stream", "exec", "a command inside of an instance" },
  console = { "client.stream", "console", "the screen of an instance: stampede console INSTANCE" },
  login = { "client.account", "login", "keeps the address and key of a server" },
  logout = { "client.account", "logout", "forgets them" },
  profile = { "client.account", "profile", "several servers: add, list, use, remove" },
  commands = { "client.help", "commands", "all commands that the server's types give" },
  completion = { "client.complete", "script", "for bash, zsh or fish" },
  help = { "client.help", "help", "about a command" },
  __complete = { "client.complete", "answer" },
}

local program = "stampede"

--- Tells a fault on stderr.
function main.tell(problem)
  if not problem.text then return end
  io.stdout:flush()
  io.stderr:write(program, ": ", problem.text, "\n")
  if problem.hint then io.stderr:write("  ", problem.hint, "\n") end
end

--- The server's types, asked for when they are first needed.
local function connect(context, options)
  if context.schemas then return end
  local settings = require("client.settings")
  context.place = settings.find(context.program, context.options)
  context.server = require("client.server").new(context.place)
  options = options or {}
  if context.options["no-cache"] then options.max_age = 0 end
  if context.options["cache-time"] then options.max_age = tonumber(context.options["cache-time"]) end
  context.schemas = require("client.schemas").open(context.server, options)
end
main.connect = connect

--- A command that does not exist, and what was probably meant.
function main.unknown(context, text)
  local all = {}
  for name in pairs(main.OWN) do
    if not name:match("^__") then all[#all + 1] = name end
  end
  for name in pairs(context.roles) do all[#all + 1] = name end
  if context.schemas then
    for _, name in ipairs(commands.all(context.schemas)) do all[#all + 1] = name end
  end
  local hint = names.nearest(text, all)
  hint = hint and ("did you mean %s?"):format(hint)
  local schema = not hint and context.schemas and commands.type_in(context.schemas, text)
  if schema then
    hint = ("with %s one can: %s"):format(schema.plural, table.concat(commands.all(context.schemas, schema), " "))
  end
  fault.usage(("there is no command %q"):format(text), hint or "stampede help and stampede commands list them")
end

--- The command that a text names, in the newest schemas if need be; or nil.
function main.find_command(context, text)
  connect(context)
  local command = commands.find(context.schemas, text)
  if not command then
    context.schemas = context.schemas:renew()
    command = commands.find(context.schemas, text)
  end
  return command
end

-- Which server is meant may be said behind the command, where a field of that name goes first: as the types of the
-- usual server have it, if there is one.
local function choose_server(context, name, list_of_words)
  local behind = options_of.server_behind(list_of_words)
  if #behind == 0 then return end
  local ok, command = pcall(main.find_command, context, name)
  if not ok and (not fault.is(command) or command.exit == 130) then error(command, 0) end
  -- A picture's address must not be taken for a server's, and get a key sent.
  if not ok and (name:find("^create%-") or name:find("^update%-")) then
    command.hint = ("--%s behind %s may be a field of its type: where the server is meant, put it before %s"):format(
      behind[1].name, name, name)
    error(command, 0)
  end
  local own, chosen = {}, false
  for _, option in ipairs(ok and command and options_of.of(context.schemas, command) or {}) do
    own[names.plain(option.name)] = true
  end
  for _, option in ipairs(behind) do
    if not own[names.plain(option.name)] then
      context.options[option.name] = option.value
      chosen = true
    end
  end
  if chosen or not ok then context.schemas, context.server, context.place = nil, nil, nil end
end

local function run(context, argv)
  local head = words.parse(argv, options_of.find_general, true)
  options_of.take(context, head.given)
  local name = argv[head.at]
  local rest = table.move(argv, head.at + 1, #argv, 1, {})
  if not name then
    return require("client.help").help(context, {})
  end
  if context.options.help then
    return require("client.help").help(context, { name })
  end
  local own = main.OWN[name]
  if own then return require(own[1])[own[2]](context, rest, name) end
  if context.roles[name] then
    fault.usage(("%s takes its options behind it"):format(name), ("type stampede %s --help"):format(name))
  end
  choose_server(context, name, rest)
  local command = main.find_command(context, name)
  if not command then main.unknown(context, name) end
  return require("client.resource").run(context, command, rest)
end

--- Runs the program; gives its exit code. `roles` are the other commands of the program: name -> help.
function main.main(name, argv, roles)
  program = name
  local context = { program = name, options = {}, roles = roles }
  local ok, problem = xpcall(run, function(err)
    return fault.is(err) and err or debug.traceback(tostring(err), 2)
  end, context, argv)
  if ok then return 0 end
  if fault.is(problem) then
    main.tell(problem)
    return problem.exit
  end
  error(problem, 0)
end

main.version = raw.version

return main
