/*
 * One queue of lines a console, one task at a time; the rest of it is lua/lib/console.lua.
 */
#include "script/console.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "script/bind.h"
#include "script/bind_tables.h"
#include "script/runner.h"
#include "script/task.h"
#include "script/value.h"

#define LINES_MAX 64
#define LINE_BYTES_MAX ((size_t)256 << 10)
#define OUTPUT_MAX ((size_t)4 << 20) /* printed by one line */

struct line {
	struct line *next;
	struct console *console; /* NULL: it was closed meanwhile */
	int64_t id;
	int completes;
	struct buf text;
};

struct console {
	struct console *next;
	struct script *script; /* NULL: gone */
	struct console_host host;
	int64_t id; /* what Lua knows it by */
	struct line *lines; /* the first one runs */
	int line_count;
	struct task *task;
	size_t output; /* bytes printed by the line that runs */
};

/* --- Talking -------------------------------------------------------------------------------- */

static void say(struct console *console, struct buf *message)
{
	console->host.say(console->host.self, (struct span){message->data, message->len});
}

static void say_error(struct console *console, int64_t id, const struct error *err)
{
	AUTO(buf_done) struct buf message = {0};

	buf_addf(&message, "{\"id\":%lld,\"values\":[],\"error\":{\"code\":", (long long)id);
	buf_json_string(&message, error_name(err->code));
	buf_adds(&message, ",\"message\":");
	buf_json_string(&message, err->text);
	buf_adds(&message, "}}");
	say(console, &message);
}

/* --- Lines ---------------------------------------------------------------------------------- */

static void next_line(struct console *console);

static void line_free(struct line *line)
{
	buf_done(&line->text);
	free(line);
}

/* Pushes console.eval(id, text) or console.complete(id, text). */
static int line_prepare(struct task *task, struct error *err)
{
	struct line *line = task->owner;
	lua_State *L = task->co;

	if (!line->console ||
	    script_push_function(L, "console", line->completes ? "complete" : "eval") < 0)
		return error_set(err, ERROR_CANCELLED, "the console was closed");
	lua_pushinteger(L, line->console->id);
	lua_pushlstring(L, line->text.data ? line->text.data : "", line->text.len);
	return 2;
}

/* What the function returned, an object, with the id in front. */
static int read_answer(struct task *task, int results, int64_t id, struct buf *ret,
		       struct error *err)
{
	AUTO(buf_done) struct buf object = {0};
	int index = 0;

	if (task_result(task, results, &index, err) < 0)
		return -1;
	if (!index)
		return error_set(err, ERROR_INTERNAL, "the console gave no answer");
	if (value_to_object(task->co, index, &object, err) < 0)
		return -1;
	buf_addf(ret, "{\"id\":%lld%s", (long long)id, object.len > 2 ? "," : "");
	buf_add(ret, object.data + 1, object.len - 1);
	return 0;
}

static void line_finish(struct task *task, int rc, int results, const struct error *err)
{
	struct line *line = task->owner;
	struct console *console = line->console;
	AUTO(buf_done) struct buf answer = {0};
	struct error fault = {0};

	if (rc < 0)
		fault = *err;
	else if (console)
		rc = read_answer(task, results, line->id, &answer, &fault);
	task_release(task);
	if (console) {
		console->task = NULL;
		console->lines = line->next;
		console->line_count--;
		if (fault.code == ERROR_CANCELLED)
			error_set(&fault, ERROR_CANCELLED, "interrupted");
		if (console->script && rc < 0)
			say_error(console, line->id, &fault);
		else if (console->script)
			say(console, &answer);
	}
	line_free(line);
	if (console && console->script)
		next_line(console);
}

static void next_line(struct console *console)
{
	struct line *line = console->lines;

	if (!line || console->task)
		return;
	console->output = 0;
	console->task = task_new(console->script, "console", line_prepare, line_finish, line);
	console->task->patient = 1;
	task_queue_later(console->task);
}

static void interrupt(struct console *console)
{
	struct line *line = console->lines;

	/* Those that wait behind it go, too: they were typed for what it would have made. */
	while (line && line->next) {
		struct line *gone = line->next;
		struct error err = {0};

		line->next = gone->next;
		console->line_count--;
		error_set(&err, ERROR_CANCELLED, "interrupted");
		say_error(console, gone->id, &err);
		line_free(gone);
	}
	if (console->task)
		task_cancel(console->task);
}

static void add_line(struct console *console, int64_t id, struct span text, int completes)
{
	struct line *line = calloc(1, sizeof(*line)), **end = &console->lines;
	struct error err = {0};

	if (!line)
		abort();
	line->console = console;
	line->id = id;
	line->completes = completes;
	if (json_string(text, &line->text) < 0)
		error_field(&err, ERROR_INVALID, NULL, completes ? "complete" : "line", "%s",
			    "a text is wanted");
	else if (line->text.len > LINE_BYTES_MAX)
		error_set(&err, ERROR_INVALID, "a line may have %zu KiB", LINE_BYTES_MAX >> 10);
	else if (console->line_count >= LINES_MAX)
		error_set(&err, ERROR_UNAVAILABLE, "%d lines wait already", LINES_MAX);
	if (err.code != ERROR_NONE) {
		say_error(console, id, &err);
		line_free(line);
		return;
	}
	while (*end)
		end = &(*end)->next;
	*end = line;
	console->line_count++;
	next_line(console);
}

