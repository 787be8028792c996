/*
 * The engine when something goes wrong: attempts, failures, time that is over, a full disk; and
 * that nothing accepted is lost when it dies at any moment.
 */
#include <signal.h>
#include <sys/resource.h>

#include "spec/c/engine_lifecycles.h"

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

/* --- Tests ------------------------------------------------------------------------------ */

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
	test_retry();
	test_failure();
	test_limits();
	test_full_disk();
	for (unsigned seed = 1; seed <= 5; seed++)
		test_crashes(seed);
	return check_end();
}
