/*
 * The engine against a real store and handlers in C: what each process leaves behind, in
 * which order, and that nothing accepted is lost when the engine dies at any moment.
 */
#include <signal.h>
#include <sys/resource.h>

#include "adopt.h"
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

static void unavailable(struct world *world, struct run *run, int attempt)
{
	(void)world, (void)attempt;
	world_fail(run, ERROR_UNAVAILABLE, "agent is away");
}

static void unavailable_once(struct world *world, struct run *run, int attempt)
{
	(void)world;
	if (attempt > 1) {
		world_done(run);
		return;
	}
	run_waiting(run, "agent", "3");
	run_waiting(run, NULL, NULL);
	run_patch_data(run, span_of("{\"tried\":1}"));
	world_fail(run, ERROR_UNAVAILABLE, "agent is away");
}

static void broken(struct world *world, struct run *run, int attempt)
{
	(void)world, (void)attempt;
	world_fail(run, ERROR_INVALID, "no such image");
}

static void patches(struct world *world, struct run *run, int attempt)
{
	(void)world, (void)attempt;
	world_return(run, "{\"ip\":\"10.42.0.2\"}");
}

static void stops_phase(struct world *world, struct run *run, int attempt)
{
	struct handler_result result = {.patch = span_of("{\"ip\":\"1\"}"), .stop = 1};

	(void)world, (void)attempt;
	engine_handler_done(run, 0, &result, NULL);
}

static void delegates(struct world *world, struct run *run, int attempt)
{
	struct handler_result result = {.delegate = 1};

	(void)world, (void)attempt;
	engine_handler_done(run, 0, &result, NULL);
}

static void chains_stop(struct world *world, struct run *run, int attempt)
{
	struct handler_result result = {.chain = "stop"};

	(void)world, (void)attempt;
	run_patch_data(run, span_of("{\"again\":true}"));
	engine_handler_done(run, 0, &result, NULL);
}

static void chains_start(struct world *world, struct run *run, int attempt)
{
	struct handler_result result = {.chain = "start"};

	(void)world, (void)attempt;
	if (json_is_true(json_get(run_data(run), "again")))
		engine_handler_done(run, 0, &result, NULL);
	else
		world_done(run);
}

static void never_ends(struct world *world, struct run *run, int attempt)
{
	int ms = world->slow_ms;

	world->slow_ms = 60000;
	slow(world, run, attempt);
	world->slow_ms = ms;
}

/* Runs nic.activate on the nic named in its data, inline. */
static void nested_over(void *arg, const struct outcome *outcome)
{
	engine_handler_done(arg, outcome->rc, NULL, outcome->rc ? &outcome->err : NULL);
}

static void activates_nic(struct world *world, struct run *run, int attempt)
{
	struct request request = {.verb = "activate", .type = world->nic};

	(void)attempt;
	CHECK_INT(json_int(json_get(run_data(run), "nic"), &request.id), 0);
	engine_nested(run, &request, nested_over, run);
}

static void cross_over(void *arg)
{
	struct run *run = arg;
	struct request request = {.verb = "activate", .type = run_type(run)};

	CHECK_INT(json_int(json_get(run_data(run), "other"), &request.id), 0);
	engine_nested(run, &request, nested_over, run);
}

/* Two nics whose handlers each run the other one, once both hold their own. */
static void crosses(struct world *world, struct run *run, int attempt)
{
	int64_t other = 0;

	CHECK_INT(json_int(json_get(run_data(run), "other"), &other), 0);
	if (other == run_resource_id(run))
		slow(world, run, attempt);
	else
		loop_after(world->loop, 50, cross_over, run);
}

/* A nic that runs itself, for ever. */
static void recurses(struct world *world, struct run *run, int attempt)
{
	struct request request = {
		.verb = "activate", .type = world->nic, .id = run_resource_id(run)};

	(void)attempt;
	engine_nested(run, &request, nested_over, run);
}

static struct run *reporting;

static void reports(struct world *world, struct run *run, int attempt)
{
	reporting = run;
	for (int i = 1; i <= 10; i++)
		run_progress(run, i, "pulling");
	slow(world, run, attempt);
}

