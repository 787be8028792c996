/*
 * What an operator can do about a process instance, from every state one can be in: each of
 * the five verbs, in each of the ways to be stuck, must free the resource within a moment,
 * leave its state defined, and stand in the history with who did it.
 */
#include <sys/wait.h>

#include "spec/c/verbs_help.h"

/* --- The matrix ------------------------------------------------------------------------- */

static int verb(struct world *world, int64_t process, enum verb which)
{
	int before = world->answers;

	engine_verb(world->engine, process, which, "1a1 from test", world_answer, world);
	world_await(world, before);
	return world->last.rc;
}

struct seen {
	const char *verb;
	int64_t process;
	int found;
};

static int see(void *arg, const struct history_row *row)
{
	struct seen *seen = arg;

	seen->found |= strcmp(row->kind, "verb") == 0 && row->process_id == seen->process &&
		       span_is(json_get(row->detail, "actor"), "\"1a1 from test\"") &&
		       memmem(row->detail.at, row->detail.len, seen->verb, strlen(seen->verb));
	return 0;
}

static void check_history(const struct stuck *stuck, enum verb which)
{
	struct seen seen = {verb_name(which), stuck->process, 0};

	reader_history(stuck->world->reader, stuck->world->instance, stuck->id, 0, see, &seen,
		       NULL);
	CHECK(seen.found);
}

static const char *exit_of(const struct stuck *stuck)
{
	static char text[40];
	struct process_row row;

	if (reader_process(stuck->world->reader, stuck->process, &row, NULL) < 0)
		return "missing";
	snprintf(text, sizeof(text), "%s", row.end ? row.exit_reason : "pending");
	return text;
}

static void all_fine(struct world *world)
{
	static const char *const names[] = {"pre_start", "start", "nic", "stop"};

	for (int i = 0; i < 4; i++)
		if (strcmp(names[i], "start") != 0)
			world_on(world, names[i], fine);
	world_on(world, "start", fine);
}

static void check_state(const struct stuck *stuck, const char *state)
{
	struct world *world = stuck->world;
	int64_t until = clock_mono() + (stuck->patience ? stuck->patience : SOON_MS) + stuck->slack;

	while (strcmp(world_state(world, world->instance, stuck->id), state) != 0 &&
	       clock_mono() < until)
		loop_once(world->loop, 5);
	CHECK_STR(world_state(world, world->instance, stuck->id), state);
}

static void check_way(const char *name, void (*make)(struct stuck *stuck), enum verb which)
{
	WORLD(world);
	struct stuck stuck = {&world,
			      .complete = "running",
			      .rollback = "stopped",
			      .cancel = "stopped",
			      .go_on = "running",
			      .attempts = which <= VERB_SKIP ? 4 : 2,
			      .stall_ms = which <= VERB_SKIP ? 2000 : 900};
	struct process_status status = {0};
	const char *message;
	int before = check_failed, other;

	stuck.id = world_create(&world, world.instance, NULL);
	stuck.nic = world_create(&world, world.nic, NULL);
	world_settle(&world);
	make(&stuck);
	CHECK_INT(engine_status(world.engine, stuck.process, &status), 0);
	if (stuck.waits)
		CHECK_STR(status.waiting_kind, stuck.waits);
	/* skip must do without: what is stuck stays so. */
	if (which != VERB_SKIP)
		all_fine(&world);
	stuck.slack = slack(&world);
	CHECK_INT(verb(&world, stuck.process, which), 0);
	CHECK_INT(world.last.id, stuck.id);
	switch (which) {
	case VERB_RETRY:
	case VERB_SKIP:
		CHECK_INT(world.last.process_id, stuck.process);
		check_state(&stuck, stuck.go_on);
		world_spend(&world, 20);
		CHECK_STR(exit_of(&stuck), "DONE");
		break;
	case VERB_COMPLETE:
		CHECK_STR(world.then, stuck.complete); /* with the answer, not later */
		CHECK_STR(exit_of(&stuck), "COMPLETED");
		break;
	case VERB_ROLLBACK:
		CHECK_STR(exit_of(&stuck), "ROLLED_BACK");
		check_state(&stuck, stuck.rollback);
		break;
	default:
		CHECK_STR(world.then, stuck.cancel);
		CHECK_STR(exit_of(&stuck), "CANCELED");
		break;
	}
	if (which == VERB_ROLLBACK || which == VERB_CANCEL) {
		message = world_row(&world, world.instance, stuck.id)->message;
		CHECK(message && strstr(message, "by 1a1 from test"));
	}
	check_history(&stuck, which);

	/* Nothing more can be done about it, and that is said; the resource is free. */
	if (which >= VERB_COMPLETE)
		for (other = 0; other < VERB_MAX; other++) {
			CHECK_INT(verb(&world, stuck.process, (enum verb)other), -1);
			CHECK_INT(world.last.err.code, ERROR_CONFLICT);
			CHECK(strstr(world.last.err.text, "has ended"));
		}
	all_fine(&world);
	if (strcmp(stuck.go_on, "stopped") == 0 || which == VERB_ROLLBACK || which == VERB_CANCEL)
		CHECK_INT(world_verb(&world, world.instance, stuck.id, "start", NULL), 0);
	check_state(&stuck, "running");
	if (check_failed > before)
		fprintf(stderr, "^ %s of a process %s\n", verb_name(which), name);
	world_close(&world);
}

