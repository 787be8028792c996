--- The API at its own addresses in a real browser: who gets a page and who JSON, and what people can do there.

local rig = require("rig")
local browser = require("browser")

local MOZILLA = "-A 'Mozilla/5.0 (X11; Linux x86_64)'"
local EVIL = "</script><img src=x onerror=window.pwned=1>\u{2028}<!--<script>"

describe("the API in a browser", function()
  local server, page, base

  setup(function()
    server = rig.new({ extra = "--sim 2" }):start()
    server:hosts({ "sim" })
    base = "http://127.0.0.1:" .. server.port
    page = browser.open(server.dir)
  end)
  teardown(function()
    if page then page:close() end
    if server then server:stop() end
  end)

  -- Head and body of what curl gets, with a key.
  local function curl(arguments, anonymous)
    local key = anonymous and "" or ("-u %s:%s"):format(server.access, server.secret)
    return (rig.sh(("curl -s -i -m 10 %s %s"):format(key, arguments)):gsub("\r", ""))
  end

  local function url(path) return rig.quote(base .. path) end

  local function js(script) return page:run(script) end

  local function until_js(what, script)
    return rig.wait(what, 15, function()
      local value = js("return " .. script)
      return value ~= rig.null and value
    end)
  end

  -- Goes to an address and waits for the page to be there.
  local function go(path)
    page:go(base .. path)
    return until_js("a page at " .. path, "document.querySelector('main h1') && document.querySelector('main h1').textContent")
  end

  describe("is a page", function()
    it("for browsers, unless they want JSON; and for who asks for it", function()
      local function kind(arguments) return curl(arguments):match("\n[Cc]ontent%-[Tt]ype: (%S+);") end
      assert.equal("text/html", kind(MOZILLA .. " " .. url("/v1/accounts")))
      assert.equal("text/html", kind(MOZILLA .. " -H 'Accept: text/html,*/*;q=0.8' " .. url("/v1")))
      assert.equal("text/html", kind(MOZILLA .. " -H 'Accept:' " .. url("/v1")))
      assert.equal("application/json", kind(MOZILLA .. " -H 'Accept: application/json' " .. url("/v1/accounts")))
      assert.equal("application/json", kind(MOZILLA .. " " .. url("/v1/accounts?_format=json")))
      assert.equal("text/html", kind(MOZILLA .. " " .. url("/v1/accounts?_format=nonsense")))
      assert.equal("application/json", kind(url("/v1/accounts")))
      assert.equal("text/html", kind(url("/v1/accounts?_format=html")))
      assert.truthy(curl(MOZILLA .. " " .. url("/v1/nothing")):find("^HTTP/1.1 404"))
      -- What is kept for programs is nothing for browsers.
      for _ = 1, 3 do assert.equal("application/json", kind(url("/v1/accounts/1a1"))) end
      assert.equal("text/html", kind(MOZILLA .. " " .. url("/v1/accounts/1a1")))
    end)

    it("with the globals of 2014 around the same JSON, and nothing in it can leave its string", function()
      local made = server:post("/v1/accounts", { name = EVIL, description = 'a\\/b "</SCRIPT>" \u{2029}', kind = "user" })
      local html = curl(MOZILLA .. " " .. url("/v1/accounts/" .. made.id))
      local data = rig.json.decode(html:match("\nvar data = (.-);\n"))
      local status, json = server:call("GET", "/v1/accounts/" .. made.id)
      assert.same({ 200, EVIL, json.description }, { status, data.name, data.description })
      assert.is_nil(html:find("<img", 1, true))
      assert.is_nil(html:find("\u{2028}", 1, true) or html:find("\u{2029}", 1, true))
      assert.equal(2, select(2, html:gsub("</[sS][cC][rR][iI][pP][tT]>", "")))
      assert.truthy(html:find('\nvar user = "admin";\n', 1, true))
      assert.truthy(html:find("\nvar curlUser = \"${CATTLE_ACCESS_KEY}:${CATTLE_SECRET_KEY}\";\n", 1, true))
      local schemas = rig.json.decode("[" .. html:match("\nvar schemas = (.-);\n") .. "]")[1]
      local docs = rig.json.decode("[" .. html:match("\nvar docJson = (.-);\n") .. "]")[1]
      assert.same({ base .. "/v1/schemas", base .. "/v1/typedocumentations" }, { schemas, docs })
      local nonce = html:match("\nContent%-Security%-Policy: [^\n]*script%-src 'self' 'nonce%-(%x+)'")
      assert.truthy(nonce and html:find('<script nonce="' .. nonce .. '">', 1, true))
      assert.not_equal(nonce, curl(MOZILLA .. " " .. url("/v1")):match("'nonce%-(%x+)'"))
    end)

    it("that asks for the key itself, where programs are challenged", function()
      local html = curl(MOZILLA .. " " .. url("/v1/accounts"), true)
      assert.truthy(html:find("^HTTP/1.1 401"))
      assert.is_nil(html:lower():find("www-authenticate", 1, true))
      assert.truthy(curl(url("/v1/accounts"), true):lower():find("www-authenticate: basic", 1, true))
    end)

    it("of other scripts and styles, when settings say so", function()
      for name, value in pairs { ["api.ui.js.url"] = "https://ui.example/a.js", ["api.css.url"] = "/static/my.css",
        ["api.js.url"] = "javascript:alert(1)" } do
        local one = server:get("/v1/settings?name=" .. name).data[1]
        if one then server:call("PUT", one.links.self, { value = value })
        else server:post("/v1/settings", { name = name, value = value }) end
      end
      local html = curl(MOZILLA .. " " .. url("/v1"))
      assert.truthy(html:find('<script src="https://ui.example/a.js">', 1, true))
      assert.truthy(html:find('href="/static/my.css"', 1, true))
      assert.truthy(html:find("script%-src 'self' 'nonce%-%x+' https://ui%.example;"))
      for _, name in ipairs { "api.ui.js.url", "api.css.url", "api.js.url" } do
        for _, one in ipairs(server:get("/v1/settings?name=" .. name).data) do
          if one.name == name then server:call("DELETE", "/v1/settings/" .. one.id) end
        end
      end
      assert.truthy(curl(MOZILLA .. " " .. url("/v1")):find("/static/browser/main.js", 1, true))
    end)
  end)

  it("lets one log in, refuses a wrong key, and shows what is at the address", function()
    assert.equal("Log in", go("/v1/hosts"))
    local function log_in(secret)
      js(("const f = document.querySelector('#login'); f.elements.access.value = '%s'; f.elements.secret.value = '%s'; "
        .. "f.requestSubmit(); return 1"):format(server.access, secret))
    end
    log_in("wrong")
    until_js("the refusal", "document.querySelector('#login .error').textContent.length > 10")
    log_in(server.secret)
    until_js("the hosts", "document.querySelector('main h1').textContent === 'hosts'")
    assert.is_true(js("return document.querySelectorAll('table.list tbody tr').length >= 1"))
    js("[...document.querySelectorAll('header button')].find((b) => b.textContent === 'Log out').click(); return 1")
    until_js("the form again", "document.querySelector('#login') !== null")
    log_in(server.secret)
    until_js("the hosts again", "document.querySelector('main h1').textContent === 'hosts'")
  end)

  it("creates with a form made of the schema, and puts an error at its field", function()
    go("/v1/containers")
    js("document.querySelector('[data-create]').click(); return 1")
    until_js("the form", "document.querySelector('dialog[open] [name=name]') !== null")
    -- Every control has a name for who cannot see it, and a sentence.
    assert.same({}, js([[return [...document.querySelectorAll("dialog .field")].filter((f) => {
      const c = f.querySelector("input, select, textarea");
      return f.tagName === "FIELDSET" ? !f.querySelector("legend") || !f.querySelector(".help").textContent
        : !c.labels.length || !document.getElementById(c.getAttribute("aria-describedby").split(" ")[0]).textContent;
    }).map((f) => f.dataset.field)]]))
    local kinds = js([[const kind = (n) => { const f = document.querySelector(`dialog [data-field=${n}]`),
      c = f.querySelector("input, select, textarea"); return f.tagName === "FIELDSET" ? "many" : c.type || c.tagName; };
      return ["name", "description", "instanceTriggeredStop", "startOnCreate", "memoryMb", "environment", "ports"].map(kind).join(" ")]])
    assert.equal("text textarea select-one checkbox number many many", kinds)
    until_js("images to choose from", "document.querySelector('dialog [data-field=imageId] select') !== null")
    js([[const f = document.querySelector("dialog form"); f.elements.name.value = "from-form"; f.requestSubmit(); return 1]])
    until_js("the error at its field", "document.querySelector('[data-field=imageUuid] .error').textContent.length > 5")
    assert.same({ "true", "imageUuid", "text" }, js([[const c = document.activeElement;
      return [c.getAttribute("aria-invalid"), c.name, c.type]
    ]]))
    js([[const f = document.querySelector("dialog form"), press = (n) => [...f.querySelectorAll(`[data-field=${n}] button`)].at(-1).click();
      f.elements.imageUuid.value = "sim:web"; f.elements.description.value = "made by hand";
      press("environment"); press("environment"); press("commandArgs");
      const pairs = f.querySelectorAll("[data-field=environment] .pair");
      pairs[0].children[0].value = "A"; pairs[0].querySelectorAll("input")[1].value = "b=c";
      pairs[1].parentElement.querySelector(":scope > button").click();
      f.querySelector("[data-field=commandArgs] .row input").value = "-f";
      document.querySelector("dialog details.sub:last-of-type").open = true; return 1]])
    until_js("its curl line", "[...document.querySelectorAll('dialog .line')].some((l) => l.textContent.includes('\"commandArgs\":[\"-f\"]'))")
    js("document.querySelector('dialog form').requestSubmit(); return 1")
    until_js("the container", "document.querySelector('main h1').textContent.startsWith('from-form')")
    until_js("what was done is said", "document.querySelector('#said').textContent.includes('was created')")
    local made = server:get("/v1/containers?name=from-form").data[1]
    assert.same({ "made by hand", "b=c", "-f" }, { made.description, made.environment.A, made.commandArgs[1] })
    assert.is_nil(made.environment[""])
  end)

  it("does actions, with their input, and edits", function()
    local made = server:settle(server:get("/v1/containers?name=from-form").data[1], "running", 30)
    go(made.links.self:match("/v1/.*"))
    js("document.querySelector('[data-action=stop]').click(); return 1")
    until_js("the input of stop", "document.querySelector('dialog [name=deallocateFromHost]') !== null")
    js("document.querySelector('dialog form').requestSubmit(); return 1")
    until_js("it has begun", "document.querySelector('#said').textContent === 'stop has begun.'")
    made = server:settle(made, "stopped", 30)
    go(made.links.self:match("/v1/.*"))
    js("document.querySelector('[data-do=update]').click(); return 1")
    until_js("the form", "document.querySelector('dialog [name=description]') !== null")
    assert.equal("made by hand", js("return document.querySelector('dialog form').elements.description.value"))
    js("const f = document.querySelector('dialog form'); f.elements.description.value = ''; f.elements.name.value = 'renamed'; f.requestSubmit(); return 1")
    until_js("the new name", "document.querySelector('main h1').textContent.startsWith('renamed')")
    local now = server:get(made.links.self)
    assert.same({ "renamed", rig.null }, { now.name, now.description })
    -- The request that was sent is there to be seen: only what was changed.
    local raw = js("return document.querySelector('#exchange .raw').textContent")
    assert.truthy(raw:find("PUT /v1/containers/", 1, true) and raw:find('"name": "renamed"', 1, true))
    assert.is_nil(raw:find("environment", 1, true))
  end)

  it("follows links, filters, sorts, pages and includes", function()
    for i = 1, 3 do server:post("/v1/accounts", { name = "row-" .. i, kind = "user" }) end
    go("/v1/accounts")
    js([[const f = document.querySelector("form.filter"); f.field.value = "name"; f.field.dispatchEvent(new Event("change"));
      f.modifier.value = "prefix"; f.querySelector("[name=value]").value = "row-"; f.requestSubmit(); return 1]])
    until_js("the filter", "location.search === '?name_prefix=row-' && document.querySelectorAll('tbody tr').length === 3")
    js("[...document.querySelectorAll('thead a')].find((a) => a.textContent === 'name').click(); return 1")
    until_js("sorted", "document.querySelector('th[aria-sort=ascending]') !== null")
    js("document.querySelector('th[aria-sort] a').click(); return 1")
    until_js("the other way", "document.querySelector('th[aria-sort=descending]') !== null")
    local function names() return js("return [...document.querySelectorAll('tbody tr td:first-child')].map((d) => d.textContent).join()") end
    assert.equal("row-3,row-2,row-1", names())
    go("/v1/accounts?name_prefix=row-&limit=2&sort=name")
    js("document.querySelector('.pages [rel=next]').click(); return 1")
    until_js("the last page", "document.querySelector('.pages') && document.querySelector('.pages').textContent.includes('the last page')")
    assert.equal("row-3", names())
    js("document.querySelector('.pages [rel=prev]').click(); return 1")
    until_js("the first page", "document.querySelectorAll('tbody tr').length === 2")
    assert.equal("row-1,row-2", names())
    js("document.querySelector('.chips a').click(); return 1")
    until_js("all again", "document.querySelector('h1') && !document.querySelector('.chips')")
    go("/v1/accounts?name=row-1")
    js("document.querySelector('form.view').querySelector('[value=credentials]').checked = true; document.querySelector('form.view').requestSubmit(); return 1")
    until_js("the include", "location.search.includes('include=credentials') && !!document.querySelector('tbody a')")
    assert.equal("credentials", js("return document.querySelector('thead th:last-child').textContent"))
    assert.truthy(js("return document.querySelector('tbody td:last-child a').href"):find("/v1/.*/1c%d+$"))
    js("document.querySelector('tbody a').click(); return 1")
    until_js("the account", "document.querySelector('main h1').textContent.startsWith('row-1')")
    js("[...document.querySelectorAll('.links a')].find((a) => a.textContent === 'credentials').click(); return 1")
    until_js("its credentials", "document.querySelector('main h1').textContent === 'credentials'")
  end)

  it("shows what is evil as text, wherever it stands", function()
    local account = server:post("/v1/accounts", { name = EVIL, description = EVIL, kind = "user" })
    local container = server:post("/v1/containers", { name = EVIL, description = EVIL, imageUuid = "sim:web", startOnCreate = false,
      environment = { A = EVIL }, labels = { [EVIL] = "javascript:window.pwned=1" }, commandArgs = { EVIL }, command = EVIL,
      data = { evil = { EVIL } } })
    local pages = { "/v1/accounts?name_like=%25script%25", account.links.self:match("/v1/.*"), container.links.self:match("/v1/.*"),
      "/v1/containers?sort=name", "/v1/accounts?name=%3C/script%3E%3Cimg%20src=x%20onerror=window.pwned=1%3E",
      "/v1/%3Cimg%20src=x%20onerror=window.pwned=1%3E" }
    for _, path in ipairs(pages) do
      go(path)
      js("for (const d of document.querySelectorAll('details')) d.open = true; return 1")
      assert.same({ 0, rig.null, 0 }, js([[return [document.querySelectorAll("img, iframe, body script").length, window.pwned ?? null,
        [...document.querySelectorAll("a")].filter((a) => !/^https?:$/.test(a.protocol)).length]
      ]]), path)
    end
    go(container.links.self:match("/v1/.*"))
    js("document.querySelector('[data-do=update]').click(); return 1")
    until_js("the form", "document.querySelector('dialog form') !== null")
    assert.equal(EVIL, js("return document.querySelector('dialog form').elements.description.value"))
    assert.equal(0, js("return document.querySelectorAll('dialog img').length"))
    page:press("Escape")
    until_js("the form is gone", "document.querySelector('dialog') === null")
  end)

  it("gives a curl line that does what the page did", function()
    go("/v1/accounts?name_prefix=row-&limit=1")
    local line = js("return document.querySelector('#exchange .line').textContent")
    local out = rig.sh(("export CATTLE_ACCESS_KEY=%s CATTLE_SECRET_KEY=%s; %s -s -m 10"):format(server.access, server.secret, line))
    assert.equal("row-1", rig.json.decode(out).data[1].name)
  end)

  it("works by the keyboard alone", function()
    go("/v1/accounts")
    page:press("Tab")
    assert.equal("Skip to the content", js("return document.activeElement.textContent"))
    page:press("Enter", "Tab")
    -- The first thing in the content is the button that creates.
    assert.equal("account", js("return document.activeElement.dataset.create"))
    page:press("Enter")
    until_js("the form", "document.activeElement && document.activeElement.name === 'name'")
    page:write("by keys")
    for _ = 1, 40 do
      if js("return document.activeElement.type === 'submit' && document.activeElement.closest('dialog') !== null") then break end
      page:press("Tab")
    end
    assert.equal("Create", js("return document.activeElement.textContent"))
    page:press("Enter")
    until_js("the account", "document.querySelector('main h1').textContent.startsWith('by keys')")
    assert.equal(1, #server:get("/v1/accounts?name=by%20keys").data)
    js("document.querySelector('#content').focus(); return 1") -- where the skip link leads
    for _ = 1, 40 do
      if js("return document.activeElement.dataset && document.activeElement.dataset.do === 'update'") then break end
      page:press("Tab")
    end
    page:press("Enter")
    until_js("the form", "document.querySelector('dialog') !== null")
    page:press("Escape")
    until_js("back where it was", "document.activeElement.dataset.do === 'update'")
  end)

  it("fits a narrow screen, is dark where one wants it, and asks nobody else", function()
    for _, path in ipairs { "/v1/accounts", "/v1/containers", "/v1/schemas/container", "/v1" } do
      page:devtools("Emulation.setDeviceMetricsOverride", { width = 360, height = 740, deviceScaleFactor = 1, mobile = false })
      go(path)
      assert.is_true(js("return document.documentElement.scrollWidth <= innerWidth"), path .. " is too wide")
      local function back() return js("return getComputedStyle(document.body).backgroundColor") end
      page:devtools("Emulation.setEmulatedMedia", { features = { { name = "prefers-color-scheme", value = "light" } } })
      local light = back()
      page:devtools("Emulation.setEmulatedMedia", { features = { { name = "prefers-color-scheme", value = "dark" } } })
      assert.not_equal(light, back())
      page:devtools("Emulation.clearDeviceMetricsOverride", rig.json.decode("{}"))
      assert.same({}, js("return performance.getEntriesByType('resource').map((e) => new URL(e.name)).filter((u) => u.origin !== location.origin)"))
      assert.equal("1 1 1", js("return ['main', 'header', 'main h1'].map((s) => document.querySelectorAll(s).length).join(' ')"))
    end
  end)

  it("is no blank page when the server is away", function()
    go("/v1/accounts/1a1")
    js("document.querySelector('[data-do=update]').click(); return 1")
    until_js("the form", "document.querySelector('dialog form') !== null")
    server:stop()
    js("document.querySelector('dialog form').elements.description.value = 'x'; document.querySelector('dialog form').requestSubmit(); return 1")
    until_js("why", "document.querySelector('dialog p.error').textContent.includes('No answer')")
    assert.equal("x", js("return document.querySelector('dialog form').elements.description.value"))
    server:start()
  end)
end)
