/*
 * A script whose handlers are parked at once, an engine and a store behind it, an agent whose words
 * the test puts in its mouth, and a bus for programs.
 */
#ifndef SPEC_PARK_HELP_H
#define SPEC_PARK_HELP_H

#include <stdlib.h>

#include "base/clock.h"
#include "engine/engine.h"
#include "link/bus.h"
#include "link/event.h"
#include "link/link.h"
#include "script/bind.h"
#include "script/bind_agent.h"
#include "script/bind_event.h"
#include "script/park.h"
#include "script/script.h"
#include "spec/c/check.h"
#include "spec/c/script_help.h"

#define AGENT 3
#define MANY 50

static struct loop *loop;
static struct engine *engine;
static struct script *script;
static struct store *store;
static struct link_server *link_server;
static struct bus *bus;
static struct wire agent_end;

/* What the agent was asked, the newest last. */
static struct event asked[MANY * 8];
static char texts[MANY * 8][1024];
static int asked_count, taken_back;

static void on_message(void *arg, const char *data, size_t len)
{
	struct event event;
	struct error err;

	(void)arg;
	CHECK_INT(event_parse(data, len, &event, &err), 0);
	if (strcmp(event.name, "link.cancel") == 0)
		taken_back++;
	if (strncmp(event.name, "link.", 5) == 0 || asked_count == MANY * 8)
		return;
	for (int i = 0; i < asked_count; i++)
		if (strcmp(asked[i].id, event.id) == 0)
			return; /* repeated */
	asked[asked_count] = event;
	snprintf(texts[asked_count++], 1024, "%.*s", (int)event.data.len, event.data.at);
}

static void on_close(void *arg, const char *why)
{
	(void)arg, (void)why;
	agent_end.ops = NULL;
}

static void on_up(void *arg, int64_t agent_id)
{
	(void)arg, (void)agent_id;
}

static void connect_agent(void)
{
	struct wire server_end;

	wire_pair(loop, &server_end, &agent_end);
	wire_set_events(agent_end,
			&(struct ws_events){.on_message = on_message, .on_close = on_close});
	link_server_attach(link_server, AGENT, server_end);
}

/* It works on it, and says so. */
static void __attribute__((unused)) say(int i, const char *message)
{
	struct buf text = {0};
	struct event event;

	event_start_reply(&event, &asked[i]);
	event.transitioning = EVENT_PROGRESS;
	snprintf(event.error.text, sizeof(event.error.text), "%s", message);
	event_print(&event, &text);
	wire_send(agent_end, text.data, text.len);
	buf_done(&text);
}

static void reply(int i, const char *data)
{
	struct buf text = {0};
	struct event event;

	event_start_reply(&event, &asked[i]);
	event.data = span_of(data);
	event_print(&event, &text);
	wire_send(agent_end, text.data, text.len);
	buf_done(&text);
}

static const char PARK_PROBE[] =
	"local resource = require('stampede.resource')\n"
	"local begun, closed = 0, 0\n"
	"local probe = {}\n"
	"function probe.begin() begun = begun + 1 return begun end\n"
	"function probe.close() closed = closed + 1 end\n"
	"function probe.fresh()\n"
	"  local shelf = assert(resource.create('shelf', { name = 'x' }))\n"
	"  return { id = assert(resource.run(shelf, 'create')).id }\n"
	"end\n"
	"function probe.look(data) return assert(resource.get('shelf', data.id)) end\n"
	"function probe.counts() return { begun = begun, closed = closed } end\n"
	"return probe\n";

#define HANDLER(name, options, body) \
	{ \
		name, "local handler = require('stampede.handler')\n" \
		      "local agent = require('stampede.agent')\n" \
		      "local event = require('stampede.event')\n" \
		      "local resource = require('stampede.resource')\n" \
		      "local probe = require('stampede.probe')\n" \
		      "return handler.define('" name "', { " options \
		      " run = function(shelf, task)\n" \
		      "  local count = probe.begin()\n" \
		      "  local function ask(n, seconds)\n" \
		      "    return agent.request(3, 'look', { resourceType = 'shelf', resourceId " \
		      "= " \
		      "shelf.id, data = { n = n } }, { timeout = seconds or 60, attempts = 1 })\n" \
		      "  end\n" body "end })\n" \
	}

