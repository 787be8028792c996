/* The script layer: loading, values, budgets, cancelling, and handlers under a real engine. */
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/seal.h"
#include "engine/engine.h"
#include "script/bind.h"
#include "script/script.h"
#include "spec/c/check.h"

static char root[64];

static void put(const char *name, const char *text)
{
	char path[PATH_MAX];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", root, name);
	file = fopen(path, "w");
	if (!file || fputs(text, file) < 0)
		abort();
	fclose(file);
}

static void take_away(const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", root, name);
	unlink(path);
}

static void dir(const char *name)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", root, name);
	if (mkdir(path, 0700) < 0)
		abort();
}

/* The modules under test; the rest of lua/lib is other people's. */
static void link_library(const char *name)
{
	char from[PATH_MAX], to[PATH_MAX], here[PATH_MAX];

	if (!getcwd(here, sizeof(here)))
		abort();
	snprintf(from, sizeof(from), "%.2000s/lua/lib/%s.lua", here, name);
	snprintf(to, sizeof(to), "%s/lua/lib/%s.lua", root, name);
	if (symlink(from, to) < 0)
		abort();
}

static const char PROBE[] =
	"local resource = require('stampede.resource')\n"
	"local time = require('stampede.time')\n"
	"local json = require('stampede.json')\n"
	"local raw = require('stampede.raw')\n"
	"local err = require('stampede.error')\n"
	"local probe = { closed = 0 }\n"
	"function probe.echo(data) return data end\n"
	"function probe.spin() while true do end end\n"
	"function probe.stubborn() while true do pcall(function() while true do end end) end end\n"
	"function probe.eat() local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(20000000) .. i end end\n"
	"function probe.sorter()\n"
	"  while true do pcall(table.sort, { 3, 2, 1 }, function() while true do end end) end\n"
	"end\n"
	"function probe.sleep(data)\n"
	"  local guard <close> = setmetatable({}, { __close = function() probe.closed = probe.closed + 1 end })\n"
	"  time.sleep(data.seconds)\n"
	"  return { slept = true }\n"
	"end\n"
	"function probe.closings() return { n = probe.closed } end\n"
	"function probe.fail() return nil, err.new('conflict', 'it is taken', { field = 'name', tag = 'NotUnique' }) end\n"
	"function probe.raise() error(err.new('timeout', 'too late')) end\n"
	"function probe.global() return { x = undefined_thing } end\n"
	"function probe.assign() stray = 1 end\n"
	"function probe.crash() local t = nil; return t.x end\n"
	"function probe.json()\n"
	"  local v = assert(json.decode('{\"a\":[],\"b\":{},\"c\":[1,null,2.5],\"d\":\"\\\\u00e9\\\\ud83d\\\\ude00\\\\n\",\"e\":null}'))\n"
	"  assert(v.e == nil and v.c[2] == json.null and #v.d == 7)\n"
	"  local _, bad = json.encode({ f = print })\n"
	"  local loop = {}; loop.loop = loop\n"
	"  local _, cycle = json.encode(loop)\n"
	"  local _, broken = json.decode('{\"a\":')\n"
	"  return { again = json.encode(v.a), list = json.encode(json.list()), bad = bad.code, cycle = cycle.code,\n"
	"    broken = broken.code, float = json.encode({ 1.0, 0.1, 1e300 }) }\n"
	"end\n"
	"function probe.sandbox()\n"
	"  local n = 0\n"
	"  for _, name in ipairs({ 'os', 'io', 'debug', 'load', 'dofile', 'coroutine', 'rawset', 'package' }) do\n"
	"    if not pcall(function() return _ENV[name] end) then n = n + 1 end\n"
	"  end\n"
	"  assert(not pcall(setmetatable, {}, { __gc = function() end }))\n"
	"  assert(not pcall(function() string.rep = nil end))\n"
	"  assert(('x').dump == nil and getmetatable('') == 'string')\n"
	"  return { refused = n }\n"
	"end\n"
	"local holders, most = 0, 0\n"
	"function probe.locked()\n"
	"  local lock <close> = raw.lock.take('one')\n"
	"  holders = holders + 1; most = math.max(most, holders)\n"
	"  time.sleep(0.01)\n"
	"  holders = holders - 1\n"
	"  return { most = most }\n"
	"end\n"
	"function probe.seed(data)\n"
	"  local shelf, made = resource.ensure('shelf', { name = data.name }, { size = 3 })\n"
	"  return { id = shelf.id, made = made, state = shelf.state, size = shelf.size }\n"
	"end\n"
	"function probe.count() return { n = #resource.list('shelf', nil, { removed = false }) } end\n"
	"function probe.run(data)\n"
	"  local shelf = assert(resource.get('shelf', data.id))\n"
	"  shelf = assert(resource.run(shelf, data.verb, { hello = 'x' }))\n"
	"  return { state = shelf.state, size = shelf.size, note = shelf.note, tags = shelf.tags }\n"
	"end\n"
	"function probe.write(data)\n"
	"  local shelf = assert(resource.get('shelf', data.id))\n"
	"  local refused, why = resource.update(shelf, { state = 'active' })\n"
	"  assert(refused == nil and why.code == 'invalid')\n"
	"  shelf = assert(resource.update(shelf, { note = 'n', tags = {}, ['+data'] = { extra = 1 } }))\n"
	"  assert(shelf.data.extra == 1 and shelf.note == 'n')\n"
	"  shelf = assert(resource.update(shelf, { note = resource.null }))\n"
	"  assert(shelf.note == nil)\n"
	"  local none, gone = resource.get('shelf', 4711)\n"
	"  assert(none == nil and gone.code == 'not_found')\n"
	"  assert(#resource.list('shelf', { name = 'nobody' }) == 0)\n"
	"  assert(resource.first('shelf', { id = shelf.id }).id == shelf.id)\n"
	"  assert(not pcall(resource.list, 'shelf', { nonsense = 1 }))\n"
	"  return { ok = true, tags = shelf.tags }\n"
	"end\n"
	"return probe\n";

