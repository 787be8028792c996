--- A file of Lua that the server runs, or refuses to run.

local schema = require("stampede.schema")
local standard = require("stampede.standard")

local field = schema.field

return schema.define("script", {
  extension = true,
  description = "A file of Lua: a drop-in, or a handler that is built in.",
  methods = { collection = "GET", resource = "GET" },
  fields = {
    { id = standard.id {} },
    { name = standard.name { description = "The file's name without .lua." } },
    { uuid = standard.uuid {} },
    { kind = standard.kind {} },
    { path = field.string {
      indexed = true, max_length = 255,
      description = "The file, as errors and tracebacks name it.",
    } },
    { state = standard.state {
      options = { "active", "refused", "disabled" },
      description = "Active: what is on disk runs. Refused: it does not, `error` says why, `runningSha256` which "
        .. "version before it still does. Disabled: switched off by an operator.",
    } },
    { error = field.string { description = "Why what is on disk was refused, with file and line." } },
    { kinds = field.array { of = "string", description = "What it holds: schema, lifecycle, handler." } },
    { attachedTo = field.json {
      description = "Where its handlers run: process, phase, place in the order of the phase, and handler.",
    } },
    { idle = field.string { description = "Why its handlers never run; null when something attaches them." } },
    { builtin = field.boolean { nullable = false, description = "Whether it came with the program." } },
    { disabled = field.boolean { nullable = false, description = "Whether an operator switched it off." } },
    { runs = field.int { place = "live", description = "How often its handlers ran since the server started." } },
    { failures = field.int { place = "live", description = "How many of these runs failed." } },
    { meanTime = field.float { place = "live", description = "How long a run took, in ms, waits included." } },
    { proof = field.string {
      description = "Whether its handlers were shown to be idempotent before they took effect: `shown`, or why they "
        .. "could not be tried. One that is not idempotent is refused.",
    } },
    { loadedAt = field.date { description = "When the version that runs was attached." } },
    { sha256 = field.string { max_length = 64, description = "Of what is on disk." } },
    { runningSha256 = field.string { max_length = 64, description = "Of the version that runs; null: none does." } },
    { created = standard.created {} },
    { removed = standard.removed { description = "When the file was taken away; null while it is there." } },
  },
  actions = {
    disable = {
      input = "scriptDisable", states = { "active", "refused" },
      description = "Switches it off, across restarts.",
    },
    enable = { states = { "disabled" }, description = "Switches it on again." },
  },
})
