/*
 * Ways in which a process can be stuck, each made on purpose: what verbs_test.c frees them from.
 */
#ifndef SPEC_VERBS_HELP_H
#define SPEC_VERBS_HELP_H

#include <signal.h>
#include <sys/resource.h>

#include "spec/c/engine_help.h"

static const struct definition_text texts[] = {
	DEFINE("instance", "create", "requested", "creating", "stopped"),
	DEFINE("instance", "start", "stopped", "starting", "running",
	       .handlers = {"pre_start", "start,start_more", "post_start"}, .on_failure = "stop",
	       .retries = 9, .timeout = 60),
	DEFINE("instance", "stop", "running,starting", "stopping", "stopped",
	       .handlers = {[PHASE_HANDLE] = "stop"}, .retries = -1, .timeout = 60),
	DEFINE("instance", "remove", "stopped,creating,starting,stopping", "removing", "removed"),
	DEFINE("nic", "create", "requested", "registering", "inactive"),
	DEFINE("nic", "activate", "inactive,registering", "activating", "active",
	       .handlers = {[PHASE_HANDLE] = "nic"}, .retries = 3, .timeout = 60),
	DEFINE("nic", "deactivate", "active,activating", "deactivating", "inactive"),
};

#define WORLD(name) \
	struct world name; \
	world_open(&name, texts, sizeof(texts) / sizeof(texts[0]))

/* SOON is less than the pauses that a verb must cut short: 1.6 s before the fifth attempt, 1.75 s
 * of a stalled commit. */
enum { SOON_MS = 1500, DEAF_MS = 2500 };

/* --- Handlers --------------------------------------------------------------------------- */

static inline void fine(struct world *world, struct run *run, int attempt)
{
	(void)world, (void)attempt;
	world_done(run);
}

/* Waits for an agent that never answers. */
static inline void silent(struct world *world, struct run *run, int attempt)
{
	int ms = world->slow_ms;

	run_waiting(run, "agent", "3");
	world->slow_ms = 60000;
	slow(world, run, attempt);
	world->slow_ms = ms;
}

static inline void unavailable(struct world *world, struct run *run, int attempt)
{
	(void)world, (void)attempt;
	run_effect(run, "docker.start");
	run_waiting(run, "agent", "3");
	run_waiting(run, NULL, NULL);
	world_fail(run, ERROR_UNAVAILABLE, "agent is away");
}

/* Does not listen when it is cancelled. */
static inline void deaf_over(void *arg)
{
	world_done(arg);
}

static inline void deaf(struct world *world, struct run *run, int attempt)
{
	(void)attempt;
	loop_after(world->loop, DEAF_MS, deaf_over, run);
}

static inline void nested_over(void *arg, const struct outcome *outcome)
{
	engine_handler_done(arg, outcome->rc, NULL, outcome->rc ? &outcome->err : NULL);
}

static inline void activates_nic(struct world *world, struct run *run, int attempt)
{
	struct request request = {.verb = "activate", .type = world->nic};

	(void)attempt;
	CHECK_INT(json_int(json_get(run_data(run), "nic"), &request.id), 0);
	engine_nested(run, &request, nested_over, run);
}

/* --- Ways to be stuck ------------------------------------------------------------------- */

struct stuck {
	struct world *world;
	int64_t id, nic, process; /* the instance, and the process that is stuck */
	const char *complete, *rollback, *cancel, *go_on; /* where each verb leads */
	const char *waits; /* kind that it says it waits on; NULL: none */
	int attempts, stall_ms; /* how far `asleep` and `stalled` go */
	int slack; /* ms that a busy disk is allowed besides */
	int patience; /* ms until retry and skip have led there; 0: soon */
};

/* Until its innermost handler is this one, in this step. */
static inline void await_place(const struct stuck *stuck, const char *handler, const char *step)
{
	struct process_status status = {0};
	int64_t until = clock_mono() + 10000;

	while ((engine_status(stuck->world->engine, stuck->process, &status) < 0 ||
		!status.handler || strcmp(status.handler, handler) != 0 ||
		strcmp(status.step, step) != 0) &&
	       clock_mono() < until)
		loop_once(stuck->world->loop, 5);
	CHECK_STR(status.handler, handler);
	CHECK_STR(status.step, step);
}

/* Until so many handlers were begun. */
static inline void await_started(struct world *world, int count)
{
	int64_t until = clock_mono() + 10000;

	while (world->started < count && clock_mono() < until)
		loop_once(world->loop, 5);
	CHECK(world->started >= count);
	loop_once(world->loop, 5);
}

/* What the machine needs for a commit now, times ten: a busy disk is no reason to fail. */
static inline int slack(struct world *world)
{
	int64_t began = clock_mono();

	world_create(world, world->note, NULL);
	return 10 * (int)(clock_mono() - began);
}

static inline void begin(struct stuck *stuck, const char *handler, behaviour fn)
{
	struct world *world = stuck->world;
	char data[40];

	world_on(world, handler, fn);
	snprintf(data, sizeof(data), "{\"nic\":%lld}", (long long)stuck->nic);
	CHECK_INT(world_verb(world, world->instance, stuck->id, "start", data), 0);
	stuck->process = world->last.process_id;
}

static inline void in_handler(struct stuck *stuck)
{
	begin(stuck, "start", silent);
	await_place(stuck, "start", "running");
	stuck->waits = "agent";
}