static const struct {
	const char *name, *text;
} ASKERS[] = {
	HANDLER("ask", "timeout = 100,", "  return { note = assert(ask(1)).note }\n"),
	HANDLER("two", "timeout = 100,",
		"  return { note = assert(ask(assert(ask(1)).n)).note }\n"),
	HANDLER("hold", "timeout = 100,",
		"  local _ <close> = setmetatable({}, { __close = probe.close })\n"
		"  return { note = assert(ask(1)).note }\n"),
	HANDLER("stray", "timeout = 100,", "  return { note = assert(ask(count)).note }\n"),
	HANDLER("grow", "timeout = 100,",
		"  if not shelf.note then\n"
		"    assert(ask(1))\n"
		"    assert(resource.update(shelf, { note = 'one' }))\n"
		"  end\n"
		"  assert(ask(2))\n"
		"  return { note = assert(ask(3)).note }\n"),
	HANDLER("program", "timeout = 100,",
		"  return { note = assert(event.request('look;handler=h', { data = { n = 1 } },\n"
		"    { timeout = 60, waits = true })).note }\n"),
	HANDLER("brief", "timeout = 1,", "  return { note = assert(ask(1)).note }\n"),
	HANDLER("lost", "timeout = 100,", "  return { note = assert(ask(1, 0.3)).note }\n"),
	HANDLER("holder", "timeout = 100,",
		"  local _ <close> = setmetatable({}, { __close = probe.close })\n"
		"  local child = assert(resource.get('shelf', task.data.child))\n"
		"  return { note = assert(resource.run(child, 'activate')).note }\n"),
	HANDLER("try", "timeout = 100,",
		"  local child = assert(resource.get('shelf', task.data.child))\n"
		"  local _, fault = resource.run(child, 'fail')\n"
		"  return { note = fault.message }\n"),
	HANDLER("fail", "timeout = 100,", "  assert(ask(1)) return nil, 'it fails'\n"),
	HANDLER("grip", "timeout = 100,",
		"  local _ <close> = setmetatable({}, { __close = probe.close })\n"
		"  return { note = assert(ask(1)).note }\n"),
	HANDLER("within", "timeout = 100,",
		"  local child = assert(resource.get('shelf', task.data.child))\n"
		"  return { note = assert(resource.run(child, 'grip')).note }\n"),
	HANDLER("outer", "timeout = 100,",
		"  local child = assert(resource.get('shelf', task.data.child))\n"
		"  return { note = assert(resource.run(child, 'activate')).note }\n"),
};

static void make_park_root(void)
{
	static char life[16384];
	size_t at;

	make_root();
	link_library("event");
	put("lua/lib/probe.lua", PARK_PROBE);
	at = (size_t)snprintf(life, sizeof(life),
			      "local process = require('stampede.process')\n"
			      "return process.standard('shelf', { create = {}, activate = { "
			      "handlers = { 'ask' } },\n");
	for (size_t i = 0; i < sizeof(ASKERS) / sizeof(*ASKERS); i++) {
		char name[80];

		snprintf(name, sizeof(name), "lua/handlers/%s.lua", ASKERS[i].name);
		put(name, ASKERS[i].text);
		at += (size_t)snprintf(life + at, sizeof(life) - at,
				       "  %s = { from = 'inactive', via = 'via-%s', to = '%s',\n"
				       "    handlers = { '%s' }, retries = 0 },\n",
				       ASKERS[i].name, ASKERS[i].name,
				       strcmp(ASKERS[i].name, "fail") == 0   ? "failed"
				       : strcmp(ASKERS[i].name, "grip") == 0 ? "active"
									     : "inactive",
				       ASKERS[i].name);
	}
	snprintf(life + at, sizeof(life) - at, "})\n");
	put("lua/processes/shelf.lua", life);
	take_away("drop/tag.lua");
}

/* --- Doing ------------------------------------------------------------------------------ */

struct answer_of {
	int done, rc;
	char text[2048];
};

static void on_called(void *arg, int rc, struct span data, const struct error *err)
{
	struct answer_of *answer = arg;

	answer->done = 1;
	answer->rc = rc;
	snprintf(answer->text, sizeof(answer->text), "%.*s", rc ? 500 : (int)data.len,
		 rc ? err->text : data.at);
}

static void until_set(const int *flag, int want)
{
	int64_t until = clock_mono() + 20000;

	while (*flag < want && clock_mono() < until)
		loop_once(loop, 5);
	CHECK(*flag >= want);
}

