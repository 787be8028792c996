/* Contract: ask.h. */
#include "script/ask.h"

#include <stdlib.h>

#include "base/log.h"
#include "script/task.h"

#define ASK_TYPE "stampede.ask"

static void stop(struct ask *ask)
{
	park_unwait(&ask->wait);
	ask->cancel(ask->request);
	ask->request = NULL;
	ask->await = NULL;
	buf_done(&ask->data);
	free(ask->err);
	ask->err = NULL;
}

static int l_gc(lua_State *L)
{
	struct ask *ask = lua_touserdata(L, 1);

	stop(ask);
	luaL_unref(L, LUA_REGISTRYINDEX, ask->progress);
	ask->progress = LUA_NOREF;
	return 0;
}

static void nothing(void *request)
{
	(void)request;
}

void ask_check(lua_State *L, int at, int data, int progress)
{
	lua_Number timeout = luaL_optnumber(L, at, 0);
	lua_Integer attempts = luaL_optinteger(L, at + 1, 0);

	luaL_argcheck(L, timeout >= 0 && timeout <= 86400, at,
		      "seconds between 0 and 86400 expected");
	luaL_argcheck(L, attempts >= 0 && attempts <= 1000, at + 1, "between 0 and 1000 expected");
	if (!lua_isnoneornil(L, data))
		luaL_checktype(L, data, LUA_TTABLE);
	if (!lua_isnoneornil(L, progress) && !lua_isboolean(L, progress))
		luaL_checktype(L, progress, LUA_TFUNCTION);
	lua_settop(L, progress);
}

int ask_known(lua_State *L, int arguments, uint64_t *ret_key)
{
	struct task *task = task_of(L);
	const struct answer *known;

	*ret_key = park_key(L, arguments);
	known = *ret_key ? park_answer(task, *ret_key, 1) : NULL;
	if (!known)
		return 0;
	task->effect_open = 0; /* it was done before */
	return park_push(L, known);
}

int ask_new(lua_State *L, uint64_t key, int data, int progress, struct ask **ret)
{
	struct ask *ask = lua_newuserdatauv(L, sizeof(*ask), 0);
	struct error err = {0};

	*ask = (struct ask){.script = vm_script(L),
			    .cancel = nothing,
			    .progress = LUA_NOREF,
			    .wait = {.key = key},
			    .forward = lua_isboolean(L, progress) && lua_toboolean(L, progress)};
	if (luaL_newmetatable(L, ASK_TYPE)) {
		lua_pushcfunction(L, l_gc);
		lua_setfield(L, -2, "__gc");
	}
	lua_setmetatable(L, -2);
	if (lua_isfunction(L, progress)) {
		lua_pushvalue(L, progress);
		ask->progress = luaL_ref(L, LUA_REGISTRYINDEX);
	}
	*ret = ask;
	if (lua_isnil(L, data))
		buf_adds(&ask->data, "{}");
	else if (bind_to_json(L, data, &ask->data, &err) < 0)
		return bind_fail(L, &err);
	return 0;
}

void ask_progress(void *arg, int percent, const char *message)
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

void ask_done(void *arg, int rc, struct span data, const struct error *err)
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
	stop(*(struct ask **)data);
}

void ask_begin(lua_State *L, struct ask *ask)
{
	ask->await = bind_await_new(L, sizeof(struct ask *), abandon);
	*(struct ask **)bind_await_data(ask->await) = ask;
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

int ask_wait(lua_State *L, struct ask *ask)
{
	buf_done(&ask->data);
	if (ask->progress == LUA_NOREF)
		park_wait(&ask->wait, task_of(L));
	return bind_await(L, ask->await, push_answer);
}