/* --- Tests ------------------------------------------------------------------------------ */

static void test_no_op(void)
{
	WORLD(world);
	int64_t id = world_create(&world, world.container, NULL);

	CHECK_INT(world.last.process_id > 0, 1);
	CHECK_STR(world.then, "creating"); /* what the 201 shows */
	CHECK_STR(world_row(&world, world.instance, id)->kind, "container");
	world_settle(&world);
	CHECK_STR(world_state(&world, world.instance, id), "stopped");
	CHECK_STR(world.trace, "create");

	/* No handlers: two commits, and the runner is not asked. */
	world.started = world.changed = 0;
	CHECK_INT(world_verb(&world, world.instance, id, "remove", NULL), 0);
	world_settle(&world);
	CHECK_INT(world.started, 0);
	CHECK_INT(world.changed, 2);
	CHECK_STR(world_state(&world, world.instance, id), "removed");
	CHECK(world_row(&world, world.instance, id)->removed > 0);
	CHECK(world_row(&world, world.instance, id)->remove_time > clock_now());
	CHECK_STR(world_processes(&world)->text, "instance.create:DONE instance.remove:DONE");

	/* What is so already is success; what cannot be says why. */
	CHECK_INT(world_verb(&world, world.container, id, "remove", NULL), 0);
	CHECK_INT(world.last.process_id, 0);
	CHECK_INT(world_verb(&world, world.container, id, "start", NULL), -1);
	CHECK_INT(world.last.err.code, ERROR_CONFLICT);
	CHECK_STR(world.last.err.text,
		  "container 1i1 is 'removed'; start needs one of stopped, creating");
	CHECK_INT(world_verb(&world, world.container, 99, "start", NULL), -1);
	CHECK_INT(world.last.err.code, ERROR_NOT_FOUND);
	CHECK_INT(world_verb(&world, world.container, id, "fly", NULL), -1);
	CHECK_INT(world.last.err.code, ERROR_UNSUPPORTED);
	CHECK_INT(world_verb(&world, world.container, id, "restore", NULL), 0);
	world_settle(&world);
	CHECK_INT(world_row(&world, world.instance, id)->removed, 0);
	world_close(&world);
}

static void test_phases(void)
{
	WORLD(world);
	int64_t id;

	world_on(&world, "create", delegates);
	world_on(&world, "start", patches);
	id = world_create(&world, world.instance, NULL);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.instance, id), "running");
	CHECK_STR(world.trace, "create pre_start start start_more post_start");
	CHECK_STR(world_processes(&world)->text, "instance.create:DONE");
	CHECK(span_is(json_get(world_row(&world, world.instance, id)->doc, "ip"), "\"10.42.0.2\""));

	/* A result that stops ends its phase only. */
	world_verb(&world, world.instance, id, "stop", NULL);
	world_settle(&world);
	world.trace[0] = 0;
	world_on(&world, "start", stops_phase);
	world_verb(&world, world.instance, id, "start", NULL);
	world_settle(&world);
	CHECK_STR(world.trace, "pre_start start post_start");

	/* The engine delegates by itself when the definition says so. */
	id = world_create(&world, world.nic, NULL);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, id), "active");
	world_close(&world);
}

static int history_states(void *arg, const struct history_row *row)
{
	AUTO(buf_done) struct buf to = {0};

	if (strcmp(row->kind, "state") == 0 && json_string(json_get(row->detail, "to"), &to) == 0) {
		memmove((char *)arg + to.len + 1, arg, strlen(arg) + 1);
		memcpy(arg, to.data, to.len);
		((char *)arg)[to.len] = ' ';
	}
	return 0;
}

