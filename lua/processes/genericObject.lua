--- The life of an object without a type of its own.
--
-- A `register` is the request of a new host to be let in: it gets an agent and that one's keys.

local process = require("stampede.process")

return process.standard("genericObject", {
  create = { delegate = true, handlers = { "register_create" } },
})
