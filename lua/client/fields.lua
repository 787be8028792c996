--- Texts from the command line into the values of a field, as its type in the schema says.

local fault = require("client.fault")
local raw = require("client.raw")
local words = require("client.words")

local fields = {}

-- From this length on a text is a document rather than a name, and may come from a file.
local LONG = 4096

--- "array[reference[network]]" -> "array", "reference[network]"; "int" -> "int", nil.
function fields.split(type_name)
  local outer, inner = type_name:match("^(%a+)%[(.*)%]$")
  return outer or type_name, inner
end

--- How words.parse has to read an option of this type.
function fields.kind(type_name)
  local outer = fields.split(type_name)
  if outer == "boolean" then return "boolean" end
  if outer == "array" then return "list" end
  return "value"
end

local function is_long(field)
  local outer = fields.split(field.type)
  return outer == "json" or outer == "blob" or outer == "map" or outer == "array"
    or (outer == "string" and (field.maxLength or 0) >= LONG)
end

-- "@FILE" is what stands in it, "@-" what comes in; "@@x" is "@x".
local function from_file(field, text)
  if text:sub(1, 1) ~= "@" or not is_long(field) then return text end
  if text:sub(2, 2) == "@" then return text:sub(2) end
  if text == "@-" then return io.read("a") end
  local content, err = raw.file.read(text:sub(2))
  if not content then
    fault.usage(("--%s: %s"):format(field.name, err.message), "a text that begins with @ is written @@")
  end
  return content
end

local function json_of(field, text)
  local value, err = raw.json.decode(text)
  if value == nil and err then
    fault.usage(("--%s: %q is no JSON: %s"):format(field.name, text, err.message))
  end
  return value == nil and raw.json.null or value
end

--- One value; `refer(type, text)` gives the id of what is called so.
local function scalar(field, type_name, text, refer)
  local outer, inner = fields.split(type_name)
  if outer == "reference" then
    if text == "" or text == "null" then return raw.json.null end
    return refer(inner, text, field.name)
  elseif outer == "string" or outer == "password" then
    return text
  elseif text == "null" and field.nullable then
    return raw.json.null
  elseif outer == "boolean" then
    local truth = words.truth(text)
    if truth == nil then fault.usage(("--%s is true or false, not %q"):format(field.name, text)) end
    return truth
  elseif outer == "int" or outer == "float" then
    -- What is no number, the server refuses with all that it knows about the field.
    local number = text:match("^[+-]?%d+%.?%d*$") and tonumber(text)
    return number and (math.tointeger(number) or number) or text
  elseif outer == "json" then
    if text:match("^%s*[%[{\"]") or text:match("^%-?%d") or text == "true" or text == "false" then
      return json_of(field, text)
    end
    return text
  elseif outer == "array" or outer == "map" then
    return fields.value({ name = field.name, type = type_name, nullable = field.nullable }, { text }, refer)
  end
  return text
end

-- "a=1,b=2" is two pairs, as it was in 2014; a comma that no new name follows belongs to the value.
local function split_pairs(text)
  local found = {}
  for piece in (text .. ","):gmatch("(.-),") do
    if piece:match("^[%w_.-]+=") or #found == 0 then
      found[#found + 1] = piece
    else
      found[#found] = found[#found] .. "," .. piece
    end
  end
  return found
end

--- A field's value of all the texts that were given for it. An empty list or map: one empty text.
function fields.value(field, texts, refer)
  local outer, inner = fields.split(field.type)
  if outer == "array" then
    local list = {}
    for i, text in ipairs(texts) do
      text = from_file(field, text)
      local is_json = text:match("^%s*%[") and raw.json.items(text)
      if is_json then
        for _, item in ipairs(is_json) do
          local value = raw.json.decode(item)
          list[#list + 1] = type(value) == "string" and scalar(field, inner, value, refer)
            or (value == nil and raw.json.null or value)
        end
      elseif not (text == "" and i == 1 and #texts == 1) then
        list[#list + 1] = scalar(field, inner, text, refer)
      end
    end
    return #list > 0 and list or raw.json.decode("[]")
  elseif outer == "map" then
    local map = {}
    for _, text in ipairs(texts) do
      text = from_file(field, text)
      if text:match("^%s*{") then
        local value = json_of(field, text)
        for key, member in pairs(value) do
          map[key] = type(member) == "string" and scalar(field, inner, member, refer) or member
        end
      elseif text ~= "" then
        for _, pair in ipairs(split_pairs(text)) do
          local key, value = pair:match("^([^=]+)=(.*)$")
          if not key then
            fault.usage(("--%s: %q is not of the form NAME=VALUE"):format(field.name, pair),
              ("type --%s NAME=VALUE, as often as there are, or JSON: --%s '{\"NAME\":\"VALUE\"}'"):format(field.name,
                field.name))
          end
          map[key] = scalar(field, inner, value, refer)
        end
      end
    end
    return map
  end
  return scalar(field, field.type, from_file(field, texts[#texts]), refer)
end

return fields
