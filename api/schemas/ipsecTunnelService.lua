--- Encrypted tunnels between the hosts of a network.

local schema = require("stampede.schema")

return schema.define("ipsecTunnelService", {
  parent = "networkService",
  description = "Encrypted tunnels between the hosts of a network.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
})
