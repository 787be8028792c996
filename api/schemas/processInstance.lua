--- One durable request to run a process on one resource; never without a reason for waiting.

local schema = require("stampede.schema")

local field = schema.field

return schema.define("processInstance", {
  description = "One durable request to run a process on one resource; never without a "
    .. "reason for waiting.",
  table = false, filters = true,
  methods = {
    collection = "GET", resource = "GET",
  },
  actions = {
    retry = {
      extension = true,
      description = "Begins again at once; attempts and deadline are counted anew.",
    },
    skip = {
      extension = true,
      description = "Passes over the handler in hand, in this and all later attempts.",
    },
    complete = {
      extension = true,
      description = "Assumes it done: the resource goes to the done state.",
    },
    rollback = {
      extension = true,
      description = "Runs its on_failure process; where there is none, as cancel.",
    },
    cancel = {
      extension = true,
      description = "Gives up: the resource goes back to the state it had at rest.",
    },
  },
  fields = {
    { id = field.int { description = "The number of the process instance." } },
    { processName = field.string {
      max_length = 128,
      description = "The process: `instance.start`.",
    } },
    { resourceType = field.string {
      max_length = 128,
      description = "Of which type the resource is that it moves.",
    } },
    { resourceId = field.string {
      access = "rcu", max_length = 128,
      description = "The resource it moves.",
    } },
    { phase = field.string {
      max_length = 128,
      description = "How far this attempt has come: REQUESTED, STARTED, the phases of "
        .. "handlers, DONE.",
    } },
    { step = field.string {
      extension = true,
      description = "What it does now: `queued`, `running`, `committing`, `stalled` (the store took no "
        .. "commit), `sleeping` (until the next attempt), `ending`, `ended`.",
    } },
    { handler = field.string {
      extension = true, description = "The innermost handler that runs, or that failed; what `skip` passes over.",
    } },
    { path = field.string {
      extension = true, description = "The way to it through nested runs: "
        .. "`instance.start(instance_start)->nic.activate(nic_activate)`.",
    } },
    { hostId = field.reference {
      extension = true, to = "host", description = "The host it is about, or whose agent it waits for.",
    } },
    { attempt = field.int { extension = true, description = "How many times it has been begun." } },
    { nextAttempt = field.date {
      extension = true, description = "When it will be tried again; null when nothing is planned.",
    } },
    { waitingOn = field.string {
      extension = true, description = "What it waits for, and which one: `agent 3`, `timer`, `process 12`.",
    } },
    { waitingKind = field.string {
      extension = true,
      description = "The kind of what it waits for: `agent`, `process`, `lock`, `timer`, `store`, ...",
    } },
    { waitingId = field.string { extension = true, description = "Which one: the id of that agent or process." } },
    { waitingSince = field.date { extension = true, description = "Since when it waits for that." } },
    { lastError = field.string { extension = true, description = "Why the last attempt failed." } },
    { violations = field.array {
      extension = true, of = "json",
      description = "What its handlers did that a second run would do again: handler, file, line, effect, detail, "
        .. "why. Of one that is asked for by id; null when there are none.",
    } },
    { actor = field.string { extension = true, description = "Who asked for it." } },
    { result = field.string {
      max_length = 128,
      description = "How it ended: SUCCESS or CANCELED.",
    } },
    { exitReason = field.string {
      max_length = 128,
      description = "Why it ended, or why its last attempt did.",
    } },
    { startTime = field.date { max_length = 255, description = "When it was accepted." } },
    { endTime = field.date {
      max_length = 255,
      description = "When it ended; null while it is pending.",
    } },
    { priority = field.int { max_length = 255, description = "Higher ones go first." } },
    { data = field.map {
      of = "json", access = "rcu", max_length = 65535,
      description = "What it was asked with, and what its handlers noted.",
    } },
    { startProcessServerId = field.string {
      access = "rcu", max_length = 128,
      description = "The server that accepted it.",
    } },
    { runningProcessServerId = field.string {
      access = "rcu", max_length = 128,
      description = "The server that runs it.",
    } },
  },
})
