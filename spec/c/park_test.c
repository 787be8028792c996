/*
 * Handlers that wait for an agent and are parked meanwhile: their coroutine is given back, their
 * request stays, and they are run again when the answer is there. See core/script/park.h.
 */
#include "spec/c/park_help.h"

static void test_reply(void)
{
	int64_t id = fresh(), before = begun(), process = begin(id, "ask", "{}");
	struct process_status status;

	until_parked(1);
	CHECK_INT(engine_status(engine, process, &status), 0);
	CHECK_STR(status.phase, "handle");
	CHECK_STR(status.handler, "ask");
	CHECK_STR(status.step, "running");
	CHECK_STR(status.waiting_kind, "agent");
	CHECK_STR(status.waiting_id, "3");
	CHECK_INT(status.attempt, 1);
	CHECK(clock_now() - status.since < 10000);
	reply(0, "{\"note\":\"told\"}");
	rests(id);
	CHECK_STR(shelf(id), "inactive told");
	CHECK_INT(asked_count, 1); /* run again, not asked again */
	CHECK_INT(begun() - before, 2);
	CHECK(!script->kept);
}

/* What was answered before it was parked is not asked again either. */
static void test_two(void)
{
	int64_t id = fresh();

	begin(id, "two", "{}");
	until_parked(1);
	reply(0, "{\"n\":7}");
	until_parked(2);
	CHECK_STR(texts[1], "{\"n\":7}");
	reply(1, "{\"note\":\"both\"}");
	rests(id);
	CHECK_STR(shelf(id), "inactive both");
	CHECK_INT(asked_count, 2);
}

/* One that holds something keeps its coroutine. */
static void test_held(void)
{
	int64_t id = fresh(), before = number_of("counts", "{}", "closed");

	begin(id, "hold", "{}");
	until_set(&asked_count, 1);
	for (int i = 0; i < 10; i++)
		loop_once(loop, 5);
	CHECK_INT(number_of("counts", "{}", "closed"), before);
	CHECK_INT(script->awake, 1);
	reply(0, "{\"note\":\"held\"}");
	rests(id);
	CHECK_STR(shelf(id), "inactive held");
	CHECK_INT(number_of("counts", "{}", "closed"), before + 1);
}

/* One that asks for something else each time is parked once, and comes to its end. */
static void test_stray(void)
{
	int64_t id = fresh();

	begin(id, "stray", "{}");
	until_parked(1);
	reply(0, "{\"note\":\"first\"}");
	until_set(&asked_count, 2);
	for (int i = 0; i < 10; i++)
		loop_once(loop, 5);
	CHECK_INT(script->awake, 1);
	reply(1, "{\"note\":\"second\"}");
	rests(id);
	CHECK_STR(shelf(id), "inactive second");
}

/* What it asked for before it may leave out when it is run again, and is parked all the same. */
static void test_passed_over(void)
{
	int64_t id = fresh();

	begin(id, "grow", "{}");
	for (int i = 0; i < 3; i++) {
		until_parked(i + 1);
		reply(i, "{\"note\":\"grown\"}");
	}
	rests(id);
	CHECK_STR(shelf(id), "inactive grown");
	CHECK_INT(asked_count, 3);
}

static int shows(int64_t id, const char *message)
{
	struct reader *reader = reader_open(store, NULL);
	struct error err;
	struct row row;
	int says;

	CHECK_INT(reader_get(reader, model_type(engine_model(engine), "shelf"), id, &row, &err), 0);
	says = row.message && strcmp(row.message, message) == 0;
	reader_close(reader);
	return says;
}

/* What the agent says meanwhile is shown, each time. */
static void test_progress(void)
{
	static const char *const messages[] = {"looking", "still looking"};
	int64_t id = fresh();

	begin(id, "ask", "{}");
	until_parked(1);
	for (int i = 0; i < 2; i++) {
		int64_t until = clock_mono() + 30000;

		say(0, messages[i]);
		while (!shows(id, messages[i]) && clock_mono() < until)
			loop_once(loop, 5);
		CHECK(shows(id, messages[i]));
	}
	reply(0, "{\"note\":\"seen\"}");
	rests(id);
	CHECK_STR(shelf(id), "inactive seen");
}

static int failed(const char *verb, const char *why)
{
	int64_t id = fresh(), process = begin(id, verb, "{}");
	struct process_row row;
	struct reader *reader;
	struct error err;
	int says;

	rests(id);
	reader = reader_open(store, &err);
	CHECK_INT(reader_process(reader, process, &row, &err), 0);
	says = row.last_error && strstr(row.last_error, why) != NULL;
	if (!says)
		fprintf(stderr, "'%s' not in '%s'\n", why,
			row.last_error ? row.last_error : "nothing");
	reader_close(reader);
	CHECK(!script->kept);
	return says;
}

