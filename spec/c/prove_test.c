/*
 * Trials of handlers (core/script/prove.h): what is idempotent is told from what is not, with
 * its line; the store and the engine see nothing of it; every process of the real lifecycles
 * can be tried on a resource made up from its type.
 */
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "engine/engine.h"
#include "script/bind_agent.h"
#include "script/prove.h"
#include "spec/c/check.h"
#include "spec/c/proof_help.h"

static struct loop *loop;

struct told {
	int done, rc;
	struct buf report;
	struct error err;
};

static void on_report(void *arg, int rc, struct span report, const struct error *err)
{
	struct told *told = arg;

	told->done = 1;
	told->rc = rc;
	if (rc == 0)
		buf_add(&told->report, report.at, report.len);
	else
		told->err = *err;
}

static void turn(struct told *told)
{
	int64_t until = clock_mono() + 20000;

	while (!told->done && clock_mono() < until)
		loop_once(loop, 20);
	CHECK(told->done);
}

/* The report; the caller frees it. */
static struct told prove(struct script *script, const struct prove_options *options)
{
	struct told told = {0};

	script_prove(script, options, on_report, &told);
	CHECK(!told.done); /* never before the caller knows of it */
	turn(&told);
	return told;
}

static int says(const struct told *told, const char *text)
{
	int found = told->rc == 0 && strstr(told->report.data, text) != NULL;

	if (!found)
		fprintf(stderr, "no '%s' in %s\n", text,
			told->rc == 0 ? told->report.data : told->err.text);
	return found;
}

static int is_ok(const struct told *told)
{
	return told->rc == 0 &&
	       json_is_true(json_get((struct span){told->report.data, told->report.len}, "ok"));
}

static struct told prove_verb(struct script *script, struct lifecycles *set, const char *verb,
			      int64_t id, int look)
{
	struct prove_options options = {
		.process = lifecycles_find(set, "shelf", verb), .id = id, .look = look};

	options.handler = options.process->handlers[PHASE_HANDLE][0];
	return prove(script, &options);
}

static int64_t shelves(struct store *store, const struct type *shelf)
{
	struct query query = {.type = shelf, .limit = 1000};
	struct error err;
	struct reader *reader = reader_open(store, &err);
	int64_t count = -1;

	reader_count(reader, &query, &count, &err);
	reader_close(reader);
	return count;
}

static void test_verdicts(struct script *script, struct lifecycles *set, struct store *store,
			  const struct type *shelf, int64_t id)
{
	static const char *const fine[] = {"ensure", "settle", "stamp", "loops",
					   "nested", "token",  "many",  "shy"};
	static const struct {
		const char *verb, *text;
	} bad[] = {
		{"twice", "\"line\":4,\"effect\":\"resource.create\",\"detail\":\"shelf\""},
		{"random", "\"line\":5,\"effect\":\"resource.create\""},
		{"counter", "\"line\":4,\"effect\":\"resource.update\""},
		{"clock", "another time.now()"},
		{"result", "another id.uuid()"},
		{"named", "another id.access_key()"},
		{"patch", "its result is another"},
		{"breaks", "it fails: no more"},
		{"caught", "\"line\":4,\"effect\":\"resource.create\""},
	};
	int64_t before = shelves(store, shelf);
	struct told told;

	for (size_t i = 0; i < sizeof(fine) / sizeof(*fine); i++) {
		told = prove_verb(script, set, fine[i], i & 1 ? id : 0, 0);
		if (!is_ok(&told))
			fprintf(stderr, "%s: %s\n", fine[i], told.report.data);
		CHECK(is_ok(&told) && says(&told, "\"violation\":null"));
		buf_done(&told.report);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		told = prove_verb(script, set, bad[i].verb, i & 1 ? id : 0, 0);
		CHECK(!is_ok(&told) && says(&told, bad[i].text));
		CHECK(says(&told, "\"violation\":{"));
		buf_done(&told.report);
	}
	CHECK_INT(shelves(store, shelf), before);
}

/* A look: what it would do, in order, and no more than once. */
static void test_look(struct script *script, struct lifecycles *set, int64_t id)
{
	struct told told = prove_verb(script, set, "nested", id, 1);

	CHECK(is_ok(&told) && says(&told, "\"runs\":1"));
	CHECK(says(&told, "{\"effect\":\"resource.create\",\"detail\":\"shelf\",\"handler\":"
			  "\"nested\",\"file\":\"lua/handlers/nested.lua\",\"line\":4}"));
	CHECK(says(&told, "create\",\"handler\":\"nested\",\"file\":\"lua/handlers/nested.lua\","
			  "\"line\":6}"));
	CHECK(says(&told, "\"effect\":\"resource.schedule\""));
	buf_done(&told.report);
	told = prove_verb(script, set, "twice", id, 1);
	CHECK(is_ok(&told)); /* a look proves nothing */
	buf_done(&told.report);
}

