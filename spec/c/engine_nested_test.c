/*
 * Processes that handlers run on other resources: inline, passed through in one commit, undone,
 * taken up again when whoever began them is gone.
 */
#include "adopt.h"
#include "spec/c/engine_lifecycles.h"

/* --- Handlers --------------------------------------------------------------------------- */

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

/* Two nics of which each runs the other, for ever. */
static int64_t pair[2];

static void plays(struct world *world, struct run *run, int attempt)
{
	struct request request = {.verb = "activate",
				  .type = world->nic,
				  .id = pair[run_resource_id(run) == pair[0]]};

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
	char story[3000] = {0};
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
	world_spend(&world, 100);
	CHECK_STR(world_row(&world, world.nic, a)->message, "nic.activate is nested too deep");
	CHECK_STR(world_state(&world, world.nic, a), "activating");
	engine_stats(world.engine, &stats);
	CHECK_INT(stats.failed, 1);

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
	/* Of a long story the beginning is shown, in whole letters. */
	memset(story, 'x', sizeof(story) - 1);
	memcpy(story + 999, "\xc3\xa9", 2);
	run_progress(reporting, 40, story);
	await_progress(&world, world.nic, a, 40);
	CHECK_INT(strlen(world_row(&world, world.nic, a)->message), 999);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, a), "active");
	CHECK_INT(world_row(&world, world.nic, a)->progress, -1);
	CHECK(!world_row(&world, world.nic, a)->message);
	world_close(&world);
}

/* Whoever is left on its way is tried again by itself, but not as fast as it goes. */
static void test_nested_pair(void)
{
	struct engine_stats stats;
	WORLD(world);

	for (int i = 0; i < 2; i++) {
		pair[i] = world_create(&world, world.nic, NULL);
		world_settle(&world);
		world_verb(&world, world.nic, pair[i], "deactivate", NULL);
		world_settle(&world);
	}
	world_on(&world, "nic", plays);
	world_verb(&world, world.nic, pair[0], "activate", NULL);
	world_settle(&world);
	world_spend(&world, 200);
	for (int i = 0; i < 2; i++) {
		CHECK_STR(world_state(&world, world.nic, pair[i]), "activating");
		CHECK_STR(world_row(&world, world.nic, pair[i])->message,
			  "nic.activate is nested too deep");
	}
	engine_stats(world.engine, &stats);
	CHECK_INT(stats.failed, 2);
	world_close(&world);
}

int main(void)
{
	test_nested();
	test_passing();
	test_claim();
	test_adopt();
	test_nested_corners();
	test_nested_pair();
	return check_end();
}
