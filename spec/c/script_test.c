/* The script layer: loading, values, budgets, cancelling, and handlers under a real engine. */
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/seal.h"
#include "engine/engine.h"
#include "script/bind.h"
#include "script/dropin.h"
#include "script/script.h"
#include "spec/c/check.h"
#include "spec/c/script_help.h"

/* --- One call, waited for ----------------------------------------------------------------- */

struct answer {
	int done, rc, percent;
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

static void on_progress(void *arg, int percent, const char *message)
{
	struct answer *answer = arg;

	(void)message;
	answer->percent = percent;
}

static void wait_for(struct loop *loop, const int *done)
{
	int64_t until = clock_mono() + 20000;

	while (!*done && clock_mono() < until)
		loop_once(loop, 20);
}

static struct answer call(struct loop *loop, struct script *script, const char *function,
			  const char *data)
{
	struct answer answer = {0};

	script_call(script, "probe", function, span_of(data), on_done, &answer);
	CHECK(!answer.done); /* never before the caller has the task */
	wait_for(loop, &answer.done);
	CHECK(answer.done);
	return answer;
}

static int has(const struct answer *answer, const char *text)
{
	int found = strstr(answer->rc == 0 ? answer->text : answer->err.text, text) != NULL;

	if (!found)
		fprintf(stderr, "no '%s' in '%s' / '%s'\n", text, answer->text, answer->err.text);
	return found;
}

/* --- Tests -------------------------------------------------------------------------------- */

static void test_calls(struct loop *loop, struct script *script)
{
	struct seal *seal;
	struct error err;
	char path[80];
	struct answer answer =
		call(loop, script, "echo", "{\"a\":[1,2,{\"b\":\"\\u00fc\"}],\"e\":[]}");

	CHECK(answer.rc == 0 && has(&answer, "\"a\":[1,2,{\"b\":\"\xc3\xbc\"}]") &&
	      has(&answer, "\"e\":[]"));
	answer = call(loop, script, "json", "{}");
	CHECK(answer.rc == 0 && has(&answer, "\"again\":\"[]\"") &&
	      has(&answer, "\"list\":\"[]\""));
	CHECK(has(&answer, "\"bad\":\"invalid\"") && has(&answer, "\"cycle\":\"invalid\""));
	CHECK(has(&answer, "\"broken\":\"invalid\"") && has(&answer, "[1,0.1,1e+300]"));
	answer = call(loop, script, "fail", "{}");
	CHECK(answer.rc < 0 && answer.err.code == ERROR_CONFLICT);
	CHECK_STR(answer.err.text, "it is taken");
	CHECK_STR(answer.err.field, "name");
	CHECK_STR(answer.err.tag, "NotUnique");
	answer = call(loop, script, "raise", "{}");
	CHECK(answer.rc < 0 && answer.err.code == ERROR_TIMEOUT);
	answer = call(loop, script, "crash", "{}");
	CHECK(answer.rc < 0 && answer.err.code == ERROR_INTERNAL &&
	      has(&answer, "lua/lib/probe.lua:30:"));
	answer = call(loop, script, "global", "{}");
	CHECK(has(&answer, "unknown global 'undefined_thing'"));
	answer = call(loop, script, "assign", "{}");
	CHECK(has(&answer, "global 'stray' cannot be set"));
	answer = call(loop, script, "sandbox", "{}");
	CHECK(answer.rc == 0 && has(&answer, "\"refused\":8"));
	/* Programs and files are a host's: a handler does not reach those of the server's machine.
	 */
	answer = call(loop, script, "program", "{}");
	CHECK(answer.rc == 0 && has(&answer, "there is no host to run programs on here") &&
	      has(&answer, "there is no worker pool here"));
	answer = call(loop, script, "secret", "{}");
	CHECK(answer.rc < 0 && has(&answer, "there is no key for secrets here"));
	snprintf(path, sizeof(path), "%s/seal", root);
	seal = seal_new(path, &err);
	bind_set_service(script_state(script), "seal", seal);
	answer = call(loop, script, "secret", "{}");
	CHECK(answer.rc == 0 && has(&answer, "\"fine\":true"));
	bind_set_service(script_state(script), "seal", NULL);
	seal_free(seal);
	answer = call(loop, script, "nothing", "{}");
	CHECK(answer.rc < 0 && answer.err.code == ERROR_UNSUPPORTED);
	answer = call(loop, script, "echo", "{\"a\":");
	CHECK(answer.rc < 0 && answer.err.code == ERROR_INVALID);
}

static void test_budgets(struct loop *loop, struct script *script)
{
	int64_t start = clock_mono();
	struct answer answer = call(loop, script, "spin", "{}");

	CHECK(answer.rc < 0 &&
	      has(&answer, "lua/lib/probe.lua:8: handler ran too long without waiting"));
	answer = call(loop, script, "stubborn", "{}");
	CHECK(answer.rc < 0 && has(&answer, "ran too long"));
	CHECK(clock_mono() - start < 2000);
	answer = call(loop, script, "eat", "{}");
	CHECK(answer.rc < 0 && answer.err.code == ERROR_INTERNAL && has(&answer, "64 MiB"));
	answer = call(loop, script, "sorter", "{}");
	CHECK(answer.rc < 0 && has(&answer, "ran too long"));
	answer = call(loop, script, "echo", "{\"fine\":1}");
	CHECK(answer.rc == 0);
}

static void test_cancel(struct loop *loop, struct script *script)
{
	struct answer answer = {0};
	struct task *task = script_call(script, "probe", "sleep", span_of("{\"seconds\":60}"),
					on_done, &answer);

	for (int i = 0; i < 5; i++)
		loop_once(loop, 5);
	CHECK(!answer.done);
	script_cancel(task);
	CHECK(!answer.done);
	wait_for(loop, &answer.done);
	CHECK(answer.rc < 0 && answer.err.code == ERROR_CANCELLED);
	answer = call(loop, script, "closings", "{}");
	CHECK(has(&answer, "\"n\":1"));
	answer = call(loop, script, "sleep", "{\"seconds\":0.01}");
	CHECK(answer.rc == 0 && has(&answer, "\"slept\":true"));

	/* Cancelled before it began. */
	memset(&answer, 0, sizeof(answer));
	script_cancel(script_call(script, "probe", "echo", span_of("{}"), on_done, &answer));
	wait_for(loop, &answer.done);
	CHECK(answer.err.code == ERROR_CANCELLED);
}

static void test_locks(struct loop *loop, struct script *script)
{
	struct answer answers[8] = {{0}};
	struct task *tasks[8];
	int64_t start = clock_mono();

	for (int i = 0; i < 8; i++)
		tasks[i] =
			script_call(script, "probe", "locked", span_of("{}"), on_done, &answers[i]);
	loop_once(loop, 1);
	loop_once(loop, 1);
	script_cancel(tasks[3]);
	script_cancel(tasks[4]);
	for (int i = 0; i < 8; i++) {
		wait_for(loop, &answers[i].done);
		CHECK(answers[i].done);
		if (i != 3 && i != 4)
			CHECK(answers[i].rc == 0 && has(&answers[i], "\"most\":1"));
	}
	/* Each holds it for 10 ms, and wakes the next: nobody asks again and again. */
	CHECK(clock_mono() - start < 1500);
}

struct waited {
	int done;
	struct outcome outcome;
};

static void on_outcome(void *arg, const struct outcome *outcome)
{
	struct waited *waited = arg;

	waited->outcome = *outcome;
	waited->done = 1;
}

static struct outcome settle(struct loop *loop, struct engine *engine, const struct type *type,
			     int64_t id, const char *state)
{
	struct waited waited = {0};

	engine_wait(engine, type, id, state, 15000, on_outcome, &waited);
	wait_for(loop, &waited.done);
	CHECK(waited.done);
	return waited.outcome;
}

static void test_engine(struct loop *loop, struct script *script, struct engine *engine,
			struct store *store)
{
	struct model *model = engine_model(engine);
	const struct type *shelf = model_type(model, "shelf");
	const struct type *glass = model_type(model, "glassShelf");
	struct row row = {
		.name = "first", .kind = "shelf", .progress = -1, .doc = span_of("{\"size\":5}")};
	struct waited waited = {0};
	struct answer answer, both[2] = {{0}};
	struct outcome outcome;
	struct error err;
	static const char *const silent[] = {"number", "empty", "state", "table", "nil"};
	char data[80];
	int64_t id;

