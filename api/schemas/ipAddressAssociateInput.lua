--- Which address another one is associated with.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("ipAddressAssociateInput", {
  description = "Which address another one is associated with.",
  table = false,
  methods = {
    collection = "POST", resource = "GET PUT DELETE",
    user = { collection = "POST", resource = "GET" },
  },
  fields = {
    { ipAddressId = field.reference {
      to = "ipAddress", access = "rcu", user = "rc", nullable = false, fields = true,
      description = "The address that the public one shall lead to.",
    } },
  },
})
