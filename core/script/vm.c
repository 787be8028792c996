/*
 * The Lua state: allocator with a ceiling, clock hook, opened libraries, protected calls.
 */
#include "script/vm.h"

#include <lualib.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "script/bind.h"
#include "script/task.h"
#include "script/text.h"

const char VM_KEY_RAW, VM_KEY_MODULES, VM_KEY_AUTHOR, VM_KEY_LIBRARY, VM_KEY_ERROR, VM_KEY_ARRAY,
	VM_KEY_TASK, VM_KEY_COMMANDS, VM_KEY_LOCKS, VM_KEY_DROPPED, VM_KEY_DROPIN,
	VM_KEY_OWN_COMMANDS;

struct script *vm_script(lua_State *L)
{
	return task_of(L)->script;
}

/* Whether the slice is over. One that the machine held up, not itself, is put off a little. */
static int is_over(struct script *script)
{
	int64_t now = clock_mono(), used;

	if (now <= script->deadline)
		return 0;
	used = clock_thread_ns() / 1000;
	if (now < script->last_deadline &&
	    (!script->grace_cpu || used - script->grace_cpu < VM_GRACE_MS * 500)) {
		script->grace_cpu = used;
		script->deadline = now + VM_GRACE_MS;
		return 0;
	}
	return 1;
}

/* For who can only refuse: what is refused ends its task. */
static int no_time_for(struct script *script)
{
	if (!script->current || !is_over(script))
		return 0;
	script->current->overrun = 1;
	return 1;
}

/* --- Long texts: one instruction (a comparison, a sum) may go through all of one -------------- */

static int hook_count(const struct script *script)
{
	size_t longest = 0;

	for (size_t i = 0; i < script->long_count; i++)
		if (script->longs[i].size > longest)
			longest = script->longs[i].size;
	if (!longest)
		return VM_HOOK_COUNT;
	longest /= VM_LARGE;
	return longest < VM_HOOK_COUNT ? (int)(VM_HOOK_COUNT / 4 / (longest + 1)) + 1 : 1;
}

static void set_hook_count(struct script *script, lua_State *L)
{
	if (lua_gethook(L) && lua_gethookcount(L) != script->hook_count)
		lua_sethook(L, lua_gethook(L), lua_gethookmask(L), script->hook_count);
}

static void long_comes(struct script *script, const void *at, size_t size)
{
	if (script->long_count == script->long_room) {
		script->long_room = script->long_room ? script->long_room * 2 : 16;
		script->longs = realloc(script->longs, script->long_room * sizeof(*script->longs));
		if (!script->longs)
			abort();
	}
	script->longs[script->long_count++] = (struct long_text){at, size};
	script->hook_count = hook_count(script);
	if (script->current && script->current->co)
		set_hook_count(script, script->current->co);
}

static void long_goes(struct script *script, const void *at)
{
	for (size_t i = 0; i < script->long_count; i++) {
		if (script->longs[i].at != at)
			continue;
		script->longs[i] = script->longs[--script->long_count];
		script->hook_count = hook_count(script); /* from the next slice on */
		return;
	}
}

static void *vm_alloc(void *arg, void *old, size_t old_size, size_t size)
{
	struct script *script = arg;
	int is_text = !old && old_size == LUA_TSTRING;
	void *memory;

	if (!old)
		old_size = 0; /* Lua puts a type tag there */
	if (old_size >= VM_LARGE)
		long_goes(script, old);
	if (size == 0) {
		script->memory -= old_size;
		free(old);
		return NULL;
	}
	if (is_text && script->limited && size > VM_TEXT_MAX)
		return NULL;
	if (size > old_size && script->limited &&
	    (script->memory - old_size + size > script->ceiling ||
	     (size - old_size >= VM_LARGE && no_time_for(script))))
		return NULL;
	memory = realloc(old, size);
	if (!memory) {
		if (size > old_size && script->limited)
			return NULL;
		abort();
	}
	script->memory += size - old_size;
	if (is_text && size >= VM_LARGE)
		long_comes(script, memory, size);
	return memory;
}

static void end_slice(lua_State *L, int level)
{
	struct script *script = vm_script(L);
	struct task *task = script->current;

	if (task && task->co == L) {
		task->overrun = 1;
		if (lua_isyieldable(L)) {
			lua_yield(L, 0); /* returns in a hook only */
			return;
		}
	}
	luaL_where(L, level);
	lua_pushliteral(L, VM_OVERRUN);
	lua_concat(L, 2);
	lua_error(L);
}

/*
 * Stops a slice that is over its time. A yield cannot be caught by the code it stops, and
 * leaves the place to be named; where yielding is not possible (a callback of table.sort), and
 * outside of tasks, an error must do. After an error raised here Lua keeps hooks off in
 * that coroutine, so it is not used again.
 */
static void vm_hook(lua_State *L, lua_Debug *debug)
{
	struct script *script = vm_script(L);
	struct task *task = script->current;

	if (debug->event == LUA_HOOKLINE) {
		if (script->file && lua_getinfo(L, "S", debug) && debug->source[0] == '@' &&
		    strcmp(debug->source + 1, script->file) == 0)
			script->line = debug->currentline;
		return;
	}
	if (!is_over(script))
		return;
	if (task && task->co == L && task->patient && lua_isyieldable(L)) {
		task->sliced = 1;
		lua_yield(L, 0); /* goes on where it was */
		return;
	}
	if (task && task->co == L && !lua_isyieldable(L))
		task->spoilt = 1;
	end_slice(L, 0);
}