	CHECK(shelf && glass && glass->base == shelf && glass->id_prefix && shelf->has_process);
	CHECK_STR(glass->plural, "glassShelfs");
	CHECK_STR(glass->id_prefix, "1s");
	CHECK(glass->fields[0].type == FIELD_ENUM);
	CHECK_INT(type_field(glass, "size", 4)->access[ROLE_ADMIN], 0);
	CHECK_INT(type_field(shelf, "size", 4)->access[ROLE_ADMIN], ACCESS_READ | ACCESS_CREATE);
	CHECK(type_field(shelf, "state", 5)->type == FIELD_ENUM &&
	      type_is_transitioning(shelf, "registering"));
	CHECK(type_action(glass, "activate") != NULL);

	engine_create(engine, shelf, &row, span_of("{}"), NULL, "test", on_outcome, &waited);
	wait_for(loop, &waited.done);
	CHECK_INT(waited.outcome.rc, 0);
	id = waited.outcome.id;
	outcome = settle(loop, engine, shelf, id, "active");
	CHECK_INT(outcome.rc, 0);
	if (outcome.rc)
		fprintf(stderr, "create: %s\n", outcome.err.text);

	{
		struct reader *reader = reader_open(store, &err);
		struct row now;

		CHECK(reader_get(reader, shelf, id, &now, &err) == 0);
		CHECK(strstr(now.doc.at, "created active") != NULL);
		CHECK(strstr(now.doc.at, "dropped") != NULL);
		reader_close(reader);
	}