static void test_bad_options(struct script *script, struct lifecycles *set)
{
	struct prove_options options = {.process = lifecycles_find(set, "shelf", "ensure")};
	struct told told = {0};

	options.resource = span_of("[1]");
	told = prove(script, &options);
	CHECK(told.rc < 0 && told.err.code == ERROR_INVALID && strstr(told.err.text, "resource"));
	options.resource = span_of("{\"note\":");
	told = prove(script, &options);
	CHECK(told.rc < 0 && told.err.code == ERROR_INVALID);
	options.resource = (struct span){0};
	options.type = "nothing";
	told = prove(script, &options);
	CHECK(told.rc < 0 && told.err.code == ERROR_INVALID);
	options.type = NULL;
	options.id = 4711;
	told = prove(script, &options);
	CHECK(!is_ok(&told) && says(&told, "\"code\":\"not_found\""));
	buf_done(&told.report);
	options.process = NULL;
	told = prove(script, &options);
	CHECK(told.rc < 0 && told.err.code == ERROR_INVALID);

	/* Taken back before it began. */
	options.process = lifecycles_find(set, "shelf", "ensure");
	options.id = 0;
	memset(&told, 0, sizeof(told));
	script_cancel(script_prove(script, &options, on_report, &told));
	turn(&told);
	CHECK_INT(told.err.code, ERROR_CANCELLED);
}

static void on_created(void *arg, const struct outcome *outcome)
{
	*(int64_t *)arg = outcome->rc < 0 ? -1 : outcome->id;
}

static void test_small(void)
{
	struct error err = {0};
	struct script_options options = {.root = root};
	struct model *model;
	struct lifecycles *set;
	struct runner runner;
	struct script *script;
	struct row row = {.kind = "shelf", .progress = -1, .doc = span_of("{\"size\":1}")};
	int64_t id = 0;
	char data[80];

	make_proof_root();
	link_library("world");
	link_library("world_rows");
	link_library("world_hosts");
	link_library("world_scene");
	snprintf(data, sizeof(data), "%s/data", root);
	options.store = store_open(loop, data, &err);
	options.engine = engine_new(loop, options.store, &err);
	script = script_new(loop, &options, &err);
	if (script_load(script, 0, &err) < 0) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	model = script_model(script);
	set = script_lifecycles(script);
	CHECK(store_define(options.store, model, &err) == 0);
	engine_set_definitions(options.engine, model, set);
	script_runner(script, &runner);
	engine_set_runner(options.engine, &runner);
	engine_start(options.engine, &err);
	engine_create(options.engine, model_type(model, "shelf"), &row, span_of("{}"), NULL, "test",
		      on_created, &id);
	while (!id)
		loop_once(loop, 20);
	CHECK(id > 0);

	test_verdicts(script, set, options.store, model_type(model, "shelf"), id);
	test_look(script, set, id);
	test_bad_options(script, set);

	script_free(script);
	engine_free(options.engine);
	store_close(options.store);
	model_unref(model);
	lifecycles_unref(set);
	drop_root();
}

/* --- The real ones ------------------------------------------------------------------------- */

/* Files of Lua, and whether a trial reached them. */
struct reach {
	char **names;
	int reached[512];
};

static void reach(struct reach *files, struct span name)
{
	for (int i = 0; files->names[i]; i++) {
		size_t len = strlen(files->names[i]) - 4;

		if (len == name.len && strncmp(files->names[i], name.at, len) == 0)
			files->reached[i]++;
	}
}

static int all_reached(const struct reach *files, const char *what)
{
	int all = 1;

	for (int i = 0; files->names[i]; i++) {
		if (!files->reached[i])
			fprintf(stderr, "no trial reached %s/%s\n", what, files->names[i]);
		all &= files->reached[i] > 0;
	}
	return all;
}

/* What an agent was asked is done by each command that does such things. */
static void serve(struct script *agent, struct reach *commands, struct span request)
{
	struct prove_options options = {
		.data = json_get(request, "data"),
		.answers = span_of("{\"docker.images\":[\"busybox\",\"busybox:latest\"]}"),
	};
	AUTO(buf_done) struct buf event = {0};

	json_string(json_get(request, "event"), &event);
	options.event = event.data;
	for (int i = 0; commands->names[i]; i++) {
		AUTO(buf_done) struct buf name = {0};
		struct told told = {0};

		buf_add(&name, commands->names[i], strlen(commands->names[i]) - 4);
		script_prove_command(agent, name.data, &options, on_report, &told);
		turn(&told);
		CHECK(told.rc == 0 && says(&told, "\"violation\":null"));
		if (is_ok(&told))
			commands->reached[i]++;
		else if (getenv("VERBOSE") && !strstr(told.report.data, "does not apply"))
			printf("%s: %s\n", name.data, told.report.data);
		buf_done(&told.report);
	}
}