static void test_chain(void)
{
	char states[512] = "";
	WORLD(world);
	int64_t id = world_create(&world, world.instance, NULL);

	world_settle(&world);
	world_verb(&world, world.instance, id, "start", NULL);
	world_settle(&world);
	world_on(&world, "restart", chains_stop);
	world_on(&world, "stop", chains_start);
	CHECK_INT(world_verb(&world, world.instance, id, "restart", NULL), 0);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.instance, id), "running");
	CHECK_STR(world_processes(&world)->text,
		  "instance.create:DONE instance.start:DONE instance.restart:CHAIN "
		  "instance.stop:CHAIN instance.start:DONE");
	CHECK_INT(
		reader_history(world.reader, world.instance, id, 100, history_states, states, NULL),
		0);
	CHECK_STR(states,
		  "creating stopped starting running restarting stopping starting running ");

	/* Asked to remove what runs: stopped first, then removed, without a rest between. */
	engine_remove(world.engine, world.instance, id, span_of("{}"), "test", world_answer,
		      &world);
	world_await(&world, world.answers);
	CHECK_INT(world.last.rc, 0);
	CHECK_STR(world.then, "stopping");
	world_settle(&world);
	CHECK_STR(world_state(&world, world.instance, id), "removed");
	world_close(&world);
}

static void test_interrupt(void)
{
	WORLD(world);
	int64_t id = world_create(&world, world.instance, NULL), start;

	world_settle(&world);
	world_on(&world, "start", never_ends);
	world_verb(&world, world.instance, id, "start", NULL);
	start = world.last.process_id;
	world_spend(&world, 20);
	CHECK_INT(world_verb(&world, world.instance, id, "start", NULL), 0); /* under way */
	CHECK_INT(world.last.process_id, 0);
	CHECK_INT(world_verb(&world, world.instance, id, "stop", NULL), 0);
	CHECK(world.last.process_id > start);
	CHECK_INT(world.cancelled, 1);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.instance, id), "stopped");
	CHECK_STR(world_processes(&world)->text,
		  "instance.create:DONE instance.start:CANCELED instance.stop:DONE");

	/* Three at once end in an order that makes sense. */
	world.answers = 0;
	for (int i = 0; i < 3; i++) {
		static const char *const verbs[] = {"start", "stop", "remove"};
		struct request request = {.verb = verbs[i], .type = world.instance, .id = id};

		engine_schedule(world.engine, &request, world_answer, &world);
	}
	for (int i = 0; i < 3; i++)
		world_await(&world, i);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.instance, id), "removed");
	CHECK_INT(world_processes(&world)->pending, 0);
	world_close(&world);
}

static void test_retry(void)
{
	struct process_status status;
	WORLD(world);
	int64_t id = world_create(&world, world.instance, NULL), began;

	world_settle(&world);
	world_on(&world, "start", unavailable_once);
	world_verb(&world, world.instance, id, "start", NULL);
	do
		loop_once(world.loop, 1);
	while (engine_status(world.engine, world.last.process_id, &status) == 0 &&
	       status.attempt < 2);
	CHECK_STR(world_row(&world, world.instance, id)->message, "agent is away");
	CHECK_STR(status.waiting_kind, "agent");
	CHECK_STR(status.waiting_id, "3");
	CHECK_STR(status.last_error, "agent is away");
	CHECK_STR(status.handler, "start");
	CHECK_INT(status.attempt, 2);
	CHECK(status.next_at > clock_now());
	began = clock_mono();
	engine_wake(world.engine, "agent", "4");
	engine_wake(world.engine, "agent", "3");
	world_settle(&world);
	CHECK(clock_mono() - began < 150);
	CHECK_STR(world_state(&world, world.instance, id), "running");
	CHECK(!world_row(&world, world.instance, id)->message);
	CHECK_INT(engine_status(world.engine, world.last.process_id, &status), -1);

	/* Without a limit, and without anything that undoes it, it goes on until it works. */
	world_on(&world, "stop", unavailable);
	world_verb(&world, world.instance, id, "stop", NULL);
	world_spend(&world, 30);
	world_on(&world, "stop", broken);
	world_spend(&world, 600);
	CHECK_INT(engine_status(world.engine, world.last.process_id, &status), 0);
	CHECK_STR(status.last_error, "no such image");
	CHECK_STR(world_state(&world, world.instance, id), "stopping");
	world_on(&world, "stop", patches);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.instance, id), "stopped");
	world_close(&world);
}