	/* Retried once after `unavailable`. */
	snprintf(data, sizeof(data), "{\"id\":%lld,\"verb\":\"deactivate\"}", (long long)id);
	answer = call(loop, script, "run", data);
	CHECK(answer.rc == 0 && has(&answer, "\"state\":\"inactive\"") &&
	      has(&answer, "attempt 2"));

	/* A broken handler: the error names its place. */
	snprintf(data, sizeof(data), "{\"id\":%lld,\"verb\":\"update\"}", (long long)id);
	answer = call(loop, script, "run", data);
	CHECK(answer.rc < 0 && has(&answer, "lua/handlers/shelf_update.lua:4:"));
	/* One that says nothing about itself, too. */
	for (size_t i = 0; i < sizeof(silent) / sizeof(*silent); i++) {
		snprintf(data, sizeof(data), "{\"id\":%lld,\"verb\":\"update\",\"how\":\"%s\"}",
			 (long long)id, silent[i]);
		answer = call(loop, script, "run", data);
		CHECK(answer.rc < 0 && has(&answer, "lua/handlers/shelf_update.lua:2: ") &&
		      has(&answer, "handler 'shelf_update'"));
	}

	/* What a process remembers has an end. */
	snprintf(data, sizeof(data), "{\"id\":%lld,\"verb\":\"update\",\"how\":\"heavy\"}",
		 (long long)id);
	answer = call(loop, script, "run", data);
	CHECK(answer.rc < 0 && has(&answer, "lua/handlers/shelf_update.lua:5: patch: "));

	snprintf(data, sizeof(data), "{\"id\":%lld}", (long long)id);
	answer = call(loop, script, "write", data);
	if (answer.rc)
		fprintf(stderr, "write: %s\n", answer.err.text);
	CHECK(answer.rc == 0 && has(&answer, "\"tags\":[]"));

