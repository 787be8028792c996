/*
 * Tasks that are not the engine's: commands of an agent, and calls of functions of lua/lib.
 * Both take one JSON object and end in one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script/bind.h"
#include "script/proof.h"
#include "script/task.h"
#include "script/value.h"

struct call {
	struct buf data; /* JSON object, the argument */
	char event[96]; /* of a command, or "module.function" */
	char module[48], function[48];
	void (*progress)(void *arg, int percent, const char *message);
	void (*done)(void *arg, int rc, struct span data, const struct error *err);
	void *arg;
};

static void call_finish(struct task *task, int rc, int results, const struct error *err)
{
	struct call *call = task->owner;
	struct error fault = {0};
	struct buf reply = {0};
	int index = 0, closing = task->script->closing;

	if (rc < 0)
		fault = *err;
	else
		rc = task_result(task, results, &index, &fault);
	if (rc == 0) {
		if (index && lua_isboolean(task->co, index))
			index = 0; /* "true": nothing more to say */
		if (!index) {
			lua_pushnil(task->co);
			index = -1;
		}
		rc = value_to_object(task->co, index, &reply, &fault);
		if (rc < 0)
			error_wrap(&fault, "result of %s", task->name);
	}
	task_release(task);
	if (!closing)
		call->done(call->arg, rc,
			   rc == 0 ? (struct span){reply.data, reply.len} : (struct span){0},
			   rc < 0 ? &fault : NULL);
	buf_done(&reply);
	buf_done(&call->data);
	free(call);
}

static void call_progress(struct task *task, int percent, const char *message)
{
	struct call *call = task->owner;

	if (call->progress)
		call->progress(call->arg, percent, message);
}

int script_push_function(lua_State *L, const char *module, const char *function)
{
	lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_MODULES);
	lua_pushstring(L, module);
	if (lua_rawget(L, -2) != LUA_TTABLE)
		return -1;
	lua_pushstring(L, function);
	if (lua_rawget(L, -2) != LUA_TFUNCTION)
		return -1;
	lua_replace(L, -3);
	lua_pop(L, 1);
	return 0;
}

/* Pushes command.serve(candidates, data, task). */
static int command_prepare(struct task *task, struct error *err)
{
	struct call *call = task->owner;
	lua_State *L = task->co;

	if (script_push_function(L, "command", "serve") < 0 ||
	    lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_COMMANDS) != LUA_TTABLE ||
	    lua_getfield(L, -1, call->event) != LUA_TTABLE)
		return error_set(err, ERROR_UNSUPPORTED, "nothing on this host serves '%s'",
				 call->event);
	lua_remove(L, -2);
	bind_push_json(L, (struct span){call->data.data, call->data.len});
	task_push(task, L);
	lua_pushstring(L, call->event);
	lua_setfield(L, -2, "event");
	return 3;
}

static int call_prepare(struct task *task, struct error *err)
{
	struct call *call = task->owner;
	lua_State *L = task->co;

	if (script_push_function(L, call->module, call->function) < 0)
		return error_set(err, ERROR_UNSUPPORTED,
				 "there is no function '%s' in lua/lib/%s.lua", call->function,
				 call->module);
	bind_push_json(L, (struct span){call->data.data, call->data.len});
	return 1;
}

/* How long a command may take: the longest of its candidates says. */
static int command_timeout(struct script *script, const char *event)
{
	lua_State *L = script->L;
	int top = lua_gettop(L), longest = 0;

	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_COMMANDS) == LUA_TTABLE &&
	    lua_getfield(L, -1, event) == LUA_TTABLE) {
		lua_Integer count = (lua_Integer)lua_rawlen(L, -1);

		for (lua_Integer i = 1; i <= count; i++) {
			lua_rawgeti(L, -1, i);
			lua_getfield(L, -1, "timeout");
			if (lua_tointeger(L, -1) > longest)
				longest = (int)lua_tointeger(L, -1);
			lua_pop(L, 2);
		}
	}
	lua_settop(L, top);
	return longest;
}

static struct call *call_new(struct span data, void *arg)
{
	struct call *call = calloc(1, sizeof(*call));

	if (!call)
		abort();
	call->arg = arg;
	if (data.len)
		buf_add(&call->data, data.at, data.len);
	else
		buf_adds(&call->data, "{}");
	return call;
}

/* Data from outside is checked here once more: a bad text must not reach the walker. */
static void check_data(struct task *task, struct call *call)
{
	struct error err = {0};

	if (json_check(call->data.data, call->data.len, JSON_MAX_DEPTH, &err) < 0) {
		task_fail(task, &err);
	} else if (!json_is_object((struct span){call->data.data, call->data.len})) {
		error_set(&err, ERROR_INVALID, "%s: the data must be an object", task->name);
		task_fail(task, &err);
	}
}

struct task *script_command(struct script *script, const char *event, struct span data,
			    void (*progress)(void *arg, int percent, const char *message),
			    void (*done)(void *arg, int rc, struct span data,
					 const struct error *err),
			    void *arg)
{
	struct call *call = call_new(data, arg);
	struct task *task = task_new(script, event, command_prepare, call_finish, call);
	int timeout = command_timeout(script, event);

	snprintf(call->event, sizeof(call->event), "%s", event);
	call->progress = progress;
	call->done = done;
	task->progress = call_progress;
	check_data(task, call);
	proof_begin(task, 0);
	if (timeout)
		task_limit(task, timeout);
	task_queue_later(task);
	return task;
}

void script_cancel(struct task *task)
{
	if (task)
		task_cancel(task);
}

struct task *script_call(struct script *script, const char *module, const char *function,
			 struct span data,
			 void (*done)(void *arg, int rc, struct span data, const struct error *err),
			 void *arg)
{
	struct call *call = call_new(data, arg);
	struct task *task;

	snprintf(call->module, sizeof(call->module), "%s", module);
	snprintf(call->function, sizeof(call->function), "%s", function);
	snprintf(call->event, sizeof(call->event), "%s.%s", call->module, call->function);
	call->done = done;
	task = task_new(script, call->event, call_prepare, call_finish, call);
	check_data(task, call);
	task_queue_later(task);
	return task;
}