/* Its own time and that of its request go on while it is parked. */
static void test_time(void)
{
	CHECK(failed("brief", "'brief' did not end within 1 seconds"));
	CHECK_INT(taken_back, 1);
	CHECK(failed("lost", "agent 3 did not answer within 1 s"));
}

static void test_verbs(void)
{
	static const char *const rest[VERB_MAX] = {[VERB_SKIP] = "inactive -",
						   [VERB_COMPLETE] = "inactive -",
						   [VERB_ROLLBACK] = "inactive -",
						   [VERB_CANCEL] = "inactive -"};

	for (int verb = 0; verb < VERB_MAX; verb++) {
		int64_t id = fresh(), process = begin(id, "ask", "{}");
		int want;

		until_parked(1);
		want = got_count + 1;
		engine_verb(engine, process, (enum verb)verb, "test", on_outcome, NULL);
		until_set(&got_count, want);
		CHECK_INT(got.rc, 0);
		if (verb == VERB_RETRY) {
			until_parked(2);
			reply(0, "{\"note\":\"late\"}"); /* nobody waits for it any more */
			reply(1, "{\"note\":\"again\"}");
		}
		rests(id);
		CHECK_STR(shelf(id), verb == VERB_RETRY ? "inactive again" : rest[verb]);
		until_set(&taken_back, 1);
		CHECK(!script->kept);
	}
}

/* The connection ends and comes back; who waits is told over the new one, each once. */
static void test_reconnect(void)
{
	int64_t ids[MANY];

	fresh();
	for (int i = 0; i < MANY; i++)
		ids[i] = number_of("fresh", "{}", "id");
	for (int i = 0; i < MANY; i++)
		begin(ids[i], "ask", "{}");
	until_parked(MANY);
	link_server_drop(link_server, AGENT, "a test");
	while (agent_end.ops)
		loop_once(loop, 5);
	asked_count = 0;
	connect_agent();
	until_set(&asked_count, MANY);
	CHECK_INT(script->awake, 0);
	for (int i = 0; i < MANY; i++)
		reply(i, "{\"note\":\"after\"}");
	for (int i = 0; i < MANY; i++) {
		rests(ids[i]);
		CHECK_STR(shelf(ids[i]), "inactive after");
	}
	CHECK_INT(asked_count, MANY);
}

/* Deep in another process: all of them are parked, but for those that hold something; and the end
 * climbs as ever. */
static void deep(const char *verb, int awake, const char *want, int goes_on)
{
	int64_t child = fresh(), id = number_of("fresh", "{}", "id");
	struct process_status status;
	int64_t process;
	char data[40];

	snprintf(data, sizeof(data), "{\"child\":%lld}", (long long)child);
	process = begin(id, verb, data);
	until_set(&asked_count, 1);
	for (int i = 0; i < 10; i++)
		loop_once(loop, 5);
	CHECK_INT(script->awake, awake);
	CHECK_INT(running(), awake);
	CHECK_INT(engine_status(engine, process, &status), 0);
	CHECK_STR(status.waiting_kind, "agent");
	CHECK(strstr(status.path, "->shelf.") != NULL);
	reply(0, "{\"note\":\"deep\"}");
	rests(id);
	CHECK_STR(shelf(id), want);
	if (goes_on) { /* the inner one was left on its way, and has a process of its own now */
		until_set(&asked_count, 2);
		reply(1, "{}");
		rests(child);
	}
	CHECK_INT(asked_count, 1 + goes_on);
	/* Who waits for the resource may be told before the handler has ended. */
	for (int i = 0; i < 1000 && script->kept; i++)
		loop_once(loop, 5);
	CHECK(!script->kept);
}

static void test_nested(void)
{
	deep("outer", 0, "inactive deep", 0);
	deep("holder", 1, "inactive deep", 0);
	deep("try", 0, "inactive it fails", 1);
}

/* The outer one is broken off while both are parked. */
static void test_nested_broken(void)
{
	int64_t child = fresh(), id = number_of("fresh", "{}", "id"), process;
	char data[40];
	int want;

	snprintf(data, sizeof(data), "{\"child\":%lld}", (long long)child);
	process = begin(id, "outer", data);
	until_parked(1);
	want = got_count + 1;
	engine_verb(engine, process, VERB_RETRY, "test", on_outcome, NULL);
	until_set(&got_count, want);
	until_parked(2);
	reply(1, "{\"note\":\"deep\"}");
	rests(id);
	CHECK_STR(shelf(id), "inactive deep");
	id = number_of("fresh", "{}", "id");
	child = fresh();
	snprintf(data, sizeof(data), "{\"child\":%lld}", (long long)child);
	process = begin(id, "outer", data);
	until_parked(1);
	want = got_count + 1;
	engine_verb(engine, process, VERB_CANCEL, "test", on_outcome, NULL);
	until_set(&got_count, want);
	rests(id);
	CHECK_STR(shelf(id), "inactive -");
	until_parked(2); /* the inner one goes on by itself */
	reply(1, "{\"note\":\"deep\"}");
	rests(child);
	CHECK_STR(shelf(child), "active deep");
	CHECK(!script->kept);
}

