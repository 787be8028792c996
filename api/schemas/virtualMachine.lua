--- A virtual machine run by libvirt.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("virtualMachine", {
  parent = "instance",
  description = "A virtual machine run by libvirt.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
    user = { collection = "GET POST", resource = "GET PUT DELETE" },
  },
  fields = {
    { kind = standard.kind { user = "r" } },
    { memoryMb = field.int {
      access = "rc", user = "rc", max_length = 255, default = 256,
      description = "Memory, in MiB.",
    } },
    { vcpu = field.int {
      access = "rc", user = "rc", fields = true,
      description = "Virtual processors; 1 when absent.",
    } },
    { libvirtVncAddress = field.string {
      nullable = false, fields = true,
      description = "Where its screen is reached on its host by VNC: an address, or the "
        .. "path of a socket.",
    } },
    { libvirtVncPassword = field.string {
      nullable = false, fields = true,
      description = "The password of its screen; none is needed on a socket.",
    } },
    { compute = field.int {
      access = "rc", user = "rc", max_length = 255,
      description = "Units of compute it takes from its host.",
    } },
    { imageId = field.reference {
      to = "image", access = "rc", user = "rc", max_length = 255,
      description = "The image it is made from.",
    } },
    { imageUuid = field.string {
      access = "rc", user = "rc", fields = true,
      description = "The image by its uuid; `docker:NAME[:TAG]` names a Docker image.",
    } },
    { offeringId = field.reference {
      to = "offering", access = "", super = "rcu", max_length = 255,
      description = "The prepared set of sizes that it was made from.",
    } },
    { networkIds = field.array {
      of = "reference[network]", access = "rc", user = "rc", input_only = true, fields = true,
      description = "Networks to connect to, one interface each.",
    } },
    { subnetIds = field.array {
      of = "reference[subnet]", access = "rc", user = "rc", input_only = true, fields = true,
      description = "Subnets to connect to, one interface each; not together with networkIds.",
    } },
    { vnetIds = field.array {
      of = "reference[vnet]", access = "rc", input_only = true, fields = true,
      description = "Virtual networks to connect to, one interface each.",
    } },
    { publicIpAddressPoolId = field.reference {
      to = "ipPool", access = "rcu", fields = true,
      description = "The pool from which it gets a public address.",
    } },
    { startOnCreate = field.boolean {
      access = "rc", user = "rc", default = true, nullable = false, fields = true,
      description = "Whether it is started when it has been created.",
    } },
  },
})
