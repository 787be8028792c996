--- The Lua files of the tree, for specs that load them by themselves.

local sources = {}

--- The paths of all in a directory.
function sources.files(directory)
  local names = {}
  local pipe = assert(io.popen("ls " .. directory .. "/*.lua"))
  for path in pipe:lines() do
    names[#names + 1] = path
  end
  pipe:close()
  return names
end

--- What each of them returns, with its path.
function sources.load_all(directory)
  local list = {}
  for _, path in ipairs(sources.files(directory)) do
    local one = dofile(path)
    one.path = path
    list[#list + 1] = one
  end
  return list
end

--- Child types and their bases, as the schemas have it.
function sources.bases()
  local bases = {}
  for _, path in ipairs(sources.files("api/schemas")) do
    for line in io.lines(path) do
      local parent = line:match('^  parent = "(%w+)"')
      if parent then
        bases[path:match("(%w+)%.lua$")] = parent
      end
    end
  end
  return bases
end

return sources