/* Parked, it waits for a resource that another process has; what it begins there counts among those
 * that execute. */
static void test_nested_counts(void)
{
	int64_t child = fresh(), id = number_of("fresh", "{}", "id");
	int64_t until;
	char data[40];

	begin(child, "hold", "{}");
	until_set(&asked_count, 1);
	snprintf(data, sizeof(data), "{\"child\":%lld}", (long long)child);
	begin(id, "within", data);
	until = clock_mono() + 30000;
	while (running() != 1 && clock_mono() < until)
		loop_once(loop, 5);
	CHECK_INT(running(), 1);
	reply(0, "{\"note\":\"first\"}");
	until_set(&asked_count, 2);
	for (int i = 0; i < 10; i++)
		loop_once(loop, 5);
	CHECK_INT(script->awake, 1);
	CHECK_INT(running(), 1);
	reply(1, "{\"note\":\"second\"}");
	rests(id);
	CHECK_STR(shelf(id), "inactive second");
}

/* --- Programs ----------------------------------------------------------------------------- */

static struct event heard;
static int heard_count;

static void hear(struct bus_hearer *hearer, const struct event *event, const char *name)
{
	(void)hearer, (void)name;
	heard = *event;
	heard.data = (struct span){0};
	heard_count++;
}

static int answer(const char *data)
{
	struct event event;
	struct error err;

	event_start_reply(&event, &heard);
	event.data = span_of(data);
	return bus_reply(bus, &event, &(struct bus_party){.is_raw = 1}, &err);
}

static void waits_on(int64_t process, const char *what)
{
	int64_t until = clock_mono() + 30000;
	struct process_status status = {0};

	while ((script->awake || running() || engine_status(engine, process, &status) < 0 ||
		!status.waiting_id || strcmp(status.waiting_id, what) != 0) &&
	       clock_mono() < until)
		loop_once(loop, 5);
	CHECK_INT(script->awake, 0);
	CHECK_INT(running(), 0);
	CHECK_STR(status.waiting_kind, "event");
	CHECK_STR(status.waiting_id, what);
}

/* One that asks a program is parked as one that asks an agent; whether somebody hears it is shown.
 */
static void test_program(void)
{
	struct bus_hearer hearer = {.names = "look;handler=h\0", .hear = hear};
	int64_t id = fresh(), before = begun(), process = begin(id, "program", "{}");
	int want;

	waits_on(process, "look;handler=h: nobody subscribes");
	bus_add(bus, &hearer);
	waits_on(process, "look;handler=h");
	CHECK_INT(heard_count, 1);
	bus_remove(bus, &hearer);
	waits_on(process, "look;handler=h: nobody subscribes");
	bus_add(bus, &hearer);
	waits_on(process, "look;handler=h");
	CHECK_INT(answer("{\"note\":\"told\"}"), 0);
	rests(id);
	CHECK_STR(shelf(id), "inactive told");
	CHECK_INT(heard_count, 2);
	CHECK_INT(begun() - before, 2);
	CHECK(!script->kept);

	/* Given up: nobody waits for the answer any more. */
	id = fresh();
	process = begin(id, "program", "{}");
	waits_on(process, "look;handler=h");
	want = got_count + 1;
	engine_verb(engine, process, VERB_CANCEL, "test", on_outcome, NULL);
	until_set(&got_count, want);
	rests(id);
	CHECK_STR(shelf(id), "inactive -");
	CHECK(answer("{\"note\":\"late\"}") < 0);

	/* The program ends while one is parked. */
	process = begin(fresh(), "program", "{}");
	waits_on(process, "look;handler=h");
	bus_remove(bus, &hearer);
}

int main(void)
{
	park_open();
	test_reply();
	test_two();
	test_held();
	test_stray();
	test_passed_over();
	test_progress();
	test_time();
	test_verbs();
	test_reconnect();
	test_nested_broken();
	test_nested();
	test_nested_counts();
	test_program();

	/* The program ends while some are parked. */
	begin(fresh(), "ask", "{}");
	until_parked(1);
	return park_end();
}