	/* Two that ensure the same at once get one row. */
	for (int i = 0; i < 2; i++)
		script_call(script, "probe", "seed", span_of("{\"name\":\"one\"}"), on_done,
			    &both[i]);
	for (int i = 0; i < 2; i++) {
		wait_for(loop, &both[i].done);
		CHECK(both[i].rc == 0 && has(&both[i], "\"state\":\"requested\""));
	}
	CHECK(has(&both[0], "\"made\":true") && has(&both[1], "\"made\":false"));
	answer = call(loop, script, "count", "{}");
	CHECK(has(&answer, "\"n\":3"));
}

static void test_interrupt(struct loop *loop, struct script *script, struct engine *engine)
{
	const struct type *shelf = model_type(engine_model(engine), "shelf");
	struct answer answer = call(loop, script, "seed", "{\"name\":\"hang\"}");
	struct waited waited = {0}, second = {0};
	struct request request = {
		.verb = "activate", .type = shelf, .data = span_of("{}"), .actor = "test"};
	struct span made = span_of(answer.text);
	int64_t start;

	json_int(json_get(made, "id"), &request.id);
	request.verb = "create";
	engine_schedule(engine, &request, on_outcome, &waited);
	wait_for(loop, &waited.done);
	CHECK_INT(settle(loop, engine, shelf, request.id, "active").rc, 0);
	memset(&waited, 0, sizeof(waited));
	request.verb = "deactivate";
	request.data = span_of("{\"hang\":true}");
	engine_schedule(engine, &request, on_outcome, &waited);
	wait_for(loop, &waited.done);
	for (int i = 0; i < 10; i++)
		loop_once(loop, 10);
	start = clock_mono();
	request.verb = "remove";
	request.data = span_of("{}");
	engine_schedule(engine, &request, on_outcome, &second);
	wait_for(loop, &second.done);
	CHECK_INT(second.outcome.rc, 0);
	CHECK_INT(settle(loop, engine, shelf, request.id, "removed").rc, 0);
	CHECK(clock_mono() - start < 5000); /* the sleeping handler was cut off */
}

static int load_fails(struct loop *loop, const char *file, const char *text, const char *wanted)
{
	struct script_options options = {.root = root};
	struct error err = {0};
	struct script *script;
	int failed;

	put(file, text);
	script = script_new(loop, &options, &err);
	failed = script && script_load(script, 0, &err) < 0 && strstr(err.text, wanted);
	if (!failed)
		fprintf(stderr, "%s: '%s'\n", file, err.text);
	script_free(script);
	take_away(file);
	return failed;
}

static void test_broken_files(struct loop *loop)
{
	CHECK(load_fails(loop, "lua/handlers/bad.lua", "return 1 +", "lua/handlers/bad.lua:1:"));
	CHECK(load_fails(loop, "lua/handlers/bad.lua", "\n\nfoo()",
			 "lua/handlers/bad.lua:3: unknown global 'foo'"));
	CHECK(load_fails(loop, "lua/handlers/bad.lua", "return {}",
			 "lua/handlers/bad.lua:1: must return a handler"));
	CHECK(load_fails(loop, "lua/handlers/bad.lua", "require('os')", "only stampede.* modules"));
	CHECK(load_fails(loop, "lua/handlers/bad.lua", "require('stampede.raw')",
			 "for lua/lib only"));
	CHECK(load_fails(
		loop, "lua/handlers/bad.lua",
		"return require('stampede.handler').define('other', { run = function() end })",
		"names must agree"));
	CHECK(load_fails(loop, "lua/handlers/bad.lua",
			 "return require('stampede.handler').define('bad', { ran = 1 })",
			 "unknown key 'ran'"));
	CHECK(load_fails(loop, "api/schemas/bad.lua",
			 "local s = require('stampede.schema')\n"
			 "return s.define('bad', { fields = { size = s.field.int() } })",
			 "bad: fields is a list: { { size = "));
	CHECK(load_fails(loop, "api/schemas/bad.lua",
			 "return require('stampede.schema').define('bad', { fields = { 'size' } })",
			 "api/schemas/bad.lua:1: bad: field 1 must be"));
	CHECK(load_fails(loop, "lua/processes/nic.lua",
			 "return require('stampede.process').standard('nic', { create = { handlers "
			 "= { 'gone' } } })",
			 "lua/processes/nic.lua:1: nic.create names handler 'gone'"));
	CHECK(load_fails(loop, "lua/processes/nic.lua",
			 "return require('stampede.process').standard('nic')", "no type 'nic'"));
	CHECK(load_fails(loop, "api/schemas/nic.lua",
			 "return require('stampede.schema').define('nic', { parent = 'none' })",
			 "there is no type 'none'"));
	CHECK(load_fails(loop, "lua/handlers/bad.lua", "\x1bLua", "lua/handlers/bad.lua"));
}

#define HELLO(text) \
	"return require('stampede.command').define('hello', { event = 'say.hello', timeout = 5,\n" \
	"  run = function() " text " end })\n"

static struct answer command(struct loop *loop, struct script *script, const char *event)
{
	struct answer answer = {0};

