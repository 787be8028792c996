--- Names as people type them: the letter case, dashes and underscores do not matter.

local names = {}

--- The form in which two spellings of a name are equal: "subnet-ip-pool" and "subnetIpPool".
function names.plain(text)
  return (text:gsub("[-_]", ""):lower())
end

-- How many letters must be changed, added, dropped or swapped with their neighbour.
local function distance(a, b)
  local before, last = nil, {}
  for j = 0, #b do last[j] = j end
  for i = 1, #a do
    local line = { [0] = i }
    for j = 1, #b do
      local same = a:byte(i) == b:byte(j) and 0 or 1
      line[j] = math.min(last[j] + 1, line[j - 1] + 1, last[j - 1] + same)
      if i > 1 and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j) then
        line[j] = math.min(line[j], before[j - 2] + 1)
      end
    end
    before, last = last, line
  end
  return last[#b]
end

--- The candidate that was probably meant, or nil.
function names.nearest(text, candidates)
  local want, best, best_cost = names.plain(text), nil, math.min(3, math.max(1, #text // 3))
  for _, candidate in ipairs(candidates) do
    local have = names.plain(candidate)
    if math.abs(#have - #want) <= best_cost then
      local cost = distance(want, have)
      if cost < best_cost or cost == best_cost and (not best or candidate < best) then
        best, best_cost = candidate, cost
      end
    end
  end
  return best
end

--- " Did you mean X?", or what `otherwise` says.
function names.hint(text, candidates, otherwise)
  local near = names.nearest(text, candidates)
  return near and ("did you mean %s?"):format(near) or otherwise
end

return names