static const char SHELF_SCHEMA[] =
	"local schema = require('stampede.schema')\n"
	"local field = schema.field\n"
	"return schema.define('shelf', {\n"
	"  description = 'A shelf.', methods = { collection = 'GET POST', resource = 'GET', user = { collection = 'GET' } },\n"
	"  fields = {\n"
	"    { id = field.int { user = 'r' } }, { name = field.string { access = 'cru', max_length = 255, indexed = true } },\n"
	"    { uuid = field.string {} }, { kind = field.string {} }, { state = field.string {} },\n"
	"    { accountId = field.reference { to = 'shelf' } }, { created = field.date {} }, { removed = field.date {} },\n"
	"    { size = field.int { access = 'cr', min = 1, max = 9, default = 3 } }, { data = field.map { of = 'json' } },\n"
	"    { note = field.string { fields = true } }, { tags = field.array { of = 'string', fields = true } },\n"
	"  } })\n";

static const char BOOK_SCHEMA[] =
	"local schema = require('stampede.schema')\n"
	"local field = schema.field\n"
	"return schema.define('glassShelf', { parent = 'shelf', description = 'A child.',\n"
	"  methods = { collection = 'GET' },\n"
	"  fields = { { colour = field.enum { options = { 'red', 'blue' }, fields = true } }, { size = field.hidden {} } } })\n";

static const char SHELF_LIFE[] =
	"local process = require('stampede.process')\n"
	"return process.standard('shelf', {\n"
	"  create = { delegate = true, handlers = { 'shelf_create' } },\n"
	"  activate = { handlers = { 'shelf_activate' }, post = { 'shelf_after' } },\n"
	"  deactivate = { handlers = { 'shelf_deactivate' }, retries = 3 },\n"
	"  update = { handlers = { 'shelf_update' }, retries = 0 },\n"
	"})\n";