static inline void in_pre(struct stuck *stuck)
{
	begin(stuck, "pre_start", silent);
	await_place(stuck, "pre_start", "running");
	stuck->waits = "agent";
}

static inline void asleep(struct stuck *stuck)
{
	struct process_status status = {0};
	int64_t until = clock_mono() + 5000;

	begin(stuck, "start", unavailable);
	/* Until the pauses are long enough to tell a wake-up from patience. */
	while (engine_status(stuck->world->engine, stuck->process, &status) == 0 &&
	       status.attempt < stuck->attempts && clock_mono() < until)
		loop_once(stuck->world->loop, 10);
	CHECK_INT(status.attempt, stuck->attempts);
	CHECK_STR(status.step, "sleeping");
	CHECK_STR(status.last_error, "agent is away");
	CHECK_STR(status.handler, "start");
	stuck->waits = "agent";
}

static inline void nested(struct stuck *stuck)
{
	struct process_status status = {0};

	world_on(stuck->world, "nic", silent);
	begin(stuck, "start", activates_nic);
	await_place(stuck, "nic", "running");
	CHECK_INT(engine_status(stuck->world->engine, stuck->process, &status), 0);
	CHECK_STR(status.path, "instance.start(start)->nic.activate(nic)");
	CHECK_STR(status.handler, "nic");
	stuck->waits = "agent";
}

/* Asleep because of a handler of a nested run. */
static inline void nested_asleep(struct stuck *stuck)
{
	struct process_status status = {0};

	world_on(stuck->world, "nic", unavailable);
	begin(stuck, "start", activates_nic);
	await_place(stuck, "nic", "sleeping");
	CHECK_INT(engine_status(stuck->world->engine, stuck->process, &status), 0);
	CHECK_STR(status.path, "instance.start(start)->nic.activate(nic)");
	CHECK_STR(status.handler, "nic");
}

/* Its nested run waits for a resource that another process holds. */
static inline void blocked(struct stuck *stuck)
{
	struct world *world = stuck->world;
	struct process_status status = {0};
	int64_t other = world_create(world, world->instance, NULL), mine = stuck->id, holder;

	world_settle(world);
	world_on(world, "nic", silent);
	stuck->id = other;
	begin(stuck, "start", activates_nic);
	holder = stuck->process;
	await_place(stuck, "nic", "running");
	stuck->id = mine;
	begin(stuck, "start", activates_nic);
	await_place(stuck, "start", "running");
	CHECK_INT(engine_status(world->engine, stuck->process, &status), 0);
	CHECK_STR(status.waiting_kind, "process");
	CHECK_INT(atoll(status.waiting_id ? status.waiting_id : "0"), holder);
	CHECK(status.since > 0);
	world_on(world, "nic", fine);
}

static inline void queued(struct stuck *stuck)
{
	struct world *world = stuck->world;
	struct process_status status = {0};

	begin(stuck, "start", deaf);
	await_place(stuck, "start", "running");
	CHECK_INT(world_verb(world, world->instance, stuck->id, "stop", NULL), 0);
	stuck->process = world->last.process_id;
	CHECK_INT(engine_status(world->engine, stuck->process, &status), 0);
	CHECK_STR(status.waiting_kind, "process");
	stuck->complete = "stopped";
	stuck->rollback = stuck->cancel = "stopped"; /* where it was at rest before */
	stuck->go_on = "stopped";
	stuck->patience = DEAF_MS + SOON_MS;
}

static inline void crashed(struct stuck *stuck)
{
	begin(stuck, "start", silent);
	await_place(stuck, "start", "running");
	world_kill(stuck->world);
	world_boot(stuck->world);
	await_place(stuck, "start", "running");
	stuck->waits = "agent";
}

static inline void crashed_asleep(struct stuck *stuck)
{
	struct process_status status = {0};

	asleep(stuck);
	world_kill(stuck->world);
	world_boot(stuck->world);
	CHECK_INT(engine_status(stuck->world->engine, stuck->process, &status), 0);
	CHECK_STR(status.handler, "start");
	CHECK_STR(status.last_error, "agent is away");
	CHECK_INT(status.attempt, stuck->attempts);
	stuck->waits = "timer";
}

/* The store could not take its commit; there is room again, but it has not noticed. */
static inline void stalled(struct stuck *stuck)
{
	struct rlimit old, none;
	struct world *world = stuck->world;
	struct process_status status = {0};

	world->slow_ms = 300;
	begin(stuck, "start", slow);
	await_place(stuck, "start", "running");
	getrlimit(RLIMIT_FSIZE, &old);
	none = old;
	none.rlim_cur = 0;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &none);
	world->answers = 0;
	world_spend(world, stuck->stall_ms + 300);
	CHECK_INT(engine_status(world->engine, stuck->process, &status), 0);
	CHECK_STR(status.step, "stalled");
	CHECK_STR(status.waiting_kind, "store");
	/* Nothing can be recorded now, so nothing is done. */
	engine_verb(world->engine, stuck->process, VERB_CANCEL, "1a1 from test", world_answer,
		    world);
	world_await(world, 0);
	CHECK_INT(world->last.err.code, ERROR_UNAVAILABLE);
	CHECK_STR(world_state(world, world->instance, stuck->id), "starting");
	setrlimit(RLIMIT_FSIZE, &old);
}

#endif