	script_command(script, event, span_of("{}"), NULL, on_done, &answer);
	wait_for(loop, &answer.done);
	return answer;
}

static void look_at_commands(struct dropin *dropin, struct script *script)
{
	CHECK(dropin_look(dropin, NULL) == 0);
	dropin_commands(dropin, script);
}

/* Commands that come, break, change and go while the agent runs. */
static void test_dropped_commands(struct loop *loop)
{
	struct script_options options = {.root = root};
	struct error err;
	struct script *script = script_new(loop, &options, &err);
	struct answer answer = {0};
	struct dropin *dropin;
	char path[120];

	CHECK(script_load(script, 1, &err) == 0);
	snprintf(path, sizeof(path), "%s/commands", root);
	dropin = dropin_new(NULL, path);
	look_at_commands(dropin, script);
	CHECK(dropin->missing);
	CHECK_INT(command(loop, script, "say.hello").err.code, ERROR_UNSUPPORTED);

	dir("commands");
	put("commands/hello.lua",
	    HELLO("require('stampede.time').sleep(0.2) return { said = 'one' }"));
	look_at_commands(dropin, script);
	script_command(script, "say.hello", span_of("{}"), NULL, on_done, &answer);
	loop_once(loop, 5);
	put("commands/hello.lua", HELLO("return { said = 'two' }"));
	look_at_commands(dropin, script);
	wait_for(loop, &answer.done);
	CHECK(answer.rc == 0 && has(&answer, "one")); /* what ran goes on as it was */
	answer = command(loop, script, "say.hello");
	CHECK(answer.rc == 0 && has(&answer, "two"));

	put("commands/hello.lua", "return {");
	look_at_commands(dropin, script);
	CHECK(strstr(dropin->files->error.text, "hello.lua:1: ") != NULL);
	answer = command(loop, script, "say.hello");
	CHECK(answer.rc == 0 && has(&answer, "two"));
	answer = (struct answer){0};
	script_command(script, "compute.start", span_of("{\"kind\":\"a\",\"n\":4}"), NULL, on_done,
		       &answer);
	wait_for(loop, &answer.done);
	CHECK(answer.rc == 0 && has(&answer, "\"got\":5")); /* built in, untouched */

	take_away("commands/hello.lua");
	look_at_commands(dropin, script);
	CHECK_INT(command(loop, script, "say.hello").err.code, ERROR_UNSUPPORTED);
	dropin_free(dropin);
	script_free(script);
}

static void test_commands(struct loop *loop)
{
	struct script_options options = {.root = root};
	struct error err;
	struct script *script = script_new(loop, &options, &err);
	struct answer answer = {0};

	CHECK(script_load(script, 1, &err) == 0);
	script_command(script, "compute.start", span_of("{\"kind\":\"a\",\"n\":4}"), on_progress,
		       on_done, &answer);
	wait_for(loop, &answer.done);
	CHECK(answer.rc == 0 && has(&answer, "\"got\":5") && has(&answer, "\"by\":\"start\""));
	CHECK_INT(answer.percent, 10);
	memset(&answer, 0, sizeof(answer));
	script_command(script, "compute.start", span_of("{\"kind\":\"b\"}"), NULL, on_done,
		       &answer);
	wait_for(loop, &answer.done);
	CHECK_INT(answer.err.code, ERROR_UNSUPPORTED);
	memset(&answer, 0, sizeof(answer));
	script_command(script, "unheard.of", span_of("{}"), NULL, on_done, &answer);
	wait_for(loop, &answer.done);
	CHECK_INT(answer.err.code, ERROR_UNSUPPORTED);

	/* Closed while one sleeps: nobody is told, nothing leaks. */
	memset(&answer, 0, sizeof(answer));
	script_call(script, "probe", "sleep", span_of("{\"seconds\":60}"), on_done, &answer);
	for (int i = 0; i < 5; i++)
		loop_once(loop, 2);
	script_free(script);
	CHECK(!answer.done);
}

/* STAMPEDE_FAULT ends the process right behind the effect, whose row is durable. */
static void test_fault(void)
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		struct error err;
		struct loop *loop = loop_new(&err);
		struct store *store;
		struct script_options options = {.root = root};
		struct answer answer = {0};
		struct model *model;
		struct script *script;
		char data[80];