void console_hear(struct console *console, const char *bytes, size_t len)
{
	struct span message = {bytes, len}, line, complete;
	struct error err = {0};
	int64_t id = 0;

	if (!console->script)
		return;
	if (json_check(bytes, len, 8, &err) < 0) {
		say_error(console, 0, &err);
		return;
	}
	line = json_get(message, "line");
	complete = json_get(message, "complete");
	(void)json_int(json_get(message, "id"), &id);
	if (json_is_true(json_get(message, "interrupt"))) {
		interrupt(console);
	} else if (line.at || complete.at) {
		add_line(console, id, line.at ? line : complete, !line.at);
	} else {
		error_set(&err, ERROR_INVALID, "a message has a line, a complete, or an interrupt");
		say_error(console, id, &err);
	}
}

/* --- Opening and closing -------------------------------------------------------------------- */

/* console.FUNCTION(id) of lua/lib, which does not wait. */
static int call_now(struct console *console, const char *function, struct error *err)
{
	lua_State *L = console->script->L;
	int top = lua_gettop(L);

	if (script_push_function(L, "console", function) < 0) {
		lua_settop(L, top);
		return error_set(err, ERROR_UNSUPPORTED, "there is no lua/lib/console.lua");
	}
	lua_pushinteger(L, console->id);
	return vm_call(console->script, 1, 0, err);
}

struct console *console_open(struct script *script, const struct console_host *host,
			     struct error *err)
{
	struct console *console = calloc(1, sizeof(*console));

	if (!console)
		abort();
	console->script = script;
	console->host = *host;
	console->id = ++script->console_id;
	if (call_now(console, "open", err) < 0) {
		free(console);
		return NULL;
	}
	console->next = script->consoles;
	script->consoles = console;
	return console;
}

/* Nothing of it is heard or said any more. */
static void detach(struct console *console)
{
	for (struct line *line = console->lines, *next; line; line = next) {
		next = line->next;
		line->console = NULL;
		if (line != console->lines || !console->task)
			line_free(line);
	}
	if (console->task)
		task_cancel(console->task);
	console->task = NULL;
	console->lines = NULL;
	console->script = NULL;
}

void console_close(struct console *console)
{
	struct script *script;
	struct error err;

	if (!console)
		return;
	script = console->script;
	if (script) {
		struct console **at = &script->consoles;

		while (*at != console)
			at = &(*at)->next;
		*at = console->next;
		detach(console);
		console->script = script;
		if (call_now(console, "close", &err) < 0)
			log_warn("script", "a console was not closed well, ignoring",
				 "error=\"%s\"", err.text);
	}
	free(console);
}

void console_end_all(struct script *script)
{
	while (script->consoles) {
		struct console *console = script->consoles;

		script->consoles = console->next;
		detach(console);
	}
}

/* --- raw.console ------------------------------------------------------------------------------ */

static struct console *check_console(lua_State *L)
{
	lua_Integer id = luaL_checkinteger(L, 1);
	struct console *console = vm_script(L)->consoles;

	while (console && console->id != id)
		console = console->next;
	if (!console)
		luaL_error(L, "the console was closed");
	return console;
}

/* A userdata of its own below the await: nothing is lost when a push raises. */
#define REQUEST_TYPE "stampede.console.request"

struct asked {
	struct console_host host;
	void *request; /* until it is answered */
	struct await *await;
	int rc, status;
	struct buf body;
	struct error err;
};

static int l_asked_gc(lua_State *L)
{
	struct asked *asked = lua_touserdata(L, 1);

	if (asked->request)
		asked->host.cancel(asked->host.self, asked->request);
	asked->request = NULL;
	buf_done(&asked->body);
	return 0;
}

static void asked_abandon(void *data)
{
	struct asked *asked = *(struct asked **)data;

	asked->await = NULL;
	if (asked->request)
		asked->host.cancel(asked->host.self, asked->request);
	asked->request = NULL;
}

static void asked_done(void *arg, int rc, int status, struct span body, const struct error *err)
{
	struct asked *asked = arg;

	asked->request = NULL;
	asked->rc = rc;
	asked->status = status;
	if (rc < 0)
		asked->err = *err;
	else
		buf_add(&asked->body, body.at, body.len);
	if (asked->await)
		bind_resume(asked->await);
}

