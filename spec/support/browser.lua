--- Headless Chromium through chromedriver's WebDriver protocol (W3C), by curl.

local rig = require("rig")
local cjson = require("cjson")

local browser = {}
browser.__index = browser

local function request(self, method, path, body)
  local name = os.tmpname()
  local file = assert(io.open(name, "w"))
  file:write(type(body) == "string" and body or body and cjson.encode(body) or "{}")
  file:close()
  local out = rig.sh(("curl -s -m 60 -X %s http://127.0.0.1:%d%s %s"):format(method, self.port, path,
    method == "POST" and "-H 'Content-Type: application/json' --data-binary @" .. name or ""))
  os.remove(name)
  local ok, answer = pcall(cjson.decode, out)
  assert(ok, "chromedriver said: " .. out)
  if type(answer.value) == "table" and answer.value.error then
    error(answer.value.error .. ": " .. tostring(answer.value.message), 3)
  end
  return answer.value
end

function browser.open(dir)
  local self = setmetatable({}, browser)
  self.port = tonumber((rig.sh(
    "python3 -c 'import socket; s=socket.socket(); s.bind((\"127.0.0.1\",0)); print(s.getsockname()[1])'")))
  self.pid = tonumber((rig.sh(("setsid chromedriver --port=%d >%s/chromedriver.log 2>&1 </dev/null & echo $!"):format(
    self.port, dir))))
  rig.wait("chromedriver", 20, function()
    return rig.sh(("curl -s -m 2 http://127.0.0.1:%d/status"):format(self.port)):find("ready")
  end)
  local session = request(self, "POST", "/session", { capabilities = { alwaysMatch = {
    ["goog:chromeOptions"] = { args = { "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1280,900",
      "--user-data-dir=" .. dir .. "/chromium" } } } } })
  self.session = "/session/" .. session.sessionId
  return self
end

function browser:go(url) request(self, "POST", self.session .. "/url", { url = url }) end

--- Runs JavaScript in the page (a function body) and returns its value.
function browser:run(script)
  return request(self, "POST", self.session .. "/execute/sync", '{"args":[],"script":' .. cjson.encode(script) .. "}")
end

--- A command of Chromium's own protocol: other media, another size of the window.
function browser:devtools(command, parameters)
  return request(self, "POST", self.session .. "/goog/cdp/execute", { cmd = command, params = parameters })
end

--- Presses keys, one after the other, where the focus is: "Tab", "Enter", "Escape", " ", "Shift+Tab", or a letter.
function browser:press(...)
  local CODES = { Tab = "\u{E004}", Enter = "\u{E007}", Escape = "\u{E00C}", Down = "\u{E015}" }
  local actions = {}
  for _, key in ipairs { ... } do
    local plain = key:match("^Shift%+(.+)$")
    local value = CODES[plain or key] or key
    if plain then actions[#actions + 1] = { type = "keyDown", value = "\u{E008}" } end
    actions[#actions + 1] = { type = "keyDown", value = value }
    actions[#actions + 1] = { type = "keyUp", value = value }
    if plain then actions[#actions + 1] = { type = "keyUp", value = "\u{E008}" } end
  end
  request(self, "POST", self.session .. "/actions", { actions = { { type = "key", id = "keyboard", actions = actions } } })
end

--- Writes text where the focus is.
function browser:write(text)
  local letters = {}
  for _, code in utf8.codes(text) do letters[#letters + 1] = utf8.char(code) end
  self:press(table.unpack(letters))
end

--- Writes a PNG of the window.
function browser:picture(path)
  local data = request(self, "GET", self.session .. "/screenshot")
  local pipe = assert(io.popen("base64 -d > " .. rig.quote(path), "w"))
  pipe:write(data)
  pipe:close()
end

function browser:close()
  pcall(request, self, "DELETE", self.session)
  os.execute("kill " .. self.pid .. " 2>/dev/null")
end

return browser