static int try_one(struct script *server, struct script *agent, const struct process *process,
		   const char *type, struct reach *handlers, struct reach *commands)
{
	struct prove_options options = {.process = process, .type = type};
	struct told told = prove(server, &options);
	struct span report = {told.report.data, told.report.len}, one;
	struct json_iter iter;
	int ok = is_ok(&told);

	/* What it lacks here it may say; what it does it must do once only. */
	CHECK(told.rc == 0 && says(&told, "\"violation\":null"));
	if (getenv("VERBOSE") && !ok)
		printf("%s\n", told.report.data);
	json_iter_start(&iter, json_get(report, "handlers"));
	while (json_iter_next(&iter, NULL, &one))
		reach(handlers, (struct span){one.at + 1, one.len - 2});
	json_iter_start(&iter, json_get(report, "requests"));
	while (json_iter_next(&iter, NULL, &one))
		serve(agent, commands, one);
	buf_done(&told.report);
	return ok;
}

/* What no process above asks for. */
static const char *const REQUESTS[] = {
	"{\"event\":\"config.update\",\"data\":{}}",
	"{\"event\":\"compute.instance.inspect\",\"data\":{\"kind\":\"docker\",\"uuid\":\"u\"}}",
	"{\"event\":\"compute.instance.inspect\",\"data\":{\"kind\":\"libvirt\",\"uuid\":\"u\"}}",
	"{\"event\":\"storage.image.activate\",\"data\":{\"imageStoragePoolMap\":{\"storagePool\":"
	"{\"kind\":\"libvirt\"},\"image\":{\"uuid\":\"tiny\",\"url\":\"http://i/tiny.qcow2\"}}}}",
	"{\"event\":\"storage.volume.activate\",\"data\":{\"volumeStoragePoolMap\":{"
	"\"storagePool\":"
	"{\"kind\":\"libvirt\"},\"volume\":{\"uuid\":\"11111111-2222-4333-8444-555555555555\","
	"\"deviceNumber\":0,\"image\":{\"uuid\":\"tiny\",\"url\":\"http://i/tiny.qcow2\"}}}}}",
	"{\"event\":\"storage.volume.remove\",\"data\":{\"volumeStoragePoolMap\":{\"storagePool\":"
	"{\"kind\":\"libvirt\"},\"volume\":{\"uuid\":\"11111111-2222-4333-8444-555555555555\","
	"\"deviceNumber\":0,\"instance\":{\"uuid\":\"u\"}}}}}",
	NULL};

/*
 * Every process on a resource that nobody ever made, and every command with what those
 * processes ask for: found unasked, and each file must have been reached.
 */
static void test_all(void)
{
	struct error err = {0};
	char here[PATH_MAX];
	struct script_options options = {.root = getcwd(here, sizeof(here))};
	struct script *server = script_new(loop, &options, &err);
	struct script *agent = script_new(loop, &options, &err);
	struct reach handlers = {.names = script_list("lua/handlers")};
	struct reach commands = {.names = script_list("lua/commands")};
	static const char *const kinds[] = {NULL, "virtualMachine"};
	struct lifecycles *set;
	const struct process *const *all;
	int count, ok = 0, tried = 0;

	bind_agent_tables(script_state(server));
	CHECK(script_load(server, 0, &err) == 0);
	CHECK(script_load(agent, 1, &err) == 0);
	set = script_lifecycles(server);
	all = lifecycles_all(set, &count);
	for (int i = 0; i < count; i++) {
		int is_instance = strcmp(all[i]->type, "instance") == 0;

		for (int k = 0; k < 1 + is_instance; k++, tried++)
			ok += try_one(server, agent, all[i], kinds[k], &handlers, &commands);
	}
	for (int i = 0; REQUESTS[i]; i++)
		serve(agent, &commands, span_of(REQUESTS[i]));
	printf("%d processes tried, %d lacked something\n", tried, tried - ok);
	CHECK(ok > count * 9 / 10);
	CHECK(all_reached(&handlers, "lua/handlers"));
	CHECK(all_reached(&commands, "lua/commands"));
	script_free_list(handlers.names);
	script_free_list(commands.names);
	lifecycles_unref(set);
	script_free(server);
	script_free(agent);
}

int main(void)
{
	struct error err = {0};

	loop = loop_new(&err);
	test_all();
	test_small();
	loop_free(loop);
	return check_end();
}
