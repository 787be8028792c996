/*
 * Processes without logic whose caller waits for the end: accepted and ended in one commit. What
 * is told and when, and what a failure, another request or a crash leaves behind.
 */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "spec/c/engine_help.h"

static const struct definition_text texts[] = {
	DEFINE("nic", "create", "requested", "registering", "inactive", .fallback = "activate",
	       .delegate = 1),
	DEFINE("nic", "activate", "inactive,registering", "activating", "active"),
	DEFINE("nic", "deactivate", "active,activating,checking", "deactivating", "inactive"),
	DEFINE("nic", "check", "active,inactive", "active=checking,inactive=rechecking",
	       "checking=active,rechecking=inactive", .handlers = {[PHASE_HANDLE] = "check"},
	       .retries = 3, .timeout = 5),
	DEFINE("nic", "remove", "inactive,deactivating", "removing", "removed"),
};

#define WORLD(name) \
	struct world name; \
	world_open(&name, texts, sizeof(texts) / sizeof(texts[0]))

static char seen[32]; /* the state when the last answer came: nothing can have gone on since */

static void answered(void *arg, const struct outcome *outcome)
{
	struct world *world = arg;

	world_answer(arg, outcome);
	snprintf(seen, sizeof(seen), "%s", world_state(world, world->nic, outcome->id));
}

static void ask(struct world *world, int64_t id, const char *verb, int to_end, const char *data)
{
	struct request request = {
		.verb = verb, .type = world->nic, .id = id, .actor = "test", .to_end = to_end};

	if (data)
		request.data = span_of(data);
	engine_schedule(world->engine, &request, answered, world);
}

/* Asks and waits for the answer; gives what the row said at that moment. */
static const char *ask_now(struct world *world, int64_t id, const char *verb, int to_end)
{
	int before = world->answers;

	ask(world, id, verb, to_end, NULL);
	world_await(world, before);
	return seen;
}

/* Until so many answers came: what is asked but not accepted yet does not count as under way. */
static void await(struct world *world, int answers)
{
	int64_t until = clock_mono() + 30000;

	while (world->answers < answers && clock_mono() < until)
		loop_once(world->loop, 10);
	CHECK_INT(world->answers, answers);
}

static int64_t active_nic(struct world *world)
{
	int64_t id = world_create(world, world->nic, NULL);

	world_settle(world);
	CHECK_STR(world_state(world, world->nic, id), "active");
	return id;
}

static int history_text(void *arg, const struct history_row *row)
{
	struct buf *text = arg;

	buf_addf(text, "%lld %s %.*s\n", (long long)row->process_id, row->kind,
		 (int)row->detail.len, row->detail.at);
	return 0;
}

/* The same rows as by two commits, and the same two words to those who listen. */
static void test_one_commit(void)
{
	AUTO(buf_done) struct buf apart = {0};
	AUTO(buf_done) struct buf together = {0};
	WORLD(world);
	int64_t one = active_nic(&world), other = active_nic(&world);
	struct process_row row;
	struct engine_stats stats;

	world.changed = 0;
	CHECK_STR(ask_now(&world, one, "deactivate", 1), "inactive");
	CHECK_INT(world.last.rc, 0);
	CHECK(world.last.process_id > 0);
	CHECK_INT(world.changed, 2);
	CHECK_INT(reader_process(world.reader, world.last.process_id, &row, NULL), 0);
	CHECK_STR(row.name, "nic.deactivate");
	CHECK_STR(row.result, "SUCCESS");
	CHECK_STR(row.exit_reason, "DONE");
	CHECK_STR(row.phase, "done");
	CHECK_INT(row.resource_id, one);
	engine_stats(world.engine, &stats);
	CHECK_INT(stats.running + stats.waiting, 0);
	reader_history(world.reader, world.nic, one, 2, history_text, &together, NULL);

	/* Who does not wait is answered on the way. */
	CHECK_STR(ask_now(&world, other, "deactivate", 0), "deactivating");
	world_settle(&world);
	reader_history(world.reader, world.nic, other, 2, history_text, &apart, NULL);
	for (char *at = apart.data; at && *at; at++)
		if (*at == '4')
			*at = '3'; /* the number of the process */
	CHECK_STR(together.data, apart.data);
	CHECK(strstr(together.data, "\"from\":\"deactivating\",\"to\":\"inactive\""));
	CHECK(strstr(together.data, "\"to\":\"deactivating\",\"actor\":\"test\""));

	CHECK_STR(ask_now(&world, one, "remove", 1), "removed");
	CHECK(world_row(&world, world.nic, one)->removed > 0);
	CHECK(world_row(&world, world.nic, one)->remove_time > clock_now());
	CHECK_INT(world.started, 0);
	world_close(&world);
}