/* --- What the matrix does not show ------------------------------------------------------ */

/* The handler does not listen at all: the state is free at once all the same. */
static void test_deaf(void)
{
	for (int which = VERB_COMPLETE; which < VERB_MAX; which++) {
		WORLD(world);
		int64_t id = world_create(&world, world.instance, NULL), began, process;

		world_settle(&world);
		world_on(&world, "start", deaf);
		world_verb(&world, world.instance, id, "start", NULL);
		process = world.last.process_id;
		began = clock_mono();
		CHECK_INT(verb(&world, process, (enum verb)which), 0);
		CHECK(clock_mono() - began < SOON_MS + slack(&world));
		CHECK_STR(world.then, which == VERB_COMPLETE   ? "running"
				      : which == VERB_ROLLBACK ? "stopping"
							       : "stopped");
		world_settle(&world);
		CHECK_STR(world_state(&world, world.instance, id),
			  which == VERB_COMPLETE ? "running" : "stopped");
		CHECK_INT(world_processes(&world)->pending, 0);
		world_close(&world);
	}
}

/* All five at once, in every order of two: one wins, the others are told, nothing hangs. */
static void test_at_once(void)
{
	for (int first = 0; first < VERB_MAX; first++)
		for (int second = 0; second < VERB_MAX; second++) {
			WORLD(world);
			int64_t id = world_create(&world, world.instance, NULL), process;
			const char *state;

			world_settle(&world);
			world_on(&world, "start", silent);
			world_verb(&world, world.instance, id, "start", NULL);
			process = world.last.process_id;
			await_started(&world, 2);
			world_on(&world, "start", fine);
			world.answers = 0;
			engine_verb(world.engine, process, (enum verb)first, "a", world_answer,
				    &world);
			engine_verb(world.engine, process, (enum verb)second, "b", world_answer,
				    &world);
			world_await(&world, 0);
			world_await(&world, 1);
			world_settle(&world);
			state = world_state(&world, world.instance, id);
			CHECK(strcmp(state, "running") == 0 || strcmp(state, "stopped") == 0);
			CHECK_INT(world_processes(&world)->pending, 0);
			world_close(&world);
		}
}

/* A skip outlives the attempt and the server, and does not reach the process that follows. */
static void test_skip_lasts(void)
{
	WORLD(world);
	int64_t id = world_create(&world, world.instance, NULL), process;

	world_settle(&world);
	world_on(&world, "pre_start", silent);
	world_on(&world, "start", unavailable);
	/* Nobody can say so from outside. */
	world_verb(&world, world.instance, id, "start",
		   "{\"_skip\":[\"instance:1 instance.start pre_start\"]}");
	process = world.last.process_id;
	await_started(&world, 1);
	CHECK_STR(world.trace, "pre_start");
	CHECK_INT(verb(&world, process, VERB_SKIP), 0);
	await_started(&world, 2);
	CHECK_STR(world.trace, "pre_start start");
	world_kill(&world);
	world.trace[0] = 0;
	world.started = 0;
	world_boot(&world);
	CHECK_INT(verb(&world, process, VERB_RETRY), 0);
	await_started(&world, 1);
	CHECK(strncmp(world.trace, "start", 5) == 0);
	CHECK(!strstr(world.trace, "pre_start"));
	CHECK_INT(verb(&world, process, VERB_ROLLBACK), 0);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.instance, id), "stopped");
	world.trace[0] = 0;
	world_on(&world, "pre_start", fine);
	world_on(&world, "start", fine);
	world_verb(&world, world.instance, id, "start", NULL);
	world_settle(&world);
	CHECK_STR(world.trace, "pre_start start start_more post_start");
	world_close(&world);
}

