--- Names of Docker images: `docker:[registry/][namespace/]repository[:tag|@digest]`.

local image_name = {}

-- One part of a path as registries allow it.
local function good_part(part)
  return part:find("^[a-z0-9]") and part:find("[a-z0-9]$") and not part:find("[^a-z0-9._%-]")
end

local function good_registry(part)
  return part:find("^[%w][%w.%-]*$") or part:find("^[%w][%w.%-]*:%d+$")
end

-- A first part with a dot or a port, or localhost, is a registry.
local function split_registry(rest)
  local first, others = rest:match("^([^/]+)/(.+)$")
  if first and (first:find("[.:]") or first == "localhost") then
    if not good_registry(first) then
      return nil
    end
    return others, first
  end
  return rest
end

local function split_version(rest)
  local path, digest = rest:match("^(.-)@(%w+:%x+)$")
  if path then
    return path, digest, "@"
  end
  local tag
  path, tag = rest:match("^(.-):([%w_][%w_.%-]*)$")
  if path and #tag <= 128 then
    return path, tag, ":"
  end
  return rest, "latest", ":"
end

--- {fullName, qualifiedName, repository, namespace, tag, registry}, or nil when it is none.
function image_name.parse(text)
  local rest = text:match("^docker:(.+)$")
  if not rest or #rest > 250 then
    return nil
  end
  local registry
  rest, registry = split_registry(rest)
  if not rest then
    return nil
  end
  local path, tag, mark = split_version(rest)
  local parts = {}
  for part in (path .. "/"):gmatch("(.-)/") do
    if not good_part(part) then
      return nil
    end
    parts[#parts + 1] = part
  end
  if #parts == 0 then
    return nil
  end
  local qualified = (registry and registry .. "/" or "") .. path
  return {
    fullName = qualified .. mark .. tag,
    qualifiedName = qualified,
    repository = parts[#parts],
    namespace = #parts > 1 and table.concat(parts, "/", 1, #parts - 1) or nil,
    tag = tag,
    registry = registry,
  }
end

return image_name
