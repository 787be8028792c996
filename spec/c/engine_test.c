/*
 * The engine against a real store and handlers in C: what each process leaves behind, and in
 * which order. Processes inside of others: engine_nested_test.c; what goes wrong:
 * engine_fault_test.c.
 */
#include "spec/c/engine_lifecycles.h"

/* --- Handlers --------------------------------------------------------------------------- */

static void stops_phase(struct world *world, struct run *run, int attempt)
{
	struct handler_result result = {.patch = span_of("{\"ip\":\"1\"}"), .stop = 1};

	(void)world, (void)attempt;
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
	engine_remove(world.engine, world.instance, id, span_of("{}"), 0, "test", world_answer,
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
	engine_remove(world.engine, world.note, note, (struct span){NULL, 0}, 0, "test",
		      world_answer, &world);
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
	engine_create(world.engine, world.instance, &row, span_of("{}"), NULL, "test", world_answer,
		      &world);
	engine_update(world.engine, world.note, 999, span_of("{}"), -1, 0, "test", world_answer,
		      &world);
	world_close(&world);
	CHECK_INT(world.answers, before + 4);
	CHECK_INT(world.last.err.code, ERROR_CANCELLED);
}

int main(void)
{
	test_no_op();
	test_phases();
	test_chain();
	test_interrupt();
	test_update_and_wait();
	test_given_up();
	return check_end();
}