static const char H_CREATE[] =
	"local handler = require('stampede.handler')\n"
	"local resource = require('stampede.resource')\n"
	"return handler.define('shelf_create', { run = function(shelf, task)\n"
	"  assert(task.process == 'shelf.create' and task.attempt == 1 and shelf.type == 'shelf')\n"
	"  if (shelf.size or 0) > 1 then\n"
	"    local child = assert(resource.ensure('shelf', { name = 'child of ' .. shelf.id }, { size = 1 }))\n"
	"    if child.state == 'requested' then child = assert(resource.run(child, 'create')) end\n"
	"    assert(child.state == 'inactive' or child.state == 'active', child.state)\n"
	"  end\n"
	"  task:progress(50, 'half')\n"
	"  task:log('debug', 'made', { id = shelf.id })\n"
	"  return { note = 'created', tags = {} }\n"
	"end })\n";

static const char H_ACTIVATE[] =
	"local handler = require('stampede.handler')\n"
	"return handler.define('shelf_activate', { run = function(shelf, task)\n"
	"  task:patch { seen = 1 }\n"
	"  assert(task.data.seen == 1)\n"
	"  return { note = (shelf.note or '') .. ' active' }\n"
	"end })\n";

static const char H_AFTER[] =
	"local handler = require('stampede.handler')\n"
	"return handler.define('shelf_after', { run = function(shelf) assert(shelf.note:find('active')) end })\n";

static const char H_DEACTIVATE[] =
	"local handler = require('stampede.handler')\n"
	"local err = require('stampede.error')\n"
	"local time = require('stampede.time')\n"
	"return handler.define('shelf_deactivate', { timeout = 30, run = function(shelf, task)\n"
	"  if task.data.hang then time.sleep(20) end\n"
	"  if task.attempt == 1 then return nil, err.new('unavailable', 'not yet') end\n"
	"  return { note = 'attempt ' .. task.attempt }\n"
	"end })\n";

static const char H_UPDATE[] =
	"local handler = require('stampede.handler')\n"
	"return handler.define('shelf_update', { run = function(shelf)\n"
	"  local nothing = nil\n"
	"  return nothing.x\n"
	"end })\n";

static const char DROP_IN[] =
	"local handler = require('stampede.handler')\n"
	"return handler.define('zz_tag', { on = { '*.activate' }, phase = 'post', before = 'shelf_after',\n"
	"  run = function(shelf) return { tags = { 'dropped' } } end })\n";

static const char COMMAND[] =
	"local command = require('stampede.command')\n"
	"return command.define('start', { event = 'compute.start', timeout = 5,\n"
	"  applies = function(data) return data.kind == 'a' end,\n"
	"  run = function(data, task) task:progress(10, 'on the way'); return { got = data.n + 1, by = task.command } end })\n";

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
	struct answer answer = { 0 };

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
	struct answer answer = call(loop, script, "echo", "{\"a\":[1,2,{\"b\":\"\\u00fc\"}],\"e\":[]}");

	CHECK(answer.rc == 0 && has(&answer, "\"a\":[1,2,{\"b\":\"\xc3\xbc\"}]") && has(&answer, "\"e\":[]"));
	answer = call(loop, script, "json", "{}");
	CHECK(answer.rc == 0 && has(&answer, "\"again\":\"[]\"") && has(&answer, "\"list\":\"[]\""));
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
	CHECK(answer.rc < 0 && answer.err.code == ERROR_INTERNAL && has(&answer, "lua/lib/probe.lua:24:"));
	answer = call(loop, script, "global", "{}");
	CHECK(has(&answer, "unknown global 'undefined_thing'"));
	answer = call(loop, script, "assign", "{}");
	CHECK(has(&answer, "global 'stray' cannot be set"));
	answer = call(loop, script, "sandbox", "{}");
	CHECK(answer.rc == 0 && has(&answer, "\"refused\":8"));
	answer = call(loop, script, "nothing", "{}");
	CHECK(answer.rc < 0 && answer.err.code == ERROR_UNSUPPORTED);
	answer = call(loop, script, "echo", "{\"a\":");
	CHECK(answer.rc < 0 && answer.err.code == ERROR_INVALID);
}

