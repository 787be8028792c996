/*
 * Idempotence shown in the real engine: for each way of breaking it a handler that does, and
 * for each thing that is fine one that does it. See core/script/proof.h.
 */
#include <stdlib.h>

#include "base/clock.h"
#include "engine/engine.h"
#include "script/script.h"
#include "spec/c/check.h"
#include "spec/c/proof_help.h"

static struct loop *loop;
static struct engine *engine;
static struct script *script;
static struct store *store;

struct answer {
	int done, rc;
	char text[2048];
	struct error err;
};

static void on_done(void *arg, int rc, struct span data, const struct error *err)
{
	struct answer *answer = arg;

	answer->done = 1;
	answer->rc = rc;
	if (rc == 0)
		snprintf(answer->text, sizeof(answer->text), "%.*s", (int)data.len, data.at);
	else
		answer->err = *err;
}

static struct answer call(const char *function, const char *data)
{
	struct answer answer = {0};
	int64_t until = clock_mono() + 20000;

	script_call(script, "probe", function, span_of(data), on_done, &answer);
	while (!answer.done && clock_mono() < until)
		loop_once(loop, 20);
	CHECK(answer.done);
	return answer;
}

/* A new shelf, taken through one process. */
static struct answer run(const char *verb)
{
	char data[80];

	snprintf(data, sizeof(data), "{\"verb\":\"%s\"}", verb);
	return call("fresh", data);
}

static int says(const struct answer *answer, const char *text)
{
	int found = strstr(answer->rc == 0 ? answer->text : answer->err.text, text) != NULL;

	if (!found)
		fprintf(stderr, "no '%s' in '%s' / '%s'\n", text, answer->text, answer->err.text);
	return found;
}

static int64_t violations(void)
{
	int64_t proofs, found;

	script_idempotency_counts(script, &proofs, &found);
	return found;
}

static int find_violation(void *arg, const struct history_row *row)
{
	if (strcmp(row->kind, "violation") == 0)
		snprintf(arg, 1024, "%.*s", (int)row->detail.len, row->detail.at);
	return 0;
}

/* What the history of the newest shelf keeps of it. */
static void kept(char text[1024])
{
	struct answer answer = call("newest", "{}");
	struct reader *reader;
	struct error err;
	int64_t id = 0;

	text[0] = 0;
	json_int(json_get(span_of(answer.text), "id"), &id);
	reader = reader_open(store, &err);
	reader_history(reader, model_type(engine_model(engine), "shelf"), id, 50, find_violation,
		       text, &err);
	reader_close(reader);
}

static void test_fine(void)
{
	static const char *const verbs[] = {"ensure", "settle", "stamp", "loops", "nested",
					    "token",  "many",   "shy",   "less",  "derived"};

	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++) {
		struct answer answer = run(verbs[i]);

		if (answer.rc)
			fprintf(stderr, "%s: %s\n", verbs[i], answer.err.text);
		CHECK_INT(answer.rc, 0);
	}
	CHECK_INT(violations(), 0);
}