/* More attempts are granted by a retry: the limit counts from there. */
static void test_retry_grants(void)
{
	static const struct definition_text few[] = {
		DEFINE("instance", "create", "requested", "creating", "stopped"),
		DEFINE("instance", "start", "stopped", "starting", "running",
		       .handlers = {[PHASE_HANDLE] = "start"}, .retries = 1, .timeout = 60),
	};
	struct world world;
	int64_t id, process;

	world_open(&world, few, 2);
	id = world_create(&world, world.instance, NULL);
	world_settle(&world);
	world_on(&world, "start", unavailable);
	world_verb(&world, world.instance, id, "start", NULL);
	process = world.last.process_id;
	await_started(&world, 1);
	CHECK_INT(world.started, 1);
	CHECK_INT(verb(&world, process, VERB_RETRY), 0);
	await_started(&world, 2);
	CHECK_INT(world.started, 2);
	CHECK_STR(world_processes(&world)->text, "instance.create:DONE instance.start:pending");
	/* No on_failure: rollback leads where cancel does. */
	CHECK_INT(verb(&world, process, VERB_ROLLBACK), 0);
	CHECK_STR(world.then, "stopped");
	world_close(&world);
}

/* A process whose definition is gone can still be ended. */
static void test_orphan(void)
{
	WORLD(world);
	int64_t id = world_create(&world, world.instance, NULL), process;
	struct lifecycles *full = world.set, *less = lifecycles_new();

	world_settle(&world);
	world_on(&world, "start", silent);
	world_verb(&world, world.instance, id, "start", NULL);
	process = world.last.process_id;
	CHECK_INT(help_add(less, &texts[0], 1, NULL), 0);
	CHECK_INT(lifecycles_finish(less, NULL), 0);
	world_kill(&world);
	world.set = less;
	world_boot(&world);
	for (int which = 0; which < VERB_CANCEL; which++) {
		CHECK_INT(verb(&world, process, (enum verb)which), -1);
		CHECK(strstr(world.last.err.text, "not defined any more"));
	}
	CHECK_INT(verb(&world, process, VERB_CANCEL), 0);
	CHECK_STR(world_processes(&world)->text, "instance.create:DONE instance.start:CANCELED");
	CHECK_INT(verb(&world, 999, VERB_CANCEL), -1);
	CHECK_INT(world.last.err.code, ERROR_NOT_FOUND);
	world_kill(&world);
	world.set = full;
	lifecycles_unref(less);
	world_boot(&world);
	world_close(&world);
}

/* Whoever waits for the resource is told, and what a nested run left says why. */
static void test_told(void)
{
	WORLD(world);
	int64_t id = world_create(&world, world.instance, NULL), process;
	int64_t nic = world_create(&world, world.nic, NULL);
	char data[40];
	const char *message;

	world_settle(&world);
	world_on(&world, "nic", silent);
	world_on(&world, "start", activates_nic);
	snprintf(data, sizeof(data), "{\"nic\":%lld}", (long long)nic);
	world_verb(&world, world.instance, id, "start", data);
	process = world.last.process_id;
	await_started(&world, 3);
	world.answers = 0;
	engine_wait(world.engine, world.instance, id, "running", 5000, world_answer, &world);
	engine_verb(world.engine, process, VERB_CANCEL, "me", NULL, NULL);
	world_await(&world, 0);
	CHECK_INT(world.last.err.code, ERROR_CONFLICT);
	CHECK(strstr(world.last.err.text, "cancelled by me"));
	CHECK_STR(world_state(&world, world.nic, nic), "activating");
	message = world_row(&world, world.nic, nic)->message;
	CHECK(message && strstr(message, "left on the way") && strstr(message, "by me"));
	/* It is free, too. */
	world_on(&world, "nic", fine);
	CHECK_INT(world_verb(&world, world.nic, nic, "activate", NULL), 0);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, nic), "active");
	world_close(&world);
}

/* --- Wake-ups: none of these may wait for a timer ----------------------------------------- */

