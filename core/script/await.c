/*
 * What a task waits for, and what it does to the world: awaits, effects (contract: bind.h).
 */
#include <string.h>
#include <unistd.h>

#include "script/bind.h"
#include "script/proof.h"
#include "script/task.h"

struct await *bind_await_new(lua_State *L, size_t size, void (*abandon_fn)(void *data))
{
	struct task *task = task_of(L);
	struct await *await;

	if (!task->id || task->script->current != task)
		luaL_error(L, "this cannot be called here: it waits, and only tasks can");
	if (task->await)
		luaL_error(L, "a primitive left its wait unfinished");
	await = lua_newuserdatauv(L, sizeof(*await) + size, 0);
	memset(await, 0, sizeof(*await) + size);
	await->task = task;
	await->abandon = abandon_fn;
	await->effect = task->effect_open;
	task->effect_open = 0;
	task->await = await;
	return await;
}

void *bind_await_data(struct await *await)
{
	return await->data;
}

static int await_end(lua_State *L, int status, lua_KContext context)
{
	struct await *await = (struct await *)context;
	struct task *task = await->task;
	int results;

	(void)status;
	task->await = NULL;
	await->task = NULL;
	if (task->waiting_shown) {
		task->waiting_shown = 0;
		if (task->run)
			run_waiting(task->run, NULL, NULL);
	}
	/* For crash tests: the world was changed, nobody was told. */
	if (await->effect && await->effect == task->script->fault_at)
		_exit(137);
	if (!await->effect || !task->proof)
		return await->push(L, await->data);
	results = await->push(L, await->data);
	if (results > 0 && lua_isnil(L, -results))
		proof_effect_failed(task);
	proof_answered(L, task, results);
	return results;
}

int bind_await(lua_State *L, struct await *await, int (*push)(lua_State *L, void *data))
{
	await->push = push;
	if (await->ready)
		return await_end(L, LUA_OK, (lua_KContext)await);
	await->waiting = 1;
	return lua_yieldk(L, 0, (lua_KContext)await, await_end);
}

void bind_resume(struct await *await)
{
	await->ready = 1;
	if (await->waiting && await->task)
		task_queue(await->task);
}

void bind_effect_of(lua_State *L, const struct effect *effect)
{
	struct task *task = task_of(L);
	struct script *script = task->script;
	struct error err = {0};

	if (task->cancelled || task->unwinding || (task->run && run_is_cancelled(task->run))) {
		error_set(&err, ERROR_CANCELLED, "it was given up before '%s'", effect->name);
		bind_push_error(L, &err);
		lua_error(L);
	}
	if (task->proof)
		proof_effect(L, task, effect);
	if (task->run)
		run_effect(task->run, effect->name);
	task->effects++;
	task->effect_open = ++script->effects;
}

void bind_effect(lua_State *L, const char *effect, const char *detail)
{
	bind_effect_of(L, &(struct effect){.name = effect, .detail = detail});
}

void bind_waiting(lua_State *L, const char *kind, const char *id)
{
	struct task *task = task_of(L);

	if (!task->run)
		return;
	task->waiting_shown = kind != NULL;
	run_waiting(task->run, kind, id);
}