static void test_failure(void)
{
	WORLD(world);
	int64_t id = world_create(&world, world.instance, NULL);
	const struct row *row;
	int before;

	world_settle(&world);
	world_on(&world, "start", broken);
	world_verb(&world, world.instance, id, "start", NULL);
	before = world.answers;
	engine_wait(world.engine, world.instance, id, "running", 5000, world_answer, &world);
	world_await(&world, before);
	CHECK_INT(world.last.err.code, ERROR_CONFLICT);
	CHECK_STR(world.last.err.text, "instance 1i1 is 'stopped', not 'running': no such image");
	world_settle(&world);
	row = world_row(&world, world.instance, id);
	CHECK_STR(row->state, "stopped");
	CHECK_INT(row->error, 1);
	CHECK_STR(row->message, "no such image");
	CHECK_STR(world_processes(&world)->text,
		  "instance.create:DONE instance.start:FAILED instance.stop:DONE");

	/* As a part of create, create's own compensation counts. */
	world_on(&world, "create", delegates);
	id = world_create(&world, world.instance, NULL);
	world_settle(&world);
	row = world_row(&world, world.instance, id);
	CHECK_STR(row->state, "removed");
	CHECK_STR(row->message, "no such image");

	/* Without one it stays, shows why, and can be asked again. */
	world_on(&world, "nic", broken);
	id = world_create(&world, world.nic, NULL);
	world_settle(&world);
	row = world_row(&world, world.nic, id);
	CHECK_STR(row->state, "activating");
	CHECK_INT(row->error, ROW_STRANDED);
	world_on(&world, "nic", patches);
	CHECK_INT(world_verb(&world, world.nic, id, "activate", NULL), 0);
	CHECK(world.last.process_id > 0);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, id), "active");
	CHECK_INT(world_row(&world, world.nic, id)->error, 0);
	world_close(&world);
}

static void test_limits(void)
{
	WORLD(world);
	int64_t id = world_create(&world, world.instance, NULL);
	const struct row *row;

	world_settle(&world);
	world_on(&world, "start", never_ends); /* a second each; two retries */
	world_verb(&world, world.instance, id, "start", NULL);
	for (int i = 0; i < 3; i++) {
		engine_wake(world.engine, "agent", "none");
		for (int j = 0; j < 60 && world.cancelled == i; j++)
			loop_once(world.loop, 50);
	}
	world_settle(&world);
	CHECK_INT(world.cancelled, 3);
	row = world_row(&world, world.instance, id);
	CHECK_STR(row->state, "stopped");
	CHECK_STR(row->message, "'start' did not end within 1 seconds");
	world_close(&world);
}

static void test_nested(void)
{
	char data[64];
	WORLD(world);
	int64_t nic = world_create(&world, world.nic, NULL), id, other;

	world_settle(&world);
	world_verb(&world, world.nic, nic, "deactivate", NULL);
	world_settle(&world);
	id = world_create(&world, world.instance, NULL);
	other = world_create(&world, world.instance, NULL);
	world_settle(&world);
	snprintf(data, sizeof(data), "{\"nic\":%lld}", (long long)nic);
	world_on(&world, "start", activates_nic);
	world_on(&world, "nic", slow);
	world_verb(&world, world.instance, id, "start", data);
	world_verb(&world, world.instance, other, "start", data); /* waits for the nic */
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, nic), "active");
	CHECK_STR(world_state(&world, world.instance, id), "running");
	CHECK_STR(world_state(&world, world.instance, other), "running");

	/* A child that fails fails the parent's handler, and keeps its state. */
	world_verb(&world, world.instance, id, "stop", NULL);
	world_verb(&world, world.nic, nic, "deactivate", NULL);
	world_settle(&world);
	world_on(&world, "nic", broken);
	world_verb(&world, world.instance, id, "start", data);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.instance, id), "stopped");
	CHECK_STR(world_row(&world, world.instance, id)->message, "no such image");
	/* Nobody undid it: it is tried once more as a process of its own, which says how that
	 * ended. */
	world_until(&world, "nic.activate:FAILED");
	CHECK_STR(world_state(&world, world.nic, nic), "activating");
	CHECK_INT(world_row(&world, world.nic, nic)->error, ROW_STRANDED);

	/* Stop during a nested run cancels both; what was under way goes on as a process of its
	 * own. */
	world_on(&world, "nic", never_ends);
	world.cancelled = 0;
	world_verb(&world, world.instance, id, "start", data);
	world_spend(&world, 40);
	world_on(&world, "nic", slow);
	world_verb(&world, world.instance, id, "stop", NULL);
	world_until(&world, "instance.start:CANCELED instance.stop:DONE nic.activate:DONE");
	CHECK_STR(world_state(&world, world.instance, id), "stopped");
	CHECK_STR(world_state(&world, world.nic, nic), "active");
	world_verb(&world, world.nic, nic, "deactivate", NULL);
	world_settle(&world);
	world_on(&world, "nic", patches);
	world_verb(&world, world.instance, id, "start", data);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, nic), "active");
	CHECK_INT(world_row(&world, world.nic, nic)->error, 0);

	/* A state that forbids it is the handler's error. */
	world_verb(&world, world.instance, id, "stop", NULL);
	world_settle(&world);
	world_verb(&world, world.nic, nic, "deactivate", NULL);
	world_settle(&world);
	world_verb(&world, world.nic, nic, "remove", NULL);
	world_settle(&world);
	world_verb(&world, world.instance, id, "start", data);
	world_settle(&world);
	CHECK_STR(world_row(&world, world.instance, id)->message,
		  "nic 1n1 is 'removed'; activate needs one of inactive, registering");
	world_close(&world);
}