static void test_wake_ups(void)
{
	WORLD(world);
	struct stuck stuck = {.world = &world, .attempts = 4};
	struct process_status status;
	int64_t began;

	/* An agent that is back. */
	stuck.id = world_create(&world, world.instance, NULL);
	stuck.nic = world_create(&world, world.nic, NULL);
	world_settle(&world);
	asleep(&stuck);
	world_on(&world, "start", fine);
	began = clock_mono();
	engine_wake(world.engine, "agent", "4"); /* another one */
	world_spend(&world, 20);
	CHECK_STR(world_state(&world, world.instance, stuck.id), "starting");
	engine_wake(world.engine, "agent", "3");
	check_state(&stuck, "running");
	CHECK(clock_mono() - began < SOON_MS + slack(&world));
	world_close(&world);

	/* The same after a crash, when nobody knows any more what was waited for. */
	world_open(&world, texts, sizeof(texts) / sizeof(texts[0]));
	stuck.id = world_create(&world, world.instance, NULL);
	stuck.nic = world_create(&world, world.nic, NULL);
	world_settle(&world);
	crashed_asleep(&stuck);
	world_on(&world, "start", fine);
	began = clock_mono();
	engine_wake(world.engine, "agent", "3");
	check_state(&stuck, "running");
	CHECK(clock_mono() - began < SOON_MS + slack(&world));
	world_close(&world);

	/* A resource that is let go of. */
	world_open(&world, texts, sizeof(texts) / sizeof(texts[0]));
	stuck.id = world_create(&world, world.instance, NULL);
	stuck.nic = world_create(&world, world.nic, NULL);
	world_settle(&world);
	blocked(&stuck);
	CHECK_INT(engine_status(world.engine, stuck.process, &status), 0);
	began = clock_mono();
	CHECK_INT(verb(&world, atoll(status.waiting_id), VERB_CANCEL), 0);
	check_state(&stuck, "running");
	CHECK(clock_mono() - began < SOON_MS + slack(&world));

	/* Stop during start. */
	world_verb(&world, world.instance, stuck.id, "stop", NULL);
	world_settle(&world);
	world_on(&world, "start", silent);
	world.started = 0;
	world_verb(&world, world.instance, stuck.id, "start", NULL);
	await_started(&world, 2);
	began = clock_mono();
	CHECK_INT(world_verb(&world, world.instance, stuck.id, "stop", NULL), 0);
	check_state(&stuck, "stopped");
	CHECK(clock_mono() - began < SOON_MS + slack(&world));
	world_close(&world);
}

struct job {
	const char *name;
	void (*make)(struct stuck *stuck); /* of the matrix */
	void (*test)(void);
};

static void run_job(const struct job *job)
{
	if (job->test)
		job->test();
	for (int which = 0; job->make && which < VERB_MAX; which++)
		check_way(job->name, job->make, (enum verb)which);
}

int main(void)
{
	static const struct job jobs[] = {
		{"in a handler that waits for an agent", in_handler, NULL},
		{"in a listener before the work", in_pre, NULL},
		{"asleep between attempts", asleep, NULL},
		{"in a nested run", nested, NULL},
		{"asleep after a nested run failed", nested_asleep, NULL},
		{"waiting for a resource that another holds", blocked, NULL},
		{"queued behind another", queued, NULL},
		{"recovered after a crash", crashed, NULL},
		{"recovered asleep", crashed_asleep, NULL},
		{"with a stalled commit", stalled, NULL},
		{"", NULL, test_deaf},
		{"", NULL, test_at_once},
		{"", NULL, test_skip_lasts},
		{"", NULL, test_retry_grants},
		{"", NULL, test_orphan},
		{"", NULL, test_told},
		{"", NULL, test_wake_ups},
	};
	int counts[2], ends[2], status;

	/* Most of it is waiting: each has a process of its own. */
	CHECK_INT(pipe(ends), 0);
	fflush(NULL);
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		if (fork() != 0)
			continue;
		check_passed = check_failed = 0;
		run_job(&jobs[i]);
		counts[0] = check_passed;
		counts[1] = check_failed;
		exit(write(ends[1], counts, sizeof(counts)) != sizeof(counts));
	}
	close(ends[1]);
	for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
		status = -1;
		CHECK(wait(&status) > 0);
		CHECK_INT(status, 0);
	}
	while (read(ends[0], counts, sizeof(counts)) == sizeof(counts)) {
		check_passed += counts[0];
		check_failed += counts[1];
	}
	close(ends[0]);
	return check_end();
}
