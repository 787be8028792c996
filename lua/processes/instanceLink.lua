--- The life of a link from one instance to another.
--
-- Its address and ports stay while it is: when it is given another target (update), what was
-- connected to goes elsewhere and the instance that uses it notices nothing.

local process = require("stampede.process")

return process.standard("instanceLink", {
  activate = { handlers = { "instance_link_activate" }, post = { "instance_link_items" } },
  update = { post = { "instance_link_items" } },
  purge = { handlers = { "instance_link_purge" } },
})