/* Logic, a process under way, something to be stopped first: as if nothing had been asked for. */
static void test_not_alone(void)
{
	WORLD(world);
	int64_t id = active_nic(&world);
	int before = 0;

	world_on(&world, "check", slow);
	CHECK_STR(ask_now(&world, id, "check", 1), "checking");
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, id), "active");
	CHECK_STR(ask_now(&world, id, "activate", 1), "active");
	CHECK_INT(world.last.process_id, 0);

	/* A handler is out: its end comes first. */
	world.slow_ms = 5000;
	CHECK_STR(ask_now(&world, id, "check", 0), "checking");
	CHECK_STR(ask_now(&world, id, "deactivate", 1), "deactivating");
	world_settle(&world);
	CHECK_INT(world.cancelled, 1);
	CHECK_STR(ask_now(&world, id, "activate", 1), "active");

	/* remove=true in its data: goes on as a removal, which is more than its end. */
	before = world.answers;
	ask(&world, id, "deactivate", 1, "{\"remove\":true}");
	world_await(&world, before);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, id), "removed");
	world_close(&world);
}

static void waits_too(void *arg, const struct outcome *outcome)
{
	struct world *world = arg;

	CHECK_INT(outcome->rc, 0);
	CHECK_STR(outcome->rests, "inactive");
	engine_wait(world->engine, world->nic, outcome->id, "inactive", 5000, world_answer, world);
}

/* Whoever comes in between is served behind it, in order. */
static void test_in_between(void)
{
	WORLD(world);
	int64_t id = active_nic(&world);
	struct request request = {
		.verb = "deactivate", .type = world.nic, .id = id, .actor = "test", .to_end = 1};
	int before = world.answers;

	ask(&world, id, "deactivate", 1, NULL);
	ask(&world, id, "activate", 1, NULL);
	ask(&world, id, "deactivate", 0, NULL);
	await(&world, before + 3);
	CHECK_INT(world.last.rc, 0);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, id), "inactive");
	CHECK_STR(world_processes(&world)->text,
		  "nic.create:DONE nic.deactivate:DONE nic.activate:DONE nic.deactivate:DONE");

	CHECK_STR(ask_now(&world, id, "activate", 1), "active");
	before = world.answers;
	engine_schedule(world.engine, &request, waits_too, &world);
	world_await(&world, before);
	CHECK_INT(world.last.rc, 0);
	CHECK_STR(world_state(&world, world.nic, id), "inactive");

	/* Who waited before, for whatever reason, is told by it too. */
	before = world.answers;
	ask(&world, id, "check", 0, NULL);
	engine_wait(world.engine, world.nic, id, "active", 5000, world_answer, &world);
	await(&world, before + 2);
	CHECK_INT(world.last.err.code, ERROR_CONFLICT);
	ask(&world, id, "activate", 1, NULL);
	engine_wait(world.engine, world.nic, id, "active", 5000, world_answer, &world);
	await(&world, before + 4);
	CHECK_INT(world.last.rc, 0);
	CHECK_STR(ask_now(&world, id, "deactivate", 1), "inactive");

	/* An engine that ends while it is in flight owes its answer, and nothing else. */
	before = world.answers;
	ask(&world, id, "activate", 1, NULL);
	world_kill(&world);
	CHECK_INT(world.answers, before + 1);
	CHECK_INT(world.last.err.code, ERROR_CANCELLED);
	world_boot(&world);
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, id), "active");
	CHECK_INT(world_processes(&world)->pending, 0);
	world_close(&world);
}

