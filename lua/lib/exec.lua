--- Programs of the host.

local raw = require("stampede.raw")

local exec = {}

local OPTIONS = { timeout = true, stdin = true, env = true, look = true }

--- exec.run({ "ip", "link" }, { timeout = 5 }) -> { code, stdout, stderr }. No shell is involved. Any
-- exit code is an answer; nil and an error when it cannot be started, takes too long or says more
-- than 1 MiB. `env` is a map; `look = true` says that it changes nothing.
function exec.run(argv, options)
  options = options or {}
  for key in pairs(options) do
    if not OPTIONS[key] then
      error(("unknown option '%s'"):format(tostring(key)), 2)
    end
  end
  local env
  if options.env then
    env = {}
    for name, value in pairs(options.env) do
      if type(name) ~= "string" or not name:find("^[%a_][%w_]*$") then
        error(("'%s' is no name of a variable"):format(tostring(name)), 2)
      end
      env[#env + 1] = name .. "=" .. tostring(value)
    end
    table.sort(env)
  end
  return raw.exec.run(argv, options.stdin, env, options.timeout, options.look)
end

return exec