		snprintf(data, sizeof(data), "%s/fault", root);
		mkdir(data, 0700);
		setenv("STAMPEDE_FAULT", "effect:1", 1);
		store = store_open(loop, data, &err);
		options.store = store;
		options.engine = engine_new(loop, store, &err);
		script = script_new(loop, &options, &err);
		if (script_load(script, 0, &err) < 0)
			_exit(3);
		model = script_model(script);
		if (store_define(store, model, &err) < 0)
			_exit(4);
		engine_set_definitions(options.engine, model, script_lifecycles(script));
		script_call(script, "probe", "seed", span_of("{\"name\":\"x\"}"), on_done, &answer);
		wait_for(loop, &answer.done);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	CHECK(WIFEXITED(status));
	CHECK_INT(WEXITSTATUS(status), 137);
}

int main(void)
{
	struct error err = {0};
	struct loop *loop;
	struct script *script;
	struct script_options options = {.root = root};
	struct model *model;
	struct lifecycles *lifecycles;
	struct runner runner;
	char data[80], drop[80];

	make_root();
	test_fault();
	loop = loop_new(&err);
	test_broken_files(loop);
	test_commands(loop);
	test_dropped_commands(loop);

	snprintf(data, sizeof(data), "%s/data", root);
	snprintf(drop, sizeof(drop), "%s/drop", root);
	options.drop_in = drop;
	options.store = store_open(loop, data, &err);
	options.engine = engine_new(loop, options.store, &err);
	script = script_new(loop, &options, &err);
	if (script_load(script, 0, &err) < 0) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	model = script_model(script);
	lifecycles = script_lifecycles(script);
	CHECK(store_define(options.store, model, &err) == 0);
	engine_set_definitions(options.engine, model, lifecycles);
	script_runner(script, &runner);
	engine_set_runner(options.engine, &runner);
	CHECK(engine_start(options.engine, &err) == 0);

	test_calls(loop, script);
	test_budgets(loop, script);
	test_cancel(loop, script);
	test_locks(loop, script);
	test_engine(loop, script, options.engine, options.store);
	test_interrupt(loop, script, options.engine);

	script_free(script);
	engine_free(options.engine);
	store_close(options.store);
	model_unref(model);
	lifecycles_unref(lifecycles);
	loop_free(loop);
	drop_root();
	return check_end();
}