struct moves {
	char text[512];
	int64_t at[16];
	int count;
};

static int add_move(void *arg, const struct history_row *row)
{
	struct moves *moves = arg;
	size_t len = strlen(moves->text);
	AUTO(buf_done) struct buf to = {0};

	if (strcmp(row->kind, "state") != 0 || json_string(json_get(row->detail, "to"), &to) < 0)
		return 0;
	snprintf(moves->text + len, sizeof(moves->text) - len, "%s%s", len ? " " : "", to.data);
	return 0;
}

/* Newest first. */
static const char *moves_of(struct world *world, const struct type *type, int64_t id)
{
	static struct moves moves;

	memset(&moves, 0, sizeof(moves));
	CHECK_INT(reader_history(world->reader, type, id, 100, add_move, &moves, NULL), 0);
	return moves.text;
}

static int64_t inserted;

static void insert_over(void *arg, const struct outcome *outcome)
{
	inserted = outcome->id;
	engine_handler_done(arg, outcome->rc, NULL, outcome->rc ? &outcome->err : NULL);
}

static void inserts(struct world *world, struct run *run, int attempt)
{
	struct row row = {.name = "n", .account_id = 7};
	int64_t is_nic = 0;

	(void)attempt;
	json_int(json_get(run_data(run), "nic"), &is_nic);
	engine_insert(run, is_nic ? world->nic : world->tag, &row, "create", insert_over, run);
}

static void deactivates_nic(struct world *world, struct run *run, int attempt)
{
	struct request request = {.verb = "deactivate", .type = world->nic};

	(void)attempt;
	CHECK_INT(json_int(json_get(run_data(run), "nic"), &request.id), 0);
	engine_nested(run, &request, nested_over, run);
}

/* Where no handler works, nothing can happen between two states: one commit, both in the history.
 */
static void test_passing(void)
{
	char data[64];
	WORLD(world);
	int64_t nic = world_create(&world, world.nic, NULL), id;
	int before;

	world_settle(&world);
	id = world_create(&world, world.instance, NULL);
	world_settle(&world);
	snprintf(data, sizeof(data), "{\"nic\":%lld}", (long long)nic);
	world_on(&world, "start", deactivates_nic);
	before = world.changed;
	world_verb(&world, world.instance, id, "start", data);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, nic), "inactive");
	CHECK_STR(moves_of(&world, world.nic, nic),
		  "inactive deactivating active activating registering");
	CHECK_INT(world.changed - before, 3); /* starting, running, and one for the nic */

	world_verb(&world, world.instance, id, "stop", NULL);
	world_settle(&world);
	world_on(&world, "start", inserts);
	before = world.changed;
	world_verb(&world, world.instance, id, "start", NULL);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.tag, inserted), "active");
	CHECK_STR(moves_of(&world, world.tag, inserted), "active activating registering");
	CHECK_INT(world.changed - before, 3);

	/* A handler works in the activation that its creation goes on to: it is left to be run. */
	world_verb(&world, world.instance, id, "stop", NULL);
	world_settle(&world);
	world_verb(&world, world.instance, id, "start", "{\"nic\":1}");
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, inserted), "requested");
	CHECK_STR(moves_of(&world, world.nic, inserted), "");
	world_close(&world);
}