static void test_enforced(void)
{
	static const struct {
		const char *verb, *place, *effect, *why;
	} cases[] = {
		{"twice", "lua/handlers/twice.lua:4:", "resource.create shelf", "a second time"},
		{"random", "lua/handlers/random.lua:5:", "resource.create shelf",
		 "with another id.uuid()"},
		{"counter", "lua/handlers/counter.lua:4:", "resource.update shelf",
		 "which it had not done before"},
		{"clock", "lua/handlers/clock.lua:5:", "resource.update shelf",
		 "another time.now()"},
		{"result", "lua/handlers/result.lua:3:", "", "it holds another id.uuid()"},
		{"named", "lua/handlers/named.lua:3:", "", "it holds another id.access_key()"},
		{"patch", "lua/handlers/patch.lua:2:", "", "process data"},
		{"chain", "lua/handlers/chain.lua:2:", "", "another end"},
		{"breaks", "lua/handlers/breaks.lua:5:", "resource.update shelf",
		 "it fails: no more"},
		{"caught", "lua/handlers/caught.lua:4:", "resource.create shelf", "a second time"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int64_t before = violations();
		struct answer answer = run(cases[i].verb);
		char text[1024];

		CHECK(answer.rc < 0);
		CHECK(says(&answer, cases[i].place));
		CHECK(says(&answer, cases[i].effect) && says(&answer, cases[i].why));
		CHECK(says(&answer, "is not idempotent"));
		CHECK_INT(violations(), before + 1);
		kept(text);
		CHECK(strstr(text, cases[i].why) && strstr(text, cases[i].verb) &&
		      strstr(text, "\"line\":"));
		if (!strstr(text, cases[i].why))
			fprintf(stderr, "%s: kept '%s'\n", cases[i].verb, text);
	}
}

/* What is made twice is made once only: the second one never begins. */
static void test_harmless(void)
{
	struct answer before = call("count", "{}"), after;
	long first = 0, second = 0;

	run("twice");
	after = call("count", "{}");
	sscanf(before.text, "{\"n\":%ld", &first);
	sscanf(after.text, "{\"n\":%ld", &second);
	CHECK_INT(second, first + 2); /* the shelf itself, and the one it made */
}

static void test_sampled(void)
{
	struct answer answer, before = call("count", "{}"), after;
	int64_t found = violations(), proofs, none;
	long first = 0, second = 0;

	script_set_idempotency(script, IDEMPOTENCY_SAMPLE, 1);
	answer = run("twice");
	CHECK_INT(answer.rc, 0); /* reported, and goes on */
	CHECK_INT(violations(), found + 1);
	after = call("count", "{}");
	sscanf(before.text, "{\"n\":%ld", &first);
	sscanf(after.text, "{\"n\":%ld", &second);
	CHECK_INT(second, first + 2);
	answer = run("result");
	CHECK_INT(answer.rc, 0);
	CHECK_INT(violations(), found + 2);
	answer = run("ensure");
	CHECK_INT(answer.rc, 0);
	CHECK_INT(violations(), found + 2);

	/* A process that would run again on another resource is not run again for a sample. */
	answer = call("ticks", "{}");
	sscanf(answer.text, "{\"n\":%ld", &first);
	answer = run("touch");
	CHECK_INT(answer.rc, 0);
	answer = call("ticks", "{}");
	sscanf(answer.text, "{\"n\":%ld", &second);
	CHECK_INT(second, first + 1 + 3); /* that run, itself sampled, and our own look */
	CHECK_INT(violations(), found + 2);

	script_set_idempotency(script, IDEMPOTENCY_SAMPLE, 0);
	script_idempotency_counts(script, &proofs, &none);
	answer = run("twice");
	script_set_idempotency(script, IDEMPOTENCY_OFF, 1);
	answer = run("twice");
	CHECK_INT(answer.rc, 0);
	CHECK_INT(violations(), found + 2);
	script_idempotency_counts(script, &none, &found);
	CHECK_INT(proofs, none);
	CHECK_INT(script_idempotency_of("sample"), IDEMPOTENCY_SAMPLE);
	CHECK_INT(script_idempotency_of("never"), -1);
}

int main(void)
{
	struct error err = {0};
	struct script_options options = {.root = root};
	struct model *model;
	struct lifecycles *lifecycles;
	struct runner runner;
	char data[80];

	make_proof_root();
	loop = loop_new(&err);
	snprintf(data, sizeof(data), "%s/data", root);
	options.store = store = store_open(loop, data, &err);
	options.engine = engine = engine_new(loop, store, &err);
	script = script_new(loop, &options, &err);
	if (script_load(script, 0, &err) < 0) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	model = script_model(script);
	lifecycles = script_lifecycles(script);
	CHECK(store_define(store, model, &err) == 0);
	engine_set_definitions(engine, model, lifecycles);
	script_runner(script, &runner);
	engine_set_runner(engine, &runner);
	CHECK(engine_start(engine, &err) == 0);
	script_set_idempotency(script, IDEMPOTENCY_ENFORCE, 1);

	test_fine();
	test_enforced();
	test_harmless();
	test_sampled();

	script_free(script);
	engine_free(engine);
	store_close(store);
	model_unref(model);
	lifecycles_unref(lifecycles);
	loop_free(loop);
	drop_root();
	return check_end();
}
