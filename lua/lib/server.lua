--- What Lua may ask of the server's own parts.

local raw = require("stampede.raw")

local server = {}

--- What was removed is looked through soon, instead of only when it is heard of.
function server.purge()
  raw.server.purge()
end

return server
