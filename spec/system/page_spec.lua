--- The page at / in a real browser: logs in, shows hosts, adds, stops and removes, all without a reload.

local rig = require("rig")
local browser = require("browser")

describe("page", function()
  local server, page

  setup(function()
    server = rig.new():start()
    server:hosts({ "docker", "libvirt" })
    page = browser.open(server.dir)
  end)

  teardown(function()
    page:close()
    server:stop()
  end)

  local function text() return page:run("return document.body.innerText") end

  local function shows(what, seconds)
    return rig.wait("the page shows " .. what, seconds or 10, function() return text():find(what, 1, true) end)
  end

  local function row(name, script)
    return page:run(([[
      const row = [...document.querySelectorAll("tbody tr")].find((r) => r.querySelector(".name").textContent === "%s");
      if (!row) return null;
      %s]]):format(name, script))
  end

  local function state_is(name, state, seconds)
    rig.wait(name .. " is shown as " .. tostring(state), seconds or 30, function()
      return row(name, "return row.querySelector('.state').textContent") == state
    end)
  end

  local function live() return page:run("return document.querySelector('#live').textContent") == "live" end

  it("lets in by the link of the first start, once, keeps the session, and logs out", function()
    -- The printed address is this machine's outer one, where nothing listens in a test.
    local link = server.login_link:gsub("^%S*#", ("http://127.0.0.1:%d/#"):format(server.port))
    page:go(link)
    rig.wait("live", 10, live)
    assert.equal("", page:run("return location.hash"))
    assert.is_false(page:run("return document.cookie.includes('stampede_session')"))
    page:go(("http://127.0.0.1:%d/static/"):format(server.port))
    rig.wait("live again", 10, live)
    -- Without the header that repeats the cookie, not even this page may change anything.
    assert.equal(403, page:run([[return fetch("/v1/containers", { method: "POST",
      headers: { Accept: "application/json" }, body: "{}" }).then((answer) => answer.status)]]))
    page:run("document.querySelector('#logout').click(); return 1")
    rig.wait("the login form", 10, function() return page:run("return document.querySelector('#login').open") end)
    page:go("about:blank")
    page:go(link)
    shows("was used before")
  end)

  it("asks for a key, refuses a wrong one, and takes the right one", function()
    page:go(("http://127.0.0.1:%d/"):format(server.port))
    rig.wait("the login form", 10, function() return page:run("return document.querySelector('#login').open") end)
    local function log_in(access, secret)
      page:run(([[const f = document.querySelector("#login form"); f.access.value = "%s"; f.secret.value = "%s";
        f.requestSubmit(); return 1]]):format(access, secret))
    end
    log_in(server.access, "wrong")
    shows("does not know this key")
    log_in(server.access, server.secret)
    rig.wait("live", 10, function() return page:run("return document.querySelector('#live').textContent") == "live" end)
    page:run("window.notReloaded = true; return 1")
    shows("active")
  end)

  it("adds a container, shows its states live, stops and removes it", function()
    page:run([[document.querySelector("#add-container").click(); const f = document.querySelector("#container-form form");
      f.name.value = "from-page"; f.querySelector("[name=name]").value = "from-page";
      f.querySelector("[name=image]").value = "busybox:latest"; f.querySelector("[name=command]").value = "sleep 1000";
      f.querySelector("[name=environment]").value = "A=b"; f.requestSubmit(); return 1]])
    state_is("from-page", "running")
    page:picture(server.dir .. "/page.png")
    local click = "row.querySelector(\"[aria-label='%s from-page']\").click(); return 1"
    row("from-page", click:format("stop"))
    state_is("from-page", "stopped")
    row("from-page", click:format("start"))
    state_is("from-page", "running")
    row("from-page", click:format("remove"))
    rig.wait("the row is gone", 30, function()
      local gone = row("from-page", "return true")
      return gone ~= true
    end)
    assert.is_true(page:run("return window.notReloaded === true"))
  end)

  it("shows what others do, and says why something failed", function()
    local c = server:post("/v1/containers", { imageUuid = "docker:busybox:latest", name = "by-another", startOnCreate = false })
    state_is("by-another", "stopped")
    server:action(c, "remove")
    server:post("/v1/containers", { imageUuid = "docker:127.0.0.1:1/nowhere:x", name = "hopeless" })
    state_is("hopeless", "removed", 90)
    assert.is_true(#row("hopeless", "return row.querySelector('.message').textContent") > 10)
  end)

  it("adds a virtual machine", function()
    local tiny = os.getenv("STAMPEDE_TEST_TINY") .. "/tiny.qcow2"
    page:run(([[document.querySelector("#add-vm").click(); const f = document.querySelector("#vm-form form");
      f.querySelector("[name=name]").value = "vm-from-page"; f.querySelector("[name=imageId]").value = "";
      f.querySelector("[name=url]").value = "file://%s"; f.querySelector("[name=memoryMb]").value = "128";
      f.requestSubmit(); return 1]]):format(tiny))
    state_is("vm-from-page", "running", 120)
    page:picture(server.dir .. "/page-vm.png")
    row("vm-from-page", "row.querySelector(\"[aria-label='remove vm-from-page']\").click(); return 1")
    rig.wait("the row is gone", 60, function() return row("vm-from-page", "return true") ~= true end)
  end)

  it("uploads an image for a virtual machine", function()
    -- A disk that is nothing but a boot sector: enough for a machine to run.
    page:run([[document.querySelector("#add-vm").click(); const f = document.querySelector("#vm-form form");
      const disk = new Uint8Array(3 << 20); disk[510] = 0x55; disk[511] = 0xaa;
      const files = new DataTransfer(); files.items.add(new File([disk], "uploaded.img"));
      f.querySelector("[name=name]").value = "vm-uploaded"; f.querySelector("[name=imageId]").value = "";
      f.querySelector("[name=url]").value = ""; f.querySelector("[name=file]").files = files.files;
      f.querySelector("[name=memoryMb]").value = "64"; f.requestSubmit(); return 1]])
    state_is("vm-uploaded", "running", 120)
    assert.equal("uploaded.img", row("vm-uploaded", "return row.querySelector('.image').textContent"))
    row("vm-uploaded", "row.querySelector(\"[aria-label='remove vm-uploaded']\").click(); return 1")
    rig.wait("the row is gone", 60, function() return row("vm-uploaded", "return true") ~= true end)
  end)

  it("comes back by itself when the server does", function()
    server:stop()
    rig.wait("reconnecting", 20, function()
      return page:run("return document.querySelector('#live').textContent") == "reconnecting"
    end)
    server:start()
    rig.wait("live again", 30, function()
      return page:run("return document.querySelector('#live').textContent") == "live"
    end)
    assert.is_true(page:run("return window.notReloaded === true"))
  end)
end)
