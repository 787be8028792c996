/* Requests to agents, as a primitive that waits. */
#include "script/bind_agent.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "link/link.h"
#include "script/bind.h"
#include "script/park.h"
#include "script/vm.h"

#define ASK_TYPE "stampede.agent.ask"

/*
 * One request as Lua waits for it. A userdata of its own, below the await on the coroutine's
 * stack, so that nothing is lost when a push raises or the coroutine is closed.
 */
struct ask {
	struct script *script;
	struct await *await; /* until it is resumed or abandoned */
	struct link_request *request; /* until it is answered or taken back */
	struct wait wait;
	int forward; /* progress is that of the run */
	int progress; /* registry reference of a function, or LUA_NOREF */
	struct buf data; /* the answer, or the request while it is being sent */
	struct error *err; /* of the answer, or NULL; owned: few fail */
};

static void ask_stop(struct ask *ask)
{
	park_unwait(&ask->wait);
	link_request_cancel(ask->request);
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

	park_request(kept, ask->request, ask->forward);
	ask->request = NULL; /* the ask itself is Lua's */
}

static int l_request(lua_State *L)
{
	struct link_server *link = bind_service(L, "link");
	lua_Integer agent_id = luaL_checkinteger(L, 1);
	const char *name = luaL_checkstring(L, 2);
	const char *type = luaL_optstring(L, 3, NULL);
	lua_Integer id = luaL_optinteger(L, 4, 0);
	lua_Number timeout = luaL_optnumber(L, 6, 0);
	lua_Integer attempts = luaL_optinteger(L, 7, 0);
	struct error err = {0};
	char text[24];

	luaL_argcheck(L, timeout >= 0 && timeout <= 86400, 6,
		      "seconds between 0 and 86400 expected");
	luaL_argcheck(L, attempts >= 0 && attempts <= 1000, 7, "between 0 and 1000 expected");
	if (!lua_isnoneornil(L, 5))
		luaL_checktype(L, 5, LUA_TTABLE);
	if (!lua_isnoneornil(L, 8) && !lua_isboolean(L, 8))
		luaL_checktype(L, 8, LUA_TFUNCTION);
	lua_settop(L, 8);
	if (!link) {
		error_set(&err, ERROR_UNAVAILABLE, "there is no link to agents here");
		return bind_fail(L, &err);
	}
	snprintf(text, sizeof(text), "%" PRId64, (int64_t)agent_id);
	bind_effect_of(L, &(struct effect){.name = "agent.request",
					   .detail = name,
					   .keys = {1, 3, 4},
					   .carries = 5});

	struct task *task = task_of(L);
	uint64_t key = park_key(L, 5);
	const struct answer *known = key ? park_answer(task, key, 1) : NULL;

	if (known) {
		task->effect_open = 0; /* it was done before */
		return park_push(L, known);
	}

	struct ask *ask = ask_new(L);

	ask->wait.key = key;
	ask->wait.hand_over = hand_over;
	ask->forward = lua_toboolean(L, 8) && lua_isboolean(L, 8);
	if (lua_isfunction(L, 8)) {
		lua_pushvalue(L, 8);
		ask->progress = luaL_ref(L, LUA_REGISTRYINDEX);
	}
	if (lua_isnil(L, 5))
		buf_adds(&ask->data, "{}");
	else if (bind_to_json(L, 5, &ask->data, &err) < 0)
		return bind_fail(L, &err);
	bind_waiting(L, "agent", text);
	ask->await = bind_await_new(L, sizeof(struct ask *), abandon);
	*(struct ask **)bind_await_data(ask->await) = ask;

	struct link_request_options options = {
		.name = name,
		.resource_type = type,
		.resource_id = id,
		.data = {ask->data.data, ask->data.len},
		.timeout = (int64_t)(timeout * 1000),
		.attempts = (int)attempts,
		.on_progress = on_progress,
	};

	ask->request = link_request(link, agent_id, &options, on_done, ask);
	buf_done(&ask->data);
	if (ask->progress == LUA_NOREF)
		park_wait(&ask->wait, task);
	return bind_await(L, ask->await, push_answer);
}

static int l_is_up(lua_State *L)
{
	struct link_server *link = bind_service(L, "link");

	lua_pushboolean(L, link && link_server_is_up(link, luaL_checkinteger(L, 1)));
	return 1;
}

void bind_agent_tables(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"request", l_request},
		{"is_up", l_is_up},
		{NULL, NULL},
	};

	bind_table(L, "agent", functions);
}
