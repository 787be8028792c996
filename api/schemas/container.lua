--- A Docker container.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("container", {
  parent = "instance",
  description = "A Docker container.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
    user = { collection = "GET POST", resource = "GET PUT DELETE" },
  },
  fields = {
    { uuid = standard.uuid { user = "r" } },
    { kind = standard.kind { user = "r" } },
    { command = field.string {
      access = "rc", user = "rc", min_length = 1, fields = true,
      description = "The program to run instead of the image's own; split into words when "
        .. "there are no arguments.",
      placeholder = "httpd",
    } },
    { commandArgs = field.array {
      of = "string", access = "rc", user = "rc", fields = true,
      description = "Arguments of `command`.",
      placeholder = "-f",
    } },
    { environment = field.map {
      of = "string", access = "rc", user = "rc", nullable = false, fields = true,
      description = "Environment variables.",
    } },
    { directory = field.string {
      access = "rc", user = "rc", min_length = 1, fields = true,
      description = "The directory it starts in.",
      placeholder = "/srv",
    } },
    { user = field.string {
      access = "rc", user = "rc", min_length = 1, fields = true,
      description = "The user it runs as, in the container.",
      placeholder = "www-data",
    } },
    { hostname = field.string {
      access = "rc", user = "rc", min_length = 1, max_length = 255,
      description = "Its host name inside; by default one is made.",
    } },
    { memoryMb = field.int {
      access = "rc", user = "rc", contract = { access = "r" }, max_length = 255,
      description = "Most memory it may use, in MiB; no limit when absent.",
    } },
    { privileged = field.boolean {
      access = "rc", default = false, nullable = false, fields = true,
      description = "Whether it may do everything the host may.",
    } },
    { dockerVolumes = field.array {
      of = "string", access = "rc", fields = true,
      description = "Volumes: `/path`, or `/on/host:/in/container[:ro]`.",
      placeholder = "/srv/data:/data:ro",
    } },
    { restartPolicy = field.map {
      extension = true, of = "json", access = "rc", user = "rc", fields = true,
      description = "Docker's restart policy: `name` no, always, unless-stopped or "
        .. "on-failure, and `maximumRetryCount`. (Not in the 2014 system.)",
    } },
    { labels = field.map {
      extension = true, of = "string", access = "rc", user = "rc", fields = true,
      description = "Docker labels it gets. (Not in the 2014 system.)",
    } },
    { exitCode = field.int {
      extension = true, user = "r", fields = true,
      description = "With what its program last ended. (Not in the 2014 system.)",
    } },
    { dockerId = field.string {
      extension = true, user = "r", fields = true,
      description = "Docker's id of the container. (Not in the 2014 system.)",
    } },
    { compute = field.int {
      access = "rc", max_length = 255,
      description = "Units of compute it takes from its host.",
    } },
    { imageId = field.reference {
      to = "image", access = "rc", user = "rc", max_length = 255,
      description = "The image it is made from.",
    } },
    { imageUuid = field.string {
      access = "rc", user = "rc", fields = true,
      description = "The image by its uuid; `docker:NAME[:TAG]` names a Docker image.",
      placeholder = "docker:busybox:latest",
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
    { instanceLinks = field.map {
      of = "reference[instance]", access = "rc", user = "rc", input_only = true, fields = true,
      description = "Names of links, and the instances they lead to.",
    } },
    { startOnCreate = field.boolean {
      access = "rc", user = "rc", default = true, nullable = false, fields = true,
      description = "Whether it is started when it has been created.",
    } },
  },
})
