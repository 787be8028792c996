--- Each statement of the contract names a test that exists, or says why there is none (docs/contract.md).

local function read(path)
  local file = assert(io.open(path), path)
  local text = file:read("a")
  file:close()
  return text
end

-- A Python or C function, or a spec whose name begins so.
local function has_test(text, name)
  local plain = name:gsub("%p", "%%%0")
  return text:find("\ndef " .. plain .. "%(") or text:find("\nstatic void " .. plain .. "%(void%)")
    or text:find('it%("' .. plain) or text:find('it%(%("' .. plain)
end

describe("the table of the contract", function()
  local files, rows = {}, {}
  for line in read("docs/contract.md"):gmatch("[^\n]+") do
    local short, path = line:match("^| ([%w_]+) | `([^`]+)` |$")
    if short then files[short] = path end
    local number, statement, proof = line:match("^| (%d+%.%d+) | (.-) | ([^|]+) |$")
    if number then rows[#rows + 1] = { number = number, statement = statement, proof = proof } end
  end

  it("has every section, and no number twice", function()
    local seen, sections = {}, {}
    for _, row in ipairs(rows) do
      assert.is_nil(seen[row.number], row.number)
      seen[row.number] = true
      sections[tonumber(row.number:match("%d+"))] = true
    end
    for section = 1, 26 do assert.is_true(sections[section], "section " .. section) end
    assert.is_true(#rows > 130)
  end)

  it("names tests that exist", function()
    local texts = {}
    for _, row in ipairs(rows) do
      local proof = row.proof:gsub("^otherwise: .*; ", "")
      if not proof:find("^open: ") then
        local short, name = proof:match("^([%w_]+): (.+)$")
        assert.is_not_nil(short and files[short], row.number .. " " .. row.proof)
        texts[short] = texts[short] or "\n" .. read(files[short])
        assert.is_truthy(has_test(texts[short], name), row.number .. ": no test '" .. name .. "' in " .. files[short])
      end
    end
  end)
end)
