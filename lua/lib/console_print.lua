--- How a console shows values: resources as a sheet, lists of them as a table, tables by sorted
-- keys, to a depth and a length that a screen can hold.

local printing = {}

local DEPTH = 4
local ITEMS = 100
local WIDTH = 60 -- of a cell
local COLUMNS = { "id", "type", "name", "state", "processName", "kind", "resourceType", "resourceId", "result",
  "waitingOn", "at", "actor", "transitioningMessage" }

--- For print: strings as they are, the rest as `value` shows it.
function printing.text(value)
  return type(value) == "string" and value or printing.value(value)
end

local function quoted(text)
  return ('"%s"'):format((text:gsub('[%c"\\]', function(c)
    return c == "\n" and "\\n" or c == '"' and '\\"' or c == "\\" and "\\\\" or ("\\%d"):format(c:byte())
  end)))
end

local function sorted(value)
  local keys = {}
  for key in next, value do
    keys[#keys + 1] = key
  end
  table.sort(keys, function(a, b)
    if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then
      return a < b
    end
    return type(a) == "number" and type(b) ~= "number" or type(a) < type(b)
  end)
  return keys
end

local function is_list(value)
  local count = 0
  for _ in next, value do
    count = count + 1
  end
  return count == #value
end

local show

local function show_table(value, depth, seen)
  if seen[value] then
    return "{...}"
  end
  if next(value) == nil then
    return "{}"
  end
  if depth >= DEPTH then
    return "{...}"
  end
  seen[value] = true
  local parts, list, count = {}, is_list(value), 0
  for _, key in ipairs(sorted(value)) do
    count = count + 1
    if count > ITEMS then
      parts[#parts + 1] = "..."
      break
    end
    local item = show(rawget(value, key), depth + 1, seen)
    if list then
      parts[#parts + 1] = item
    elseif type(key) == "string" and key:match("^[%a_][%w_]*$") then
      parts[#parts + 1] = key .. " = " .. item
    else
      parts[#parts + 1] = "[" .. show(key, DEPTH, seen) .. "] = " .. item
    end
  end
  seen[value] = nil
  local line = "{ " .. table.concat(parts, ", ") .. " }"
  if #line <= 100 and not line:find("\n") then
    return line
  end
  local pad = ("  "):rep(depth + 1)
  return "{\n" .. pad .. table.concat(parts, ",\n" .. pad) .. "\n" .. ("  "):rep(depth) .. "}"
end

function show(value, depth, seen)
  if type(value) == "string" then
    return quoted(value)
  end
  if type(value) ~= "table" then
    return tostring(value)
  end
  local meta = getmetatable(value)
  if type(meta) == "table" and rawget(meta, "__tostring") then
    return tostring(value)
  end
  return show_table(value, depth, seen)
end

local function cell(value)
  if value == nil then
    return ""
  end
  local text = type(value) == "string" and value:gsub("%c", " ") or show(value, DEPTH - 1, {})
  if #text > WIDTH then
    text = text:sub(1, WIDTH - 3) .. "..."
  end
  return text
end

--- Rows of one kind under a head line; what no row has is left out.
function printing.rows(list)
  local columns, widths = {}, {}
  for _, name in ipairs(COLUMNS) do
    local width = 0
    for _, row in ipairs(list) do
      width = math.max(width, #cell(rawget(row, name)))
    end
    if width > 0 then
      columns[#columns + 1] = name
      widths[#columns] = math.max(width, #name)
    end
  end
  local lines = {}
  local function line(get)
    local parts = {}
    for i, name in ipairs(columns) do
      local text = get(name)
      parts[i] = i == #columns and text or text .. (" "):rep(widths[i] - #text)
    end
    lines[#lines + 1] = (table.concat(parts, "  "):gsub("%s+$", ""))
  end
  line(function(name) return name end)
  for _, row in ipairs(list) do
    line(function(name) return cell(rawget(row, name)) end)
  end
  lines[#lines + 1] = ("(%d%s)"):format(#list, list.more and ", and more: give a limit or a marker" or "")
  return table.concat(lines, "\n")
end

local HIDDEN = { links = true, actions = true, id = true, type = true, baseType = true }

--- One resource, a field a line; what can be done with it last.
function printing.resource(value)
  local lines = { ("%s %s"):format(value.type or "?", value.id or "") }
  for _, key in ipairs(sorted(value)) do
    if type(key) == "string" and not HIDDEN[key] and not key:find("TS$") then
      lines[#lines + 1] = ("  %-22s %s"):format(key, show(rawget(value, key), 1, {}))
    end
  end
  local actions = {}
  for name in next, rawget(value, "actions") or {} do
    actions[#actions + 1] = name
  end
  table.sort(actions)
  if #actions > 0 then
    lines[#lines + 1] = "  can now: " .. table.concat(actions, ", ")
  end
  return table.concat(lines, "\n")
end

--- Any value, as the answer of a line shows it.
function printing.value(value)
  local meta = type(value) == "table" and getmetatable(value)
  if type(meta) == "table" and rawget(meta, "show") then
    return meta.show(value)
  end
  return show(value, 0, {})
end

return printing
