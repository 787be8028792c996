--- A pool of public addresses made of one subnet.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("subnetIpPool", {
  parent = "ipPool",
  description = "A pool of public addresses made of one subnet.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
  fields = {
    { gateway = field.string {
      access = "rc", max_length = 255, fields = true,
      description = "The address of its gateway; by default the first one.",
    } },
    { endAddress = field.string {
      access = "rc", max_length = 255, fields = true,
      description = "The last address that is given out; by default the last but five.",
    } },
    { cidrSize = field.int {
      access = "rc", min = 8, max = 28, max_length = 255, required = true, default = 24,
      nullable = true, fields = true,
      description = "How many leading bits all addresses have in common.",
    } },
    { networkAddress = field.string {
      access = "rc", max_length = 255, required = true, nullable = true, fields = true,
      description = "Any address of the range, such as 10.1.2.0.",
    } },
    { startAddress = field.string {
      access = "rc", max_length = 255, fields = true,
      description = "The first address that is given out; by default the second one.",
    } },
  },
})