/* Whoever undoes what was begun need not wait for its end, whether or not it has a row of its own.
 */
static void test_claim(void)
{
	char data[64];
	WORLD(world);
	int64_t nic = world_create(&world, world.nic, NULL), id;

	world_settle(&world);
	id = world_create(&world, world.instance, NULL);
	world_settle(&world);
	world_verb(&world, world.nic, nic, "deactivate", NULL);
	world_settle(&world);
	world_on(&world, "nic", never_ends);
	world_verb(&world, world.nic, nic, "activate", NULL);
	snprintf(data, sizeof(data), "{\"nic\":%lld}", (long long)nic);
	world_on(&world, "start", deactivates_nic);
	world_verb(&world, world.instance, id, "start", data);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, nic), "inactive");
	CHECK_STR(world_state(&world, world.instance, id), "running");
	CHECK(strstr(world_processes(&world)->text, "nic.activate:CANCELED"));
	world_close(&world);
}

/* A crash forgets who left what. The state alone says it. */
static void test_adopt(void)
{
	struct adopt *adopt;
	char data[64];
	WORLD(world);
	int64_t nic = world_create(&world, world.nic, NULL), id;

	world_settle(&world);
	id = world_create(&world, world.instance, NULL);
	world_settle(&world);
	world_verb(&world, world.nic, nic, "deactivate", NULL);
	world_settle(&world);
	snprintf(data, sizeof(data), "{\"nic\":%lld}", (long long)nic);
	world_on(&world, "start", activates_nic);
	world_on(&world, "nic", never_ends);
	world_on(&world, "stop", slow);
	world_verb(&world, world.instance, id, "start", data);
	world_spend(&world, 40);
	engine_adopt(world.engine, world.nic, nic); /* somebody is at it */
	world_verb(&world, world.instance, id, "stop", NULL);
	world_kill(&world);
	world_on(&world, "nic", patches);
	world_boot(&world);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.instance, id), "stopped");
	CHECK_STR(world_state(&world, world.nic, nic), "activating");
	CHECK(!strstr(world_processes(&world)->text, "nic.activate"));
	adopt = adopt_new(world.loop, world.engine, world.store, 1);
	engine_adopt(world.engine, world.nic, nic); /* twice is once */
	engine_adopt(world.engine, world.instance, id); /* at rest */
	world_until(&world, "nic.activate:DONE");
	CHECK_STR(world_state(&world, world.nic, nic), "active");
	CHECK_STR(strstr(world_processes(&world)->text, "instance.stop"),
		  "instance.stop:DONE nic.activate:DONE");
	adopt_free(adopt);

	/* Found by itself. */
	world_verb(&world, world.nic, nic, "deactivate", NULL);
	world_settle(&world);
	world_on(&world, "nic", broken);
	world_verb(&world, world.nic, nic, "activate", NULL);
	world_settle(&world);
	world_on(&world, "nic", patches);
	adopt = adopt_new(world.loop, world.engine, world.store, 1);
	world_until(&world, "nic.activate:FAILED nic.activate:DONE");
	adopt_free(adopt);
	world_close(&world);
}

static void await_progress(struct world *world, const struct type *type, int64_t id, int progress)
{
	int64_t until = clock_mono() + 2500;

	while (world_row(world, type, id)->progress != progress && clock_mono() < until)
		loop_once(world->loop, 5);
	CHECK_INT(world_row(world, type, id)->progress, progress);
}

