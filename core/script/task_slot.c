/* Slots and coroutines of tasks, used again and again (contract: task.h). */
#include <stdlib.h>

#include "script/park.h"
#include "script/task.h"

#define THREADS_KEPT 256

struct thread {
	lua_State *co;
	int anchor;
};

void task_open(struct script *script)
{
	script->main_task = calloc(1, sizeof(*script->main_task));
	script->threads = calloc(THREADS_KEPT, sizeof(*script->threads));
	if (!script->main_task || !script->threads)
		abort();
	script->main_task->script = script;
	script->main_task->world = LUA_NOREF;
	script->slot_free = UINT32_MAX;
	script_set_parking(script, PARK_ABOVE, PARK_AFTER_MS, PARK_MOST);
}

/* --- Slots: tasks by their ids ------------------------------------------------------------ */

void task_take_slot(struct script *script, struct task *task)
{
	struct task_slot *slot;
	uint32_t i = script->slot_free;

	if (i == UINT32_MAX) {
		uint32_t old = script->slot_count, count = old ? old * 2 : 64;

		script->slots = realloc(script->slots, count * sizeof(*script->slots));
		if (!script->slots)
			abort();
		for (uint32_t n = count; n-- > old;) {
			script->slots[n] = (struct task_slot){NULL, 1, script->slot_free};
			script->slot_free = n;
		}
		script->slot_count = count;
		i = script->slot_free;
	}
	slot = &script->slots[i];
	script->slot_free = slot->next_free;
	slot->task = task;
	task->id = (uint64_t)slot->generation << 32 | i;
}

void task_give_slot(struct script *script, struct task *task)
{
	uint32_t i = (uint32_t)task->id;

	script->slots[i].task = NULL;
	/* 31 bits, so that an id stays a positive Lua integer. */
	script->slots[i].generation = (script->slots[i].generation + 1) & 0x7fffffff;
	if (!script->slots[i].generation)
		script->slots[i].generation = 1;
	script->slots[i].next_free = script->slot_free;
	script->slot_free = i;
}

int task_count(const struct script *script)
{
	int count = 0;

	for (uint32_t i = 0; i < script->slot_count; i++)
		count += script->slots[i].task != NULL;
	return count;
}

struct task *task_find(struct script *script, uint64_t id)
{
	uint32_t i = (uint32_t)id;

	if (!id || i >= script->slot_count || !script->slots[i].task ||
	    script->slots[i].task->id != id)
		return NULL;
	return script->slots[i].task;
}

/* --- Threads: coroutines -------------------------------------------------------------------- */

void task_take_thread(struct task *task)
{
	struct script *script = task->script;

	if (script->thread_count > 0) {
		struct thread *thread = &script->threads[--script->thread_count];

		task->co = thread->co;
		task->anchor = thread->anchor;
	} else {
		task->co = lua_newthread(script->L);
		task->anchor = luaL_ref(script->L, LUA_REGISTRYINDEX);
	}
	*(struct task **)lua_getextraspace(task->co) = task;
	script->awake++;
}

void task_give_thread(struct task *task)
{
	struct script *script = task->script;

	if (!task->co)
		return;
	if (lua_status(task->co) != LUA_OK) {
		struct task *current = script->current;

		script->current = task;
		task->unwinding = 1;
		vm_enter(script, VM_SLICE_MS);
		lua_resetthread(task->co);
		vm_leave(script);
		task->unwinding = 0;
		script->current = current;
	}
	lua_settop(task->co, 0);
	*(struct task **)lua_getextraspace(task->co) = script->main_task;
	if (script->thread_count < THREADS_KEPT && !task->spoilt) {
		script->threads[script->thread_count++] = (struct thread){task->co, task->anchor};
	} else {
		luaL_unref(script->L, LUA_REGISTRYINDEX, task->anchor);
	}
	task->co = NULL;
	script->awake--;
}