static void call(const char *function, const char *data, struct answer_of *answer)
{
	*answer = (struct answer_of){0};
	script_call(script, "probe", function, span_of(data), on_called, answer);
	until_set(&answer->done, 1);
	CHECK_INT(answer->rc, 0);
}

static int64_t number_of(const char *function, const char *data, const char *key)
{
	struct answer_of answer;
	int64_t number = -1;

	call(function, data, &answer);
	json_int(json_get(span_of(answer.text), key), &number);
	return number;
}

static int64_t begun(void)
{
	return number_of("counts", "{}", "begun");
}

/* "STATE NOTE" of a shelf. */
static const char *shelf(int64_t id)
{
	static char ret[200];
	struct buf state = {0}, note = {0};
	struct answer_of answer;
	char data[40];

	snprintf(data, sizeof(data), "{\"id\":%lld}", (long long)id);
	call("look", data, &answer);
	json_string(json_get(span_of(answer.text), "state"), &state);
	json_string(json_get(span_of(answer.text), "note"), &note);
	snprintf(ret, sizeof(ret), "%s %s", state.data, note.len ? note.data : "-");
	buf_done(&state);
	buf_done(&note);
	return ret;
}

static struct outcome got;
static int got_count;

static void on_outcome(void *arg, const struct outcome *outcome)
{
	(void)arg;
	got = *outcome;
	got_count++;
}

/* Schedules a process on a shelf. Returns the process instance. */
static int64_t begin(int64_t id, const char *verb, const char *data)
{
	int want = got_count + 1;

	engine_schedule(engine,
			&(struct request){.verb = verb,
					  .type = model_type(engine_model(engine), "shelf"),
					  .id = id,
					  .data = span_of(data),
					  .actor = "test"},
			on_outcome, NULL);
	until_set(&got_count, want);
	CHECK_INT(got.rc, 0);
	return got.process_id;
}

static void rests(int64_t id)
{
	int want = got_count + 1;

	engine_wait(engine, model_type(engine_model(engine), "shelf"), id, NULL, 15000, on_outcome,
		    NULL);
	until_set(&got_count, want);
}

static int64_t running(void)
{
	struct engine_stats stats;

	engine_stats(engine, &stats);
	return stats.running;
}

static void until_parked(int requests)
{
	int64_t until = clock_mono() + 10000;

	until_set(&asked_count, requests);
	while ((script->awake || running()) && clock_mono() < until)
		loop_once(loop, 5);
	CHECK_INT(script->awake, 0);
	CHECK_INT(running(), 0);
}

static int64_t fresh(void)
{
	asked_count = taken_back = 0;
	return number_of("fresh", "{}", "id");
}

/* --- Coming and going --------------------------------------------------------------------- */

static void park_open(void)
{
	static const struct link_server_events events = {.on_up = on_up, .on_down = on_up};
	struct error err = {0};
	struct script_options options = {.root = root};
	struct model *model;
	struct lifecycles *lifecycles;
	struct runner runner;
	char data[80];

	make_park_root();
	loop = loop_new(&err);
	snprintf(data, sizeof(data), "%s/data", root);
	options.store = store = store_open(loop, data, &err);
	options.engine = engine = engine_new(loop, store, &err);
	script = script_new(loop, &options, &err);
	link_server = link_server_new(loop, &events);
	bus = bus_new(loop);
	bind_set_service(script_state(script), "link", link_server);
	bind_set_service(script_state(script), "bus", bus);
	bind_agent_tables(script_state(script));
	bind_event_tables(script_state(script));
	if (script_load(script, 0, &err) < 0) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	model = script_model(script);
	lifecycles = script_lifecycles(script);
	CHECK(store_define(store, model, &err) == 0);
	engine_set_definitions(engine, model, lifecycles);
	model_unref(model);
	lifecycles_unref(lifecycles);
	script_runner(script, &runner);
	engine_set_runner(engine, &runner);
	CHECK(engine_start(engine, &err) == 0);
	script_set_parking(script, 0, 0, 0);
	connect_agent();
}

/* Ends while some are parked. Returns what the test ends with. */
static int park_end(void)
{
	script_free(script);
	engine_free(engine);
	link_server_free(link_server);
	bus_free(bus);
	store_close(store);
	for (int i = 0; i < 20; i++)
		loop_once(loop, 5);
	loop_free(loop);
	drop_root();
	return check_end();
}

#endif
