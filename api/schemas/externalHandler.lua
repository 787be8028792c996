--- A program outside that works in processes, as it was registered.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("externalHandler", {
  description = "A program outside that works in processes: it subscribes to their events and answers them.",
  table = true,
  methods = {
    collection = "GET POST", resource = "GET PUT DELETE",
  },
  fields = {
    { id = standard.id() },
    { name = standard.name {
      access = "rcu", valid_chars = "._0-9a-zA-Z",
      description = "Its name, as it stands in the events: `PROCESS;handler=NAME`.",
    } },
    { description = standard.description { access = "rcu" } },
    { uuid = standard.uuid { access = "rc" } },
    { kind = standard.kind { access = "rc" } },
    { state = standard.state() },
    { processNames = field.array {
      of = "string", access = "rc", required = true, input_only = true, fields = true,
      description = "The processes it works in; `pre.` or `post.` before a name puts it before or "
        .. "behind the handlers, and commas divide several in one text.",
    } },
    { priorityName = field.enum {
      options = { "pre", "specific", "default_override" }, access = "r", default = "specific",
      fields = true, nullable = false,
      description = "Where it stands among the handlers: 500, 1000 or 1500; the system's own are at 2000.",
    } },
    { priority = field.int {
      access = "rcu", max_length = 255,
      description = "Where it stands among the handlers, by number; goes before priorityName.",
    } },
    { retries = field.int {
      access = "rcu", min = 1, fields = true,
      description = "How often it is asked in all before it counts as silent; 3 if not set.",
    } },
    { timeoutMillis = field.int {
      access = "rcu", min = 1000, fields = true,
      description = "How long it may take to answer, each time; 15000 if not set.",
    } },
    { onAbsent = field.enum {
      extension = true, options = { "wait", "skip", "fail" }, access = "rcu", default = "wait", fields = true,
      nullable = false,
      description = "What a process does while nobody subscribes: waits, goes on without it, or fails.",
    } },
    { created = standard.created() },
    { removed = standard.removed() },
    { removeTime = standard.removeTime { access = "ru" } },
    { transitioning = standard.transitioning() },
    { transitioningMessage = standard.transitioningMessage() },
    { transitioningProgress = standard.transitioningProgress() },
    { data = standard.data { access = "rcu" } },
  },
})
