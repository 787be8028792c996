--- The fields that nearly every type has, described once.
--
-- A schema file takes one by its name and says who may see, create and update it:
-- `{ name = standard.name { access = "rcu", user = "rcu" } }`.

local schema = require("stampede.schema")

local field = schema.field
local standard = {}

-- What a type says goes over what is common to all.
local function with(common, options)
  for key, value in pairs(options or {}) do
    common[key] = value
  end
  return common
end

function standard.id(options)
  return field.int(with({ description = "The number by which the resource is known." }, options))
end

function standard.name(options)
  return field.string(with({
    max_length = 255,
    description = "A name for people; need not be unique.",
  }, options))
end

function standard.description(options)
  return field.string(with({
    max_length = 1024,
    description = "A note for people.",
  }, options))
end

function standard.uuid(options)
  return field.string(with({
    max_length = 128,
    description = "A name that no other resource has, here or in another installation.",
  }, options))
end

function standard.kind(options)
  return field.string(with({
    max_length = 255,
    description = "Which kind of this type it is; a child type's name for one of those.",
  }, options))
end

function standard.state(options)
  return field.enum(with({
    max_length = 128,
    nullable = false,
    description = "Where it is in its life.",
  }, options))
end

function standard.accountId(options)
  return field.reference(with({
    to = "account",
    max_length = 255,
    description = "The account that owns it.",
  }, options))
end

function standard.created(options)
  return field.date(with({ max_length = 255, description = "When it was made." }, options))
end

function standard.removed(options)
  return field.date(with({
    max_length = 255,
    description = "When it was removed; null while it is not.",
  }, options))
end

function standard.removeTime(options)
  return field.date(with({
    max_length = 255,
    description = "When a removed one is purged.",
  }, options))
end

function standard.transitioning(options)
  return field.enum(with({
    options = { "yes", "no", "error" },
    nullable = false,
    description = "Whether a process is under way, or the last one failed.",
  }, options))
end

function standard.transitioningMessage(options)
  return field.string(with({
    description = "What goes on, or why the last process failed.",
  }, options))
end

function standard.transitioningProgress(options)
  return field.int(with({
    description = "How far the work has come, in percent.",
  }, options))
end

function standard.data(options)
  return field.map(with({
    of = "json",
    max_length = 65535,
    description = "Everything else that is kept of it; `fields` holds fields.",
  }, options))
end

return standard
