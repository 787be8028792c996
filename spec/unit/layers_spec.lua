--- The layers of DESIGN are kept: every include and require goes downward, never sideways.

local function lines_of(command)
  local pipe = assert(io.popen(command))
  local list = {}
  for line in pipe:lines() do list[#list + 1] = line end
  pipe:close()
  return list
end

-- Siblings (same number, other folder) may not see each other, but for what DESIGN grants.
local LEVEL = { base = 0, loop = 1, store = 2, http = 2, engine = 3, host = 3, link = 3, sim = 3, script = 4 }
local ROLES = 5
local API = 8

local function place(path)
  local folder = path:match("^core/([^/]+)/")
  if folder then return folder, LEVEL[folder] end
  if path:match("^core/[^/]+$") then return "roles", ROLES end
  if path:match("^api/") then return "api", API end
end

describe("layers", function()
  it("includes only what lies below", function()
    local bad, seen = {}, 0
    for _, path in ipairs(lines_of("ls core/*.[ch] core/*/*.[ch] api/*.[ch]")) do
      local folder, level = place(path)
      assert.is_truthy(level, path .. " is in a folder that has no layer")
      for line in io.lines(path) do
        local target = line:match('^%s*#%s*include%s+"([^"]+)"')
        if target then
          seen = seen + 1
          local other = target:match("^([^/]+)/")
          local other_level = other == "api" and API or LEVEL[other]
          -- The roles join the parts: they may name the API they serve.
          local joins = folder == "roles" and (other == "api" or not other)
          local own = other == folder or (not other and folder == "roles")
          if not own and not joins and not (other_level and other_level < level) then
            bad[#bad + 1] = path .. " includes " .. target
          end
        end
      end
    end
    assert.is_true(seen > 50)
    assert.same({}, bad)
  end)

  it("lets handlers, processes and schemas require stampede modules only", function()
    local bad, seen = {}, 0
    local files = lines_of("ls lua/handlers/*.lua lua/processes/*.lua lua/commands/*.lua api/schemas/*.lua")
    for _, path in ipairs(files) do
      seen = seen + 1
      for line in io.lines(path) do
        for name in line:gmatch('require%s*%(?%s*["\']([^"\']+)["\']') do
          if not name:match("^stampede%.") or name == "stampede.raw" then
            bad[#bad + 1] = path .. " requires " .. name
          end
        end
      end
    end
    assert.is_true(seen > 20)
    assert.same({}, bad)
  end)

  it("keeps the command line to itself: it knows the server by its API only", function()
    local bad, seen = {}, 0
    for _, path in ipairs(lines_of("ls lua/client/*.lua")) do
      for line in io.lines(path) do
        for name in line:gmatch('require%s*%(?%s*["\']([^"\']+)["\']') do
          seen = seen + 1
          if not name:match("^client%.") then bad[#bad + 1] = path .. " requires " .. name end
        end
      end
    end
    assert.is_true(seen > 30)
    assert.same({}, bad)
  end)

  it("keeps raw bindings inside lua/lib", function()
    local bad = {}
    for _, path in ipairs(lines_of("grep -lr 'stampede.raw' lua api spec --include=*.lua")) do
      if not path:match("^lua/lib/") and not path:match("^lua/meta/") and not path:match("^spec/") then
        bad[#bad + 1] = path
      end
    end
    assert.same({}, bad)
  end)

  it("keeps the browser to the API", function()
    for _, path in ipairs(lines_of("find ui -type f")) do
      for line in io.lines(path) do
        assert.is_nil(line:match("https?://[%w]"), path .. " names another host: " .. line)
      end
    end
  end)
end)
