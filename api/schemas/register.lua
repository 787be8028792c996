--- The request of a new host to be let in.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("register", {
  parent = "genericObject",
  plural = "register",
  description = "The request of a new host to be let in.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
    register = { collection = "GET POST", resource = "GET DELETE" },
  },
  fields = {
    { id = standard.id { register = "r" } },
    { name = standard.name { access = "rcu", register = "rcu" } },
    { description = standard.description { access = "rcu", register = "rcu" } },
    { uuid = standard.uuid { access = "rc", register = "r" } },
    { kind = standard.kind { access = "rc", register = "r" } },
    { state = standard.state { register = "r" } },
    { key = field.string {
      access = "rc", register = "rc", max_length = 255, required = true, nullable = true,
      description = "A secret of the new host's own; whoever knows it sees the keys.",
    } },
    { authToken = field.string {
      nullable = false, fields = true,
      description = "The two keys as one header of HTTP Basic authentication.",
    } },
    { accessKey = field.string {
      register = "r", nullable = false, fields = true,
      description = "The access key of the new agent.",
    } },
    { secretKey = field.password {
      wire = "string", register = "r", nullable = false, fields = true,
      description = "The secret key of the new agent.",
    } },
    { token = field.string {
      access = "", super = "", filters = "eq",
      description = "Nothing: a filter that the contract declares.",
    } },
    { created = standard.created { register = "r" } },
    { removed = standard.removed { register = "r" } },
    { transitioning = standard.transitioning { register = "r" } },
    { transitioningMessage = standard.transitioningMessage { register = "r" } },
    { transitioningProgress = standard.transitioningProgress { register = "r" } },
  },
  actions = {
    activate = {}, create = {}, deactivate = {}, purge = {}, remove = {}, restore = {}, update = {},
    -- The contract declares it by a slip; there is no state in which it is offered.
    stop = { input = "instanceStop", output = "instance", states = { "stopping" } },
  },
})