static void test_budgets(struct loop *loop, struct script *script)
{
	int64_t start = clock_mono();
	struct answer answer = call(loop, script, "spin", "{}");

	CHECK(answer.rc < 0 && has(&answer, "lua/lib/probe.lua:8: handler ran too long without waiting"));
	answer = call(loop, script, "stubborn", "{}");
	CHECK(answer.rc < 0 && has(&answer, "ran too long"));
	CHECK(clock_mono() - start < 2000);
	answer = call(loop, script, "eat", "{}");
	CHECK(answer.rc < 0 && answer.err.code == ERROR_INTERNAL && has(&answer, "256 MiB"));
	answer = call(loop, script, "sorter", "{}");
	CHECK(answer.rc < 0 && has(&answer, "ran too long"));
	answer = call(loop, script, "echo", "{\"fine\":1}");
	CHECK(answer.rc == 0);
}

static void test_cancel(struct loop *loop, struct script *script)
{
	struct answer answer = { 0 };
	struct task *task = script_call(script, "probe", "sleep", span_of("{\"seconds\":60}"), on_done,
					&answer);

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
	struct answer answers[8] = { { 0 } };
	struct task *tasks[8];

	for (int i = 0; i < 8; i++)
		tasks[i] = script_call(script, "probe", "locked", span_of("{}"), on_done, &answers[i]);
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
	struct waited waited = { 0 };

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
	struct row row = { .name = "first", .kind = "shelf", .progress = -1, .doc = span_of("{\"size\":5}") };
	struct waited waited = { 0 };
	struct answer answer, both[2] = { { 0 } };
	struct outcome outcome;
	struct error err;
	char data[64];
	int64_t id;

	CHECK(shelf && glass && glass->base == shelf && glass->id_prefix && shelf->has_process);
	CHECK_STR(glass->plural, "glassShelfs");
	CHECK_STR(glass->id_prefix, "1s");
	CHECK(glass->fields[0].type == FIELD_ENUM);
	CHECK_INT(type_field(glass, "size", 4)->access[ROLE_ADMIN], 0);
	CHECK_INT(type_field(shelf, "size", 4)->access[ROLE_ADMIN], ACCESS_READ | ACCESS_CREATE);
	CHECK(type_field(shelf, "state", 5)->type == FIELD_ENUM && type_is_transitioning(shelf, "registering"));
	CHECK(type_action(glass, "activate") != NULL);

	engine_create(engine, shelf, &row, span_of("{}"), "test", on_outcome, &waited);
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
	CHECK(answer.rc == 0 && has(&answer, "\"state\":\"inactive\"") && has(&answer, "attempt 2"));

	/* A broken handler: the error names its place. */
	snprintf(data, sizeof(data), "{\"id\":%lld,\"verb\":\"update\"}", (long long)id);
	answer = call(loop, script, "run", data);
	CHECK(answer.rc < 0 && has(&answer, "lua/handlers/shelf_update.lua:4:"));

	snprintf(data, sizeof(data), "{\"id\":%lld}", (long long)id);
	answer = call(loop, script, "write", data);
	if (answer.rc)
		fprintf(stderr, "write: %s\n", answer.err.text);
	CHECK(answer.rc == 0 && has(&answer, "\"tags\":[]"));

	/* Two that ensure the same at once get one row. */
	for (int i = 0; i < 2; i++)
		script_call(script, "probe", "seed", span_of("{\"name\":\"one\"}"), on_done, &both[i]);
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
	struct waited waited = { 0 }, second = { 0 };
	struct request request = { .verb = "activate", .type = shelf, .data = span_of("{}"), .actor = "test" };
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
	struct script_options options = { .root = root };
	struct error err = { 0 };
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
	CHECK(load_fails(loop, "lua/handlers/bad.lua", "\n\nfoo()", "lua/handlers/bad.lua:3: unknown global 'foo'"));
	CHECK(load_fails(loop, "lua/handlers/bad.lua", "return {}", "lua/handlers/bad.lua:1: must return a handler"));
	CHECK(load_fails(loop, "lua/handlers/bad.lua", "require('os')", "only stampede.* modules"));
	CHECK(load_fails(loop, "lua/handlers/bad.lua", "require('stampede.raw')", "for lua/lib only"));
	CHECK(load_fails(loop, "lua/handlers/bad.lua",
			 "return require('stampede.handler').define('other', { run = function() end })",
			 "names must agree"));
	CHECK(load_fails(loop, "lua/handlers/bad.lua",
			 "return require('stampede.handler').define('bad', { ran = 1 })", "unknown key 'ran'"));
	CHECK(load_fails(loop, "lua/processes/nic.lua",
			 "return require('stampede.process').standard('nic', { create = { handlers = { 'gone' } } })",
			 "lua/processes/nic.lua:1: nic.create names handler 'gone'"));
	CHECK(load_fails(loop, "lua/processes/nic.lua",
			 "return require('stampede.process').standard('nic')", "no type 'nic'"));
	CHECK(load_fails(loop, "api/schemas/nic.lua",
			 "return require('stampede.schema').define('nic', { parent = 'none' })",
			 "there is no type 'none'"));
	CHECK(load_fails(loop, "lua/handlers/bad.lua", "\x1bLua", "lua/handlers/bad.lua"));
}