static int asked_push(lua_State *L, void *data)
{
	struct asked *asked = *(struct asked **)data;

	if (asked->rc < 0)
		return bind_fail(L, &asked->err);
	lua_pushinteger(L, asked->status);
	lua_pushlstring(L, asked->body.data ? asked->body.data : "", asked->body.len);
	return 2;
}

/* raw.console.request(id, method, target[, body]) -> status, text | nil, err. Waits. */
static int l_request(lua_State *L)
{
	struct console *console = check_console(L);
	const char *method = luaL_checkstring(L, 2), *target = luaL_checkstring(L, 3);
	size_t len = 0;
	const char *body = luaL_optlstring(L, 4, NULL, &len);
	struct asked *asked;

	lua_settop(L, 4);
	asked = lua_newuserdatauv(L, sizeof(*asked), 0);
	*asked = (struct asked){.host = console->host};
	if (luaL_newmetatable(L, REQUEST_TYPE)) {
		lua_pushcfunction(L, l_asked_gc);
		lua_setfield(L, -2, "__gc");
	}
	lua_setmetatable(L, -2);
	asked->await = bind_await_new(L, sizeof(asked), asked_abandon);
	*(struct asked **)bind_await_data(asked->await) = asked;
	asked->request = asked->host.request(asked->host.self, method, target,
					     (struct span){body, len}, asked_done, asked);
	return bind_await(L, asked->await, asked_push);
}

/* raw.console.output(id, text): shown at once. */
static int l_output(lua_State *L)
{
	struct console *console = check_console(L);
	size_t len;
	const char *text = luaL_checklstring(L, 2, &len);
	struct buf message = {0};

	if (!console->lines)
		return 0;
	console->output += len;
	if (console->output > OUTPUT_MAX)
		return luaL_error(L, "a line may print %d MiB", (int)(OUTPUT_MAX >> 20));
	buf_addf(&message, "{\"id\":%lld,\"output\":", (long long)console->lines->id);
	buf_json_bytes(&message, text, len);
	buf_addc(&message, '}');
	say(console, &message);
	buf_done(&message);
	return 0;
}

/* Whether the compiler's complaint on top is that the text ends too early. */
static int wants_more(lua_State *L)
{
	size_t len;
	const char *fault = lua_tolstring(L, -1, &len);

	return fault && len >= 5 && strcmp(fault + len - 5, "<eof>") == 0;
}

/* raw.console.compile(text, environment) -> function | nil, message, incomplete. An expression
 * gives its values. */
static int l_compile(lua_State *L)
{
	int incomplete;
	size_t len;
	const char *text;

	luaL_checkstring(L, 1);
	luaL_checktype(L, 2, LUA_TTABLE);
	lua_settop(L, 2);
	lua_pushliteral(L, "return ");
	lua_pushvalue(L, 1);
	lua_concat(L, 2);
	text = lua_tolstring(L, 3, &len);
	if (luaL_loadbufferx(L, text, len, "=console", "t") != LUA_OK) {
		incomplete = wants_more(L);
		text = lua_tolstring(L, 1, &len);
		if (luaL_loadbufferx(L, text, len, "=console", "t") != LUA_OK) {
			lua_pushboolean(L, incomplete || wants_more(L));
			lua_pushnil(L);
			lua_rotate(L, -3, 1);
			return 3;
		}
	}
	lua_pushvalue(L, 2);
	lua_setupvalue(L, -2, 1);
	return 1;
}

/* raw.console.debug(groups): whose debug lines are logged, as for --debug. */
static int l_debug(lua_State *L)
{
	log_set_debug(luaL_checkstring(L, 1));
	return 0;
}

static void set_number(lua_State *L, const char *key, int64_t value)
{
	lua_pushinteger(L, value);
	lua_setfield(L, -2, key);
}

/* raw.console.stats() -> {running, waiting, done, failed, retried, luaBytes, residentBytes,
 * tasks} */
static int l_stats(lua_State *L)
{
	struct script *script = vm_script(L);
	struct engine_stats stats = {0};

	if (script->engine)
		engine_stats(script->engine, &stats);
	lua_createtable(L, 0, 8);
	set_number(L, "running", stats.running);
	set_number(L, "waiting", stats.waiting);
	set_number(L, "done", stats.done);
	set_number(L, "failed", stats.failed);
	set_number(L, "retried", stats.retried);
	set_number(L, "luaBytes", (int64_t)script->memory);
	set_number(L, "residentBytes", memory_resident());
	set_number(L, "tasks", task_count(script));
	return 1;
}

/* raw.console.environment() -> what authors' files see as their globals; readable only */
static int l_environment(lua_State *L)
{
	lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_AUTHOR);
	return 1;
}

void console_table(lua_State *L)
{
	static const luaL_Reg functions[] = {{"request", l_request},
					     {"output", l_output},
					     {"compile", l_compile},
					     {"debug", l_debug},
					     {"stats", l_stats},
					     {"environment", l_environment},
					     {NULL, NULL}};

	bind_table(L, "console", functions);
}