static void test_nested_corners(void)
{
	struct engine_stats stats;
	char data[64];
	WORLD(world);
	int64_t a = world_create(&world, world.nic, NULL),
		b = world_create(&world, world.nic, NULL);

	world_settle(&world);
	world_verb(&world, world.nic, a, "deactivate", NULL);
	world_verb(&world, world.nic, b, "deactivate", NULL);
	world_settle(&world);
	world_on(&world, "nic", crosses);
	world.answers = 0;
	for (int i = 0; i < 2; i++) {
		struct request request = {.verb = "activate", .type = world.nic, .id = i ? b : a};

		snprintf(data, sizeof(data), "{\"other\":%lld}", (long long)(i ? a : b));
		request.data = span_of(data);
		engine_schedule(world.engine, &request, world_answer, &world);
	}
	for (int i = 0; i < 2; i++)
		world_await(&world, i);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, a), "active");
	CHECK_STR(world_state(&world, world.nic, b), "active");
	engine_stats(world.engine, &stats);
	CHECK(stats.retried >= 1);
	CHECK_INT(stats.failed, 0);

	world_verb(&world, world.nic, a, "deactivate", NULL);
	world_settle(&world);
	world_on(&world, "nic", recurses);
	world_verb(&world, world.nic, a, "activate", NULL);
	world_settle(&world);
	CHECK_STR(world_row(&world, world.nic, a)->message, "nic.activate is nested too deep");

	/* Progress shows while it works, and is gone behind it. */
	world_on(&world, "nic", reports);
	world.slow_ms = 3000; /* a busy disk gets its time */
	world_verb(&world, world.nic, a, "activate", NULL);
	await_progress(&world, world.nic, a, 10);
	CHECK_STR(world_row(&world, world.nic, a)->message, "pulling");
	for (int i = 11; i < 40; i++)
		run_progress(reporting, i, "still pulling");
	world_spend(&world, 100);
	CHECK_INT(world_row(&world, world.nic, a)->progress, 10);
	await_progress(&world, world.nic, a, 39);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, a), "active");
	CHECK_INT(world_row(&world, world.nic, a)->progress, -1);
	CHECK(!world_row(&world, world.nic, a)->message);
	world_close(&world);
}

/* No byte can be written for a while: what is under way waits, what is new is refused. */
static void test_full_disk(void)
{
	struct rlimit old, none;
	WORLD(world);
	int64_t id = world_create(&world, world.instance, NULL), process;
	struct process_status status;

	world_settle(&world);
	world_on(&world, "stop", slow);
	world_verb(&world, world.instance, id, "start", NULL);
	world_settle(&world);
	world_verb(&world, world.instance, id, "stop", NULL);
	process = world.last.process_id;
	world.started = 0;
	getrlimit(RLIMIT_FSIZE, &old);
	none = old;
	none.rlim_cur = 0;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &none);
	world_spend(&world, 100);
	CHECK_INT(engine_status(world.engine, process, &status), 0);
	CHECK_STR(status.waiting_kind, "store");
	CHECK_STR(world_state(&world, world.instance, id), "stopping");
	CHECK_INT(world_verb(&world, world.instance, id, "remove", NULL), -1);
	CHECK_INT(world.last.err.code, ERROR_UNAVAILABLE);
	setrlimit(RLIMIT_FSIZE, &old);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.instance, id), "stopped");
	CHECK_INT(world.started, 0); /* no logic was run twice */
	CHECK_INT(world_verb(&world, world.instance, id, "remove", NULL), 0);
	world_settle(&world);
	world_close(&world);
}

static void test_update_and_wait(void)
{
	WORLD(world);
	int64_t id = world_create(&world, world.instance, NULL), note;
	int before = world.answers;

	engine_wait(world.engine, world.instance, id, NULL, 5000, world_answer, &world);
	world_await(&world, before);
	CHECK_INT(world.last.rc, 0);
	before = world.answers;
	engine_wait(world.engine, world.instance, id, "running", 30, world_answer, &world);
	world_await(&world, before);
	CHECK_INT(world.last.err.code, ERROR_TIMEOUT);

	before = world.answers;
	engine_update(world.engine, world.instance, id, span_of("{\"name\":\"web\"}"), -1, 1,
		      "test", world_answer, &world);
	world_await(&world, before);
	CHECK_STR(world.then, "updating-stopped");
	CHECK_STR(world_row(&world, world.instance, id)->name, "web");
	world_settle(&world);
	CHECK_STR(world_state(&world, world.instance, id), "stopped");
	before = world.answers;
	engine_update(world.engine, world.instance, id, span_of("{\"name\":\"x\"}"), 1, 0, "test",
		      world_answer, &world);
	world_await(&world, before);
	CHECK_INT(world.last.err.code, ERROR_CONFLICT);

	note = world_create(&world, world.note, NULL);
	CHECK_INT(world.last.process_id, 0);
	before = world.answers;
	engine_remove(world.engine, world.note, note, (struct span){NULL, 0}, "test", world_answer,
		      &world);
	world_await(&world, before);
	CHECK_INT(world.last.rc, 0);
	CHECK_STR(world_state(&world, world.note, note), "missing");
	world_close(&world);
}