/* A patient task goes on after its slice, so it is not ended for what the next instruction would
 * have put off. */
static int lasts(struct script *script)
{
	const struct task *task = script->current;

	return task && task->patient && clock_mono() <= script->deadline + VM_PATIENT_MORE_MS;
}

int vm_is_over(lua_State *L)
{
	struct script *script = vm_script(L);

	return !lasts(script) && no_time_for(script);
}

void vm_check(lua_State *L)
{
	struct script *script = vm_script(L);

	if (is_over(script) && !lasts(script))
		end_slice(L, 1);
}

static int vm_panic(lua_State *L)
{
	log_error("script", "Lua failed outside of any protected call", "error=%s",
		  lua_tostring(L, -1) ? lua_tostring(L, -1) : "?");
	return 0;
}

static void vm_warn(void *arg, const char *message, int more)
{
	(void)arg;
	if (!more && message[0] != '@')
		log_warn("script", "Lua warning", "text=%s", message);
}

static int open_state(lua_State *L)
{
	static const luaL_Reg libraries[] = {
		{LUA_GNAME, luaopen_base},        {LUA_TABLIBNAME, luaopen_table},
		{LUA_STRLIBNAME, luaopen_string}, {LUA_MATHLIBNAME, luaopen_math},
		{LUA_UTF8LIBNAME, luaopen_utf8},
	};

	for (size_t i = 0; i < sizeof(libraries) / sizeof(*libraries); i++) {
		luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
		lua_pop(L, 1);
	}
	text_open(L);
	vm_open_sandbox(L);
	return 0;
}

int vm_open(struct script *script, struct error *err)
{
	lua_State *L = lua_newstate(vm_alloc, script);

	if (!L)
		return error_set(err, ERROR_INTERNAL, "the Lua state cannot be made");
	script->L = L;
	script->memory_limit = VM_MEMORY_LIMIT;
	script->deadline = INT64_MAX;
	script->hook_count = VM_HOOK_COUNT;
	text_set_clock(vm_check);
	*(struct task **)lua_getextraspace(L) = script->main_task;
	lua_atpanic(L, vm_panic);
	lua_setwarnf(L, vm_warn, NULL);
	vm_tidy_later(script);
	lua_pushcfunction(L, open_state);
	if (lua_pcall(L, 0, 0, 0) != LUA_OK) {
		error_set(err, ERROR_INTERNAL, "the Lua state cannot be opened: %s",
			  lua_tostring(L, -1) ? lua_tostring(L, -1) : "?");
		return -1;
	}
	/* Threads inherit the hook from the one that makes them. */
	lua_sethook(L, vm_hook, LUA_MASKCOUNT, VM_HOOK_COUNT);
	return 0;
}

void vm_enter(struct script *script, int64_t budget_ms)
{
	struct task *task = script->current;
	size_t room = VM_TASK_MEMORY;

	if (task)
		room -= task->held < VM_TASK_MEMORY ? task->held : VM_TASK_MEMORY;
	script->entered = script->memory;
	script->ceiling = script->memory + (script->loading ? VM_MEMORY_LIMIT : room);
	if (script->ceiling > script->memory_limit)
		script->ceiling = script->memory_limit;
	script->deadline = clock_mono() + budget_ms;
	script->last_deadline = script->deadline + VM_AWAY_MS;
	script->grace_cpu = 0;
	script->limited = 1;
	if (task && task->co)
		set_hook_count(script, task->co);
}

void vm_leave(struct script *script)
{
	struct task *task = script->current;

	if (task && script->memory >= script->entered)
		task->held += script->memory - script->entered;
	else if (task)
		task->held -= task->held < script->entered - script->memory
				      ? task->held
				      : script->entered - script->memory;
	script->deadline = INT64_MAX;
	script->limited = 0;
	vm_tidy_later(script);
}

/* Message handler: logs the traceback of plain errors, which nothing else keeps. */
static int on_error(lua_State *L)
{
	const char *text = lua_tostring(L, 1);

	if (text) {
		luaL_traceback(L, L, text, 1);
		log_debug("script", "Lua error", "traceback=%s", lua_tostring(L, -1));
		lua_pop(L, 1);
	}
	lua_settop(L, 1);
	return 1;
}

int vm_call(struct script *script, int arguments, int results, struct error *err)
{
	lua_State *L = script->L;
	int base = lua_gettop(L) - arguments, limited = script->limited, rc;
	int64_t deadline = script->deadline, last = script->last_deadline;
	size_t ceiling = script->ceiling, entered = script->entered;

	lua_pushcfunction(L, on_error);
	lua_insert(L, base);
	vm_enter(script, script->budget_ms ? script->budget_ms
			 : script->loading ? VM_LOAD_MS
					   : VM_SLICE_MS);
	rc = lua_pcall(L, arguments, results, base);
	script->limited = limited;
	script->deadline = deadline;
	script->last_deadline = last;
	script->ceiling = ceiling;
	script->entered = entered;
	lua_remove(L, base);
	if (rc == LUA_OK)
		return 0;
	bind_to_error(L, -1, err);
	lua_pop(L, 1);
	return -1;
}
