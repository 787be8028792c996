/*
 * raw.lock: named locks between tasks, first come first served, for look-then-make by more
 * than one commit. In memory only: they order the tasks of one server, no more.
 *
 * The handle is a <close> variable, so that errors and cancelling give the lock back. A
 * lock that the task holds already is refused; so is nothing else, so hold one at a time.
 */
#include "script/bind_tables.h"

#include <stdio.h>
#include <string.h>

#include "script/task.h"

struct waiter {
	struct lock *lock; /* held, or waited for; NULL once given back */
	struct waiter *next;
	struct await *await; /* NULL: holds it */
	uint64_t task;
};

/* A userdata that every waiter's handle keeps alive; found by name in a weak table. */
struct lock {
	struct waiter *head; /* holds it; the others wait */
};

/* Removes a waiter; the next one in line gets the lock. */
static void lock_leave(struct waiter *waiter)
{
	struct lock *lock = waiter->lock;
	struct waiter **at;
	int held;

	if (!lock)
		return;
	held = lock->head == waiter;
	for (at = &lock->head; *at && *at != waiter; at = &(*at)->next)
		;
	if (*at)
		*at = waiter->next;
	waiter->lock = NULL;
	if (held && lock->head && lock->head->await) {
		struct await *await = lock->head->await;

		lock->head->await = NULL;
		bind_resume(await);
	}
}

static int lock_close(lua_State *L)
{
	lock_leave(luaL_checkudata(L, 1, "lock"));
	return 0;
}

static void take_abandon(void *data)
{
	struct waiter *waiter = *(struct waiter **)data;

	waiter->await = NULL;
	lock_leave(waiter);
}

static int take_push(lua_State *L, void *data)
{
	(void)data;
	lua_pushvalue(L, 2);
	return 1;
}

/* For people: which lock, and the process that has it. */
static void show_wait(lua_State *L, const struct lock *lock, const char *name)
{
	const struct task *holder = task_find(vm_script(L), lock->head->task);
	char text[180];

	if (holder && holder->run)
		snprintf(text, sizeof(text), "%.120s, held by process %lld", name,
			 (long long)run_process_id(holder->run));
	else
		snprintf(text, sizeof(text), "%.160s", name);
	bind_waiting(L, "lock", text);
}

/* raw.lock.take(name) -> handle, to be held in a <close> variable */
static int l_take(lua_State *L)
{
	struct task *task = task_of(L);
	struct waiter *waiter, **at;
	struct await *await;
	struct lock *lock;

	luaL_checkstring(L, 1);
	lua_settop(L, 1);
	waiter = lua_newuserdatauv(L, sizeof(*waiter), 1);
	*waiter = (struct waiter){.task = task->id};
	luaL_setmetatable(L, "lock");

	lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_LOCKS);
	lua_pushvalue(L, 1);
	if (lua_rawget(L, 3) == LUA_TUSERDATA) {
		lock = lua_touserdata(L, -1);
	} else {
		lua_pop(L, 1);
		lock = lua_newuserdatauv(L, sizeof(*lock), 0);
		*lock = (struct lock){0};
		lua_pushvalue(L, 1);
		lua_pushvalue(L, -2);
		lua_rawset(L, 3);
	}
	lua_setiuservalue(L, 2, 1);
	lua_settop(L, 2);
	for (struct waiter *other = lock->head; other; other = other->next) {
		if (other->task == task->id)
			return luaL_error(L, "lock '%s' is held by this task already",
					  lua_tostring(L, 1));
	}
	if (!lock->head) {
		waiter->lock = lock;
		lock->head = waiter;
		return 1;
	}
	await = bind_await_new(L, sizeof(waiter), take_abandon);
	*(struct waiter **)bind_await_data(await) = waiter;
	show_wait(L, lock, lua_tostring(L, 1));
	waiter->lock = lock;
	waiter->await = await;
	for (at = &lock->head; *at; at = &(*at)->next)
		;
	*at = waiter;
	return bind_await(L, await, take_push);
}

void bind_lock_table(lua_State *L)
{
	static const luaL_Reg functions[] = {{"take", l_take}, {NULL, NULL}};

	luaL_newmetatable(L, "lock");
	lua_pushcfunction(L, lock_close);
	lua_setfield(L, -2, "__close");
	lua_pushcfunction(L, lock_close);
	lua_setfield(L, -2, "__gc");
	lua_pushliteral(L, "lock");
	lua_setfield(L, -2, "__metatable");
	lua_pop(L, 1);
	lua_newtable(L);
	lua_createtable(L, 0, 1);
	lua_pushliteral(L, "v");
	lua_setfield(L, -2, "__mode");
	lua_setmetatable(L, -2);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &VM_KEY_LOCKS);
	bind_table(L, "lock", functions);
}