/* A guess that was wrong is tried again; a disk that is full takes neither of the two. */
static void test_refused(void)
{
	struct rlimit old, none;
	WORLD(world);
	int64_t id = active_nic(&world);

	CHECK_STR(ask_now(&world, id, "remove", 1), "active");
	CHECK_INT(world.last.err.code, ERROR_CONFLICT);
	CHECK_STR(ask_now(&world, id + 7, "deactivate", 1), "missing");
	CHECK_INT(world.last.err.code, ERROR_NOT_FOUND);

	getrlimit(RLIMIT_FSIZE, &old);
	none = old;
	none.rlim_cur = 0;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &none);
	CHECK_STR(ask_now(&world, id, "deactivate", 1), "active");
	CHECK_INT(world.last.rc, -1);
	CHECK_INT(world.last.err.code, ERROR_UNAVAILABLE);
	setrlimit(RLIMIT_FSIZE, &old);
	CHECK_STR(world_processes(&world)->text, "nic.create:DONE");
	CHECK_STR(ask_now(&world, id, "deactivate", 1), "inactive");
	CHECK_STR(world_processes(&world)->text, "nic.create:DONE nic.deactivate:DONE");
	world_close(&world);
}

static int told; /* a pipe */

static void tells(void *arg, const struct outcome *outcome)
{
	struct world *world = arg;

	CHECK_INT(outcome->rc, 0);
	CHECK_INT(write(told, "t", 1), 1);
	world->answers++;
}

/* Dies at a commit. 1 when somebody had been told by then. */
static int crash(struct world *world, int64_t id, const char *fault, int to_end, int want)
{
	int status = 0, ends[2];
	char byte;
	pid_t pid;

	world_kill(world);
	CHECK_INT(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		struct request request = {.verb = "deactivate",
					  .type = world->nic,
					  .id = id,
					  .actor = "test",
					  .to_end = to_end};

		setenv("STAMPEDE_FAULT", fault, 1);
		told = ends[1];
		world->loop = loop_new(NULL);
		world_boot(world);
		engine_schedule(world->engine, &request, tells, world);
		for (int i = 0; i < 300 && !world->answers; i++)
			world_spend(world, 10);
		world_spend(world, 200);
		_exit(0);
	}
	close(ends[1]);
	waitpid(pid, &status, 0);
	CHECK_INT(WEXITSTATUS(status), want);
	status = (int)read(ends[0], &byte, 1);
	close(ends[0]);
	world_boot(world);
	return status;
}

static void test_crashes(void)
{
	WORLD(world);
	int64_t id = active_nic(&world);

	/* Before the one commit there is nothing, and nobody was told; after it there is all. */
	CHECK_INT(crash(&world, id, "store-commit-before:1", 1, 137), 0);
	CHECK_STR(world_state(&world, world.nic, id), "active");
	CHECK_STR(world_processes(&world)->text, "nic.create:DONE");
	CHECK_INT(crash(&world, id, "store-commit-after:1", 1, 137), 0);
	CHECK_STR(world_state(&world, world.nic, id), "inactive");
	CHECK_STR(world_processes(&world)->text, "nic.create:DONE nic.deactivate:DONE");

	/* There is no second commit to die at. */
	CHECK_STR(ask_now(&world, id, "activate", 1), "active");
	CHECK_INT(crash(&world, id, "store-commit-before:2", 1, 0), 1);
	CHECK_STR(world_state(&world, world.nic, id), "inactive");

	/* Not waited for: two, and what was accepted at the first goes on. */
	CHECK_STR(ask_now(&world, id, "activate", 1), "active");
	crash(&world, id, "store-commit-before:2", 0, 137);
	CHECK_STR(world_state(&world, world.nic, id), "deactivating");
	world_settle(&world);
	CHECK_STR(world_state(&world, world.nic, id), "inactive");
	world_close(&world);
}

int main(void)
{
	test_one_commit();
	test_not_alone();
	test_in_between();
	test_refused();
	test_crashes();
	return check_end();
}
