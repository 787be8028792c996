/* Events over the bus, as primitives; the one that asks waits. */
#include "script/bind_event.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "link/bus.h"
#include "script/bind.h"
#include "script/park.h"
#include "script/task.h"

#define ASK_TYPE "stampede.event.ask"

/*
 * One request as Lua waits for it. A userdata of its own, below the await on the coroutine's
 * stack, so that nothing is lost when a push raises or the coroutine is closed.
 */
struct ask {
	struct script *script;
	struct await *await; /* until it is resumed or abandoned */
	struct bus_request *request; /* until it is answered or taken back */
	struct wait wait;
	int forward; /* progress is that of the run */
	int progress; /* registry reference of a function, or LUA_NOREF */
	struct buf data; /* the answer, or the request while it is being sent */
	struct error *err; /* of the answer, or NULL; owned: few fail */
};

static void ask_stop(struct ask *ask)
{
	park_unwait(&ask->wait);
	bus_request_cancel(ask->request);
	ask->request = NULL;
	ask->await = NULL;
	buf_done(&ask->data);
	free(ask->err);
	ask->err = NULL;
}

static int l_ask_gc(lua_State *L)
{
	struct ask *ask = lua_touserdata(L, 1);

	ask_stop(ask);
	luaL_unref(L, LUA_REGISTRYINDEX, ask->progress);
	ask->progress = LUA_NOREF;
	return 0;
}

static struct ask *ask_new(lua_State *L)
{
	struct ask *ask = lua_newuserdatauv(L, sizeof(*ask), 0);

	*ask = (struct ask){.script = vm_script(L), .progress = LUA_NOREF};
	if (luaL_newmetatable(L, ASK_TYPE)) {
		lua_pushcfunction(L, l_ask_gc);
		lua_setfield(L, -2, "__gc");
	}
	lua_setmetatable(L, -2);
	return ask;
}

void event_show_wait(struct run *run, const char *name, int is_absent)
{
	char text[EVENT_NAME_MAX + 64];

	snprintf(text, sizeof(text), "%s%s", name, is_absent ? ": nobody subscribes" : "");
	run_waiting(run, "event", text);
	/* And on the resource: an operator who looks there sees it, too. */
	snprintf(text, sizeof(text), is_absent ? "waits: nobody subscribes to %s" : "asks %s",
		 name);
	run_progress(run, -1, text);
}

static void on_absent(void *arg, int is_absent)
{
	const struct ask *ask = arg;
	const struct task *task = ask->await ? ask->await->task : NULL;

	if (task && task->run)
		event_show_wait(task->run, bus_request_name(ask->request), is_absent);
}

static void on_progress(void *arg, int percent, const char *message)
{
	struct ask *ask = arg;
	lua_State *L = ask->script->L;
	struct error err;

	if (ask->forward && ask->await && ask->await->task)
		task_progress(ask->await->task, percent, message);
	if (ask->progress == LUA_NOREF)
		return;
	lua_rawgeti(L, LUA_REGISTRYINDEX, ask->progress);
	if (percent >= 0)
		lua_pushinteger(L, percent);
	else
		lua_pushnil(L);
	lua_pushstring(L, message ? message : "");
	if (vm_call(ask->script, 2, 0, &err) < 0)
		log_warn("script", "progress function failed, ignoring", "error=\"%s\"", err.text);
}

static void on_done(void *arg, int rc, struct span data, const struct error *err)
{
	struct ask *ask = arg;

	park_unwait(&ask->wait);
	ask->request = NULL;
	if (rc < 0) {
		ask->err = malloc(sizeof(*ask->err));
		if (!ask->err)
			abort();
		*ask->err = *err;
	} else {
		buf_add(&ask->data, data.at, data.len);
	}
	bind_resume(ask->await);
}

static void abandon(void *data)
{
	ask_stop(*(struct ask **)data);
}

