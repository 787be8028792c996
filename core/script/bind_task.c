/*
 * The `task` table of handlers and commands, and stampede.raw.task for lua/lib.
 *
 * The table holds the task's id, not a pointer: progress functions outlive their task, and
 * then do nothing.
 */
#include "script/bind_tables.h"

#include <string.h>

#include "base/log.h"
#include "script/task.h"
#include "script/value.h"

#define PATCH_MAX ((size_t)1 << 20)

static struct task *task_by_id(lua_State *L, int index)
{
	return task_find(vm_script(L), (uint64_t)luaL_checkinteger(L, index));
}

/* The task behind a `task` table, or NULL when it has ended. */
static struct task *check_task(lua_State *L)
{
	struct task *task;

	luaL_checktype(L, 1, LUA_TTABLE);
	lua_pushliteral(L, "_id");
	lua_rawget(L, 1);
	task = task_by_id(L, -1);
	lua_pop(L, 1);
	return task;
}

void task_progress(struct task *task, int percent, const char *message)
{
	if (task->run)
		run_progress(task->run, percent, message);
	else if (task->progress)
		task->progress(task, percent, message);
}

static int check_percent(lua_State *L, int index)
{
	lua_Number percent = luaL_optnumber(L, index, -1);

	return percent < 0 ? -1 : percent > 100 ? 100 : (int)percent;
}

/* task:progress(percent, message) */
static int l_progress(lua_State *L)
{
	struct task *task = check_task(L);
	int percent = check_percent(L, 2);
	const char *message = luaL_optstring(L, 3, NULL);

	if (task)
		task_progress(task, percent, message);
	return 0;
}

/* task:log(level, sentence, pairs) */
static int l_log(lua_State *L)
{
	struct task *task = check_task(L);

	lua_remove(L, 1);
	return bind_log_line(L, task);
}

/* task:patch{...}: merges into the process data and shows it in task.data. */
static int l_patch(lua_State *L)
{
	struct task *task = check_task(L);
	struct buf patch = {0};
	struct error err;

	luaL_checktype(L, 2, LUA_TTABLE);
	if (!task || !task->run)
		return luaL_error(L, "there is no process to patch here");
	if (value_to_object(L, 2, &patch, &err) < 0) {
		buf_done(&patch);
		return luaL_error(L, "patch: %s", err.text);
	}
	if (run_data(task->run).len + patch.len > PATCH_MAX) {
		buf_done(&patch);
		return luaL_error(L, "patch: the process data would have more than 1 MiB");
	}
	run_patch_data(task->run, (struct span){patch.data, patch.len});
	buf_done(&patch);
	bind_push_json(L, run_data(task->run));
	lua_setfield(L, 1, "data");
	return 0;
}

void task_push(struct task *task, lua_State *L)
{
	lua_createtable(L, 0, 8);
	lua_pushinteger(L, (lua_Integer)task->id);
	lua_setfield(L, -2, "_id");
	lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_TASK);
	lua_setmetatable(L, -2);
}

/* raw.task.id() -> integer, or nil outside of tasks */
static int l_id(lua_State *L)
{
	struct task *task = task_of(L);

	if (!task->id)
		return 0;
	lua_pushinteger(L, (lua_Integer)task->id);
	return 1;
}

/* raw.task.progress(id, percent, message) */
static int l_raw_progress(lua_State *L)
{
	struct task *task = task_by_id(L, 1);
	int percent = check_percent(L, 2);
	const char *message = luaL_optstring(L, 3, NULL);

	if (task)
		task_progress(task, percent, message);
	return 0;
}

void bind_task_table(lua_State *L)
{
	static const luaL_Reg methods[] = {
		{"progress", l_progress}, {"log", l_log}, {"patch", l_patch}, {NULL, NULL}};
	static const luaL_Reg functions[] = {
		{"id", l_id}, {"progress", l_raw_progress}, {NULL, NULL}};

	lua_createtable(L, 0, 3);
	luaL_newlib(L, methods);
	lua_setfield(L, -2, "__index");
	lua_pushliteral(L, "task");
	lua_setfield(L, -2, "__name");
	lua_pushliteral(L, "task");
	lua_setfield(L, -2, "__metatable");
	lua_rawsetp(L, LUA_REGISTRYINDEX, &VM_KEY_TASK);
	bind_table(L, "task", functions);
}
