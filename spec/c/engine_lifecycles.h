/*
 * The lifecycles that the tests of the engine run, and handlers that several of them use.
 */
#ifndef SPEC_ENGINE_LIFECYCLES_H
#define SPEC_ENGINE_LIFECYCLES_H

#include "spec/c/engine_help.h"

static const struct definition_text texts[] = {
	DEFINE("instance", "create", "requested", "creating", "stopped", .fallback = "start",
	       .handlers = {[PHASE_HANDLE] = "create"}, .on_failure = "remove", .retries = 2,
	       .timeout = 5),
	DEFINE("instance", "start", "stopped,creating", "starting", "running",
	       .handlers = {"pre_start", "start,start_more", "post_start"}, .on_failure = "stop",
	       .retries = 2, .timeout = 1),
	DEFINE("instance", "stop", "running,starting,updating-running", "stopping", "stopped",
	       .handlers = {[PHASE_HANDLE] = "stop"}, .retries = -1, .timeout = 5),
	DEFINE("instance", "restart", "running", "restarting", "running",
	       .handlers = {[PHASE_HANDLE] = "restart"}),
	DEFINE("instance", "remove", "requested,stopped,creating,starting,stopping", "removing",
	       "removed"),
	DEFINE("instance", "restore", "removed", "restoring", "stopped"),
	DEFINE("instance", "purge", "removed", "purging", "purged"),
	DEFINE("instance", "update", "running,stopped",
	       "running=updating-running,stopped=updating-stopped",
	       "updating-running=running,updating-stopped=stopped"),
	DEFINE("nic", "create", "requested", "registering", "inactive", .fallback = "activate",
	       .delegate = 1),
	DEFINE("nic", "activate", "inactive,registering", "activating", "active",
	       .handlers = {[PHASE_HANDLE] = "nic"}, .retries = 3, .timeout = 5),
	DEFINE("nic", "deactivate", "active,activating", "deactivating", "inactive"),
	DEFINE("nic", "remove", "inactive,deactivating", "removing", "removed"),
	DEFINE("tag", "create", "requested", "registering", "inactive", .fallback = "activate",
	       .delegate = 1),
	DEFINE("tag", "activate", "inactive,registering", "activating", "active"),
	DEFINE("tag", "remove", "active", "removing", "removed"),
};

#define WORLD(name) \
	struct world name; \
	world_open(&name, texts, sizeof(texts) / sizeof(texts[0]))

/* --- Handlers --------------------------------------------------------------------------- */

static inline void broken(struct world *world, struct run *run, int attempt)
{
	(void)world, (void)attempt;
	world_fail(run, ERROR_INVALID, "no such image");
}

static inline void patches(struct world *world, struct run *run, int attempt)
{
	(void)world, (void)attempt;
	world_return(run, "{\"ip\":\"10.42.0.2\"}");
}

static inline void delegates(struct world *world, struct run *run, int attempt)
{
	struct handler_result result = {.delegate = 1};

	(void)world, (void)attempt;
	engine_handler_done(run, 0, &result, NULL);
}

static inline void chains_stop(struct world *world, struct run *run, int attempt)
{
	struct handler_result result = {.chain = "stop"};

	(void)world, (void)attempt;
	run_patch_data(run, span_of("{\"again\":true}"));
	engine_handler_done(run, 0, &result, NULL);
}

static inline void never_ends(struct world *world, struct run *run, int attempt)
{
	int ms = world->slow_ms;

	world->slow_ms = 60000;
	slow(world, run, attempt);
	world->slow_ms = ms;
}

static inline void nested_over(void *arg, const struct outcome *outcome)
{
	engine_handler_done(arg, outcome->rc, NULL, outcome->rc ? &outcome->err : NULL);
}

/* Runs nic.activate on the nic named in its data, inline. */
static inline void activates_nic(struct world *world, struct run *run, int attempt)
{
	struct request request = {.verb = "activate", .type = world->nic};

	(void)attempt;
	CHECK_INT(json_int(json_get(run_data(run), "nic"), &request.id), 0);
	engine_nested(run, &request, nested_over, run);
}

#endif
