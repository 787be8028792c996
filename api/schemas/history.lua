--- One thing that happened to a resource: who, what, when, how long.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("history", {
  extension = true,
  plural = "history",
  description = "One thing that happened to a resource: who, what, when, how long. Newest first, "
    .. "unless order=asc. Not in the 2014 system.",
  table = false, filters = true,
  methods = {
    collection = "GET", resource = "GET",
  },
  fields = {
    { id = field.int { description = "Its number; later ones are larger." } },
    { created = field.date { description = "When it happened." } },
    { kind = field.string {
      description = "What happened. `state`: it moved; `handler`: one ran; `update`: fields changed; "
        .. "`error`: a process failed; `process`: one was given up; `verb`: an operator did something about one; "
        .. "`create`, `delete`: of what has no lifecycle; `action`: of what is no process; "
        .. "`publish`, `console`: of an account, an event and a console; `login`, `logout`: with a key, "
        .. "refused when there is an error; `violation`: a handler is not idempotent.",
    } },
    { resourceType = field.string { description = "The base type of the resource." } },
    { resourceId = field.string { description = "Which one." } },
    { processInstanceId = field.reference {
      to = "processInstance",
      description = "The process instance it was part of; its nested processes count as that one.",
    } },
    { processName = field.string { description = "The process: `instance.start`." } },
    { actor = field.string {
      description = "Who asked for it, and from where: `1a1 from 127.0.0.1`. A filter may give the "
        .. "account alone.",
    } },
    { fromState = field.string { description = "The state it left; null when that was not noted." } },
    { toState = field.string { description = "The state it moved to." } },
    { handler = field.string { description = "The handler that ran, or that an effect belongs to." } },
    { attempt = field.int { description = "In which attempt of the process." } },
    { milliseconds = field.int { description = "How long the handler took." } },
    { effects = field.array {
      of = "string", description = "What the handler did to the world, by name, each name once.",
    } },
    { error = field.string { description = "Why it failed." } },
    { verb = field.string { description = "What the operator did: `retry`, `skip`, ..." } },
    { old = field.map {
      of = "json",
      description = "What changed fields were before, as the patch that leads back; passwords are null.",
    } },
    { detail = field.json { description = "All that was noted, as it was." } },
  },
})
