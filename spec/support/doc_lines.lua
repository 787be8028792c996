--- Runs the shell lines of a page of docs/ as they stand there, against a server that the spec started.
--
-- Every ```sh block is run, in order, in one shell with the variables given (`$URL`, `$KEY`). What is only shown has
-- another mark (```text). Behind a command stands, as a comment, what must have come of it:
--
--     curl -u $KEY $URL/v1/containers -d '{"name":"web"}'
--     # -> 201 .name == "web"          the status of its last answer, and an expression of jq that must hold
--     # header ^Location:              a line of its head, in any case (grep -E)
--     # body ^pong                     a line of its body
--
-- A command without any must end with 0; one that says something must have asked (with curl).

local rig = require("rig")

local doc_lines = {}

-- curl as the reader calls it, but bounded, and with what came back kept.
local PRELUDE = [[
curl() {
  : >"$T/status"; : >"$T/body"; : >"$T/head"
  command curl -sS -m 30 -D "$T/head" -w '%{stderr}%{http_code}' "$@" 2>"$T/status" >"$T/body"; local rc=$?
  cat "$T/body"; return $rc
}
fault() { printf '%s: %s\n' "$1" "$2" >>"$T/faults"; }
show() { printf 'got %s %s' "$(cat "$T/status")" "$(head -c 600 "$T/body" | tr '\n' ' ')"; }
status() { [ "$(tail -c 3 "$T/status")" = "$2" ] || fault "$1" "wanted $2, $(show)"; }
json() { jq -e "$2" "$T/body" >/dev/null 2>&1 || fault "$1" "does not hold: $2; $(show)"; }
header() { tr -d '\r' <"$T/head" | grep -qiE -- "$2" || fault "$1" "no header like $2 in $(tr '\r\n' '  ' <"$T/head")"; }
body() { grep -qE -- "$2" "$T/body" || fault "$1" "no line like $2; $(show)"; }
]]

-- { { line =, text =, checks = { { line =, kind =, what = } } }, ... }
local function commands_of(path)
  local list, inside, open, number = {}, false, nil, 0
  for line in io.lines(path) do
    number = number + 1
    if line:match("^```") then
      inside, open = not inside and line == "```sh", nil
    elseif inside then
      local status, rest = line:match("^# %-> (%d%d%d) ?(.*)$")
      local kind, what = line:match("^# (%l+) (.+)$")
      local last = list[#list]
      if status then
        last.checks[#last.checks + 1] = { line = number, kind = "status", what = status }
        if rest ~= "" then last.checks[#last.checks + 1] = { line = number, kind = "json", what = rest } end
      elseif kind == "header" or kind == "body" then
        last.checks[#last.checks + 1] = { line = number, kind = kind, what = what }
      elseif open then
        last.text = last.text .. "\n" .. line
      elseif not line:match("^%s*#") and line:match("%S") then
        list[#list + 1] = { line = number, text = line, checks = {} }
      end
      -- A command goes on while a quote is open or its line ends in a backslash.
      if #list > 0 and not status then
        local text = list[#list].text
        local _, quotes = text:gsub("'", "")
        open = quotes % 2 == 1 or text:match("\\$") ~= nil
      end
    end
  end
  return list
end

--- Runs a page. Returns how many commands and expectations it had, and what went otherwise as a
--- list of texts, each with its line. `variables`: name to value.
function doc_lines.run(path, dir, variables)
  local script, checks, list = { "T=" .. rig.quote(dir), PRELUDE }, 0, commands_of(path)
  for name, value in pairs(variables) do
    script[#script + 1] = ("export %s=%s"):format(name, rig.quote(value))
  end
  for _, one in ipairs(list) do
    local where = ("%s:%d"):format(path, one.line)
    script[#script + 1] = ': >"$T/status"\n' .. one.text
    if #one.checks == 0 then
      script[#script] = script[#script] .. ("\n[ $? = 0 ] || fault %s failed"):format(where)
    end
    for _, check in ipairs(one.checks) do
      checks = checks + 1
      script[#script + 1] = ("%s %s:%d %s"):format(check.kind, path, check.line, rig.quote(check.what))
    end
  end
  local name = dir .. "/doc_lines.sh"
  local file = assert(io.open(name, "w"))
  file:write(table.concat(script, "\n"), "\nexit 0\n")
  file:close()
  assert(io.open(dir .. "/faults", "w")):close()
  local out, code = rig.sh("timeout 120 bash " .. rig.quote(name))
  local faults = {}
  for line in io.lines(dir .. "/faults") do faults[#faults + 1] = line end
  if code ~= 0 then faults[#faults + 1] = ("%s: the shell ended with %d: %s"):format(path, code, out) end
  return { commands = #list, checks = checks, faults = faults }
end

return doc_lines
