--- The life of an image; its copies have lives of their own (imageStoragePoolMap).

local process = require("stampede.process")

return process.standard("image", {
  create = { delegate = true },
})