static int push_answer(lua_State *L, void *data)
{
	struct ask *ask = *(struct ask **)data;

	ask->await = NULL;
	park_note(task_of(L), ask->wait.key, (struct span){ask->data.data, ask->data.len},
		  ask->err);
	if (ask->err)
		return bind_fail(L, ask->err);
	bind_push_json(L, (struct span){ask->data.data, ask->data.len});
	buf_done(&ask->data);
	return 1;
}

static void hand_over(struct wait *wait, struct kept *kept)
{
	struct ask *ask = (struct ask *)((char *)wait - offsetof(struct ask, wait));

	park_program(kept, ask->request, ask->forward);
	ask->request = NULL; /* the ask itself is Lua's */
}

static int l_request(lua_State *L)
{
	struct bus *bus = bind_service(L, "bus");
	size_t len;
	const char *name = luaL_checklstring(L, 1, &len);
	lua_Number timeout = luaL_optnumber(L, 5, 0);
	lua_Integer attempts = luaL_optinteger(L, 6, 0);
	struct bus_request_options options = {
		.name = name,
		.resource_type = luaL_optstring(L, 2, NULL),
		.resource_id = luaL_optinteger(L, 3, 0),
		.key = luaL_optinteger(L, 7, 0),
		.timeout = (int64_t)(timeout * 1000),
		.attempts = (int)attempts,
		.waits = lua_toboolean(L, 8),
		.on_absent = on_absent,
		.on_progress = on_progress,
	};
	struct error err = {0};

	luaL_argcheck(L, len <= EVENT_NAME_MAX, 1, "too long for the name of an event");
	if (!lua_isnoneornil(L, 4))
		luaL_checktype(L, 4, LUA_TTABLE);
	luaL_argcheck(L, timeout >= 0 && timeout <= 86400, 5,
		      "seconds between 0 and 86400 expected");
	luaL_argcheck(L, attempts >= 0 && attempts <= 1000, 6, "between 0 and 1000 expected");
	if (!lua_isnoneornil(L, 9) && !lua_isboolean(L, 9))
		luaL_checktype(L, 9, LUA_TFUNCTION);
	lua_settop(L, 9);
	if (!bus) {
		error_set(&err, ERROR_UNAVAILABLE, "nobody can subscribe to events here");
		return bind_fail(L, &err);
	}
	bind_effect_of(L, &(struct effect){.name = "event.request",
					   .detail = name,
					   .keys = {1, 2, 3},
					   .carries = 4});

	struct task *task = task_of(L);
	uint64_t key = park_key(L, 4);
	const struct answer *known = key ? park_answer(task, key, 1) : NULL;

	if (known) {
		task->effect_open = 0; /* it was done before */
		return park_push(L, known);
	}

	struct ask *ask = ask_new(L);

	ask->wait.key = key;
	ask->wait.hand_over = hand_over;
	ask->forward = lua_toboolean(L, 9) && lua_isboolean(L, 9);
	if (lua_isfunction(L, 9)) {
		lua_pushvalue(L, 9);
		ask->progress = luaL_ref(L, LUA_REGISTRYINDEX);
	}
	if (lua_isnil(L, 4))
		buf_adds(&ask->data, "{}");
	else if (bind_to_json(L, 4, &ask->data, &err) < 0)
		return bind_fail(L, &err);
	bind_waiting(L, "event", name);
	ask->await = bind_await_new(L, sizeof(struct ask *), abandon);
	*(struct ask **)bind_await_data(ask->await) = ask;
	options.data = (struct span){ask->data.data, ask->data.len};
	ask->request = bus_request(bus, &options, on_done, ask);
	buf_done(&ask->data);
	if (bus_request_is_absent(ask->request))
		on_absent(ask, 1);
	if (ask->progress == LUA_NOREF)
		park_wait(&ask->wait, task);
	return bind_await(L, ask->await, push_answer);
}

static int l_hearers(lua_State *L)
{
	struct bus *bus = bind_service(L, "bus");
	const char *name = luaL_checkstring(L, 1);

	lua_pushinteger(L, bus ? bus_hearers(bus, name) : 0);
	return 1;
}

void bind_event_tables(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"request", l_request},
		{"hearers", l_hearers},
		{NULL, NULL},
	};

	bind_table(L, "event", functions);
}