/* Whoever still waits for an outcome is told when the engine goes, once. */
static void test_given_up(void)
{
	WORLD(world);
	int64_t id = world_create(&world, world.instance, NULL);
	struct request request = {.verb = "start", .type = world.instance, .id = id};
	struct row row = {.name = "late"};
	int before = world.answers;

	world_settle(&world);
	engine_wait(world.engine, world.instance, id, "purged", 60000, world_answer, &world);
	engine_schedule(world.engine, &request, world_answer, &world);
	engine_create(world.engine, world.instance, &row, span_of("{}"), "test", world_answer,
		      &world);
	engine_update(world.engine, world.note, 999, span_of("{}"), -1, 0, "test", world_answer,
		      &world);
	world_close(&world);
	CHECK_INT(world.answers, before + 4);
	CHECK_INT(world.last.err.code, ERROR_CANCELLED);
}

/* Dies at a random moment, again and again, until everything is through. */
static void test_crashes(unsigned seed)
{
	enum { COUNT = 12 };
	int64_t ids[COUNT], nics[COUNT];
	struct world_list list;
	char data[64];
	WORLD(world);

	world.slow_ms = 3;
	world_on(&world, "create", delegates);
	world_on(&world, "start", activates_nic);
	world_on(&world, "nic", slow);
	world_on(&world, "stop", slow);
	world_on(&world, "restart", chains_stop);
	for (int i = 0; i < COUNT; i++) {
		nics[i] = world_create(&world, world.nic, NULL);
		snprintf(data, sizeof(data), "{\"nic\":%lld}", (long long)nics[i]);
		ids[i] = world_create(&world, world.instance, data);
	}
	srand(seed);
	for (int kill = 0; kill < 15; kill++) {
		int64_t until = clock_mono() + rand() % 12;

		while (clock_mono() < until)
			loop_once(world.loop, 1);
		world_kill(&world);
		world_boot(&world);
		if (kill == 5)
			for (int i = 0; i < COUNT / 2; i++) {
				struct request request = {
					.verb = "stop", .type = world.instance, .id = ids[i]};

				engine_schedule(world.engine, &request, NULL, NULL);
			}
	}
	world_settle(&world);
	/* What was asked and accepted is so; what the crash swallowed before it was accepted is
	 * asked again. */
	for (int i = 0; i < COUNT / 2; i++)
		CHECK_INT(world_verb(&world, world.instance, ids[i], "stop", NULL), 0);
	world_settle(&world);
	for (int i = 0; i < COUNT; i++) {
		CHECK_STR(world_state(&world, world.instance, ids[i]),
			  i < COUNT / 2 ? "stopped" : "running");
		CHECK_STR(world_state(&world, world.nic, nics[i]), "active");
	}
	list = *world_processes(&world);
	CHECK_INT(list.pending, 0);
	CHECK(!strstr(list.text, "FAILED"));
	world_close(&world);
}

int main(void)
{
	test_no_op();
	test_phases();
	test_chain();
	test_interrupt();
	test_retry();
	test_failure();
	test_limits();
	test_nested();
	test_passing();
	test_claim();
	test_adopt();
	test_nested_corners();
	test_full_disk();
	test_update_and_wait();
	test_given_up();
	for (unsigned seed = 1; seed <= 5; seed++)
		test_crashes(seed);
	return check_end();
}
