--- A command line split into words as a shell would: quotes and backslashes, nothing else.

local words = {}

--- Array of words, or nil and why (an unclosed quote).
function words.split(text)
  local list, word, quote = {}, nil, nil
  local i = 1
  while i <= #text do
    local c = text:sub(i, i)
    if quote == "'" then
      if c == "'" then
        quote = nil
      else
        word = word .. c
      end
    elseif c == "\\" and (not quote or text:find('^["\\$`]', i + 1)) then
      i = i + 1
      word = (word or "") .. text:sub(i, i)
    elseif quote == '"' then
      if c == '"' then
        quote = nil
      else
        word = word .. c
      end
    elseif c == "'" or c == '"' then
      quote = c
      word = word or ""
    elseif c:find("%s") then
      if word then
        list[#list + 1] = word
        word = nil
      end
    else
      word = (word or "") .. c
    end
    i = i + 1
  end
  if quote then
    return nil, "no closing " .. quote
  end
  if word then
    list[#list + 1] = word
  end
  return list
end

return words