static void test_commands(struct loop *loop)
{
	struct script_options options = { .root = root };
	struct error err;
	struct script *script = script_new(loop, &options, &err);
	struct answer answer = { 0 };

	CHECK(script_load(script, 1, &err) == 0);
	script_command(script, "compute.start", span_of("{\"kind\":\"a\",\"n\":4}"), on_progress, on_done, &answer);
	wait_for(loop, &answer.done);
	CHECK(answer.rc == 0 && has(&answer, "\"got\":5") && has(&answer, "\"by\":\"start\""));
	CHECK_INT(answer.percent, 10);
	memset(&answer, 0, sizeof(answer));
	script_command(script, "compute.start", span_of("{\"kind\":\"b\"}"), NULL, on_done, &answer);
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
		struct script_options options = { .root = root };
		struct answer answer = { 0 };
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

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
	(void)info;
	(void)kind;
	(void)at;
	return remove(path);
}

static void make_root(void)
{
	static const char *const dirs[] = {
		"lua", "lua/lib", "lua/handlers", "lua/processes", "lua/commands", "api", "api/schemas",
		"drop", "data", NULL
	};
	static const char *const libraries[] = {
		"process", "handler", "command", "schema", "resource", "agent", "setting", "secret", "id",
		"time", "json", "log", "error", "compile", NULL
	};

	snprintf(root, sizeof(root), "/tmp/script_test.XXXXXX");
	if (!mkdtemp(root))
		abort();
	for (int i = 0; dirs[i]; i++)
		dir(dirs[i]);
	for (int i = 0; libraries[i]; i++)
		link_library(libraries[i]);
	put("lua/lib/probe.lua", PROBE);
	put("api/schemas/shelf.lua", SHELF_SCHEMA);
	put("api/schemas/glassShelf.lua", BOOK_SCHEMA);
	put("lua/processes/shelf.lua", SHELF_LIFE);
	put("lua/handlers/shelf_create.lua", H_CREATE);
	put("lua/handlers/shelf_activate.lua", H_ACTIVATE);
	put("lua/handlers/shelf_after.lua", H_AFTER);
	put("lua/handlers/shelf_deactivate.lua", H_DEACTIVATE);
	put("lua/handlers/shelf_update.lua", H_UPDATE);
	put("lua/commands/start.lua", COMMAND);
	put("drop/tag.lua", DROP_IN);
}

int main(void)
{
	struct error err = { 0 };
	struct loop *loop;
	struct script *script;
	struct script_options options = { .root = root };
	struct model *model;
	struct lifecycles *lifecycles;
	struct runner runner;
	char data[80], drop[80];

	make_root();
	test_fault();
	loop = loop_new(&err);
	test_broken_files(loop);
	test_commands(loop);

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
	nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return check_end();
}
