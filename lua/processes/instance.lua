--- The life of an instance: one container or one virtual machine on one host.
--
-- A transition leaves `from`, rests in `via` while its handlers run, and reaches `to` when
-- the last one returns. Handlers may run again after a crash, so every one is idempotent.
-- The place on a host is a second life beside the first (allocationState): it is taken by
-- the first start and kept until the instance is purged.

local process = require("stampede.process")

return process.define("instance", {
  initial = "requested",

  create = {
    from = "requested", via = "creating", to = "stopped",
    fallback = "start",
    handlers = { "instance_create" },
    post = { "instance_links", "instance_ports", "instance_start_on_create" },
    on_failure = "remove", retries = 10, deadline = 3600,
  },
  start = {
    from = { "stopped", "creating" }, via = "starting", to = "running",
    pre = { "instance_agent_items" },
    handlers = { "instance_start" },
    post = { "instance_agent_up" },
    on_failure = "stop", retries = 10, deadline = 3600,
  },
  stop = {
    from = { "running", "starting", "updating-running", "updating-stopped" },
    via = "stopping", to = "stopped",
    fallback = "remove",
    handlers = { "instance_stop" },
    post = { "instance_after_stop" },
    retries = -1,
  },
  restart = {
    from = "running", via = "restarting", to = "running",
    handlers = { "instance_restart" },
  },
  migrate = { from = "running", via = "migrating", to = "running" },
  update = {
    from = { "running", "stopped" },
    via = { running = "updating-running", stopped = "updating-stopped" },
    to = { ["updating-running"] = "running", ["updating-stopped"] = "stopped" },
  },

  remove = {
    from = {
      "requested", "creating", "stopped", "starting", "stopping",
      "updating-running", "updating-stopped",
    },
    via = "removing", to = "removed",
    handlers = { "instance_remove" },
    retries = -1,
  },
  restore = {
    from = "removed", via = "restoring", to = "stopped",
    handlers = { "instance_restore" },
  },
  purge = {
    from = "removed", via = "purging", to = "purged",
    handlers = { "instance_purge" },
    retries = -1,
  },

  allocate = {
    column = "allocationState",
    from = "inactive", via = "activating", to = "active",
    handlers = { "instance_allocate" },
  },
  deallocate = {
    column = "allocationState",
    from = { "activating", "active" }, via = "deactivating", to = "inactive",
    handlers = { "instance_deallocate" }, retries = -1,
  },
})
