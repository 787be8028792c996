/*
 * The bindings that this folder always registers, one function a Lua table. All raise.
 */
#ifndef SCRIPT_BIND_TABLES_H
#define SCRIPT_BIND_TABLES_H

#include "script/bind.h"

struct task;

void bind_task_table(lua_State *L); /* raw.task, and the methods of `task` */
void bind_resource_table(lua_State *L); /* raw.resource */
void bind_misc_tables(lua_State *L); /* raw.log json time id secret error where */
void bind_lock_table(lua_State *L); /* raw.lock */
void bind_pool_table(lua_State *L); /* raw.pool */
void bind_keys_table(lua_State *L); /* raw.keys */
void bind_server_table(lua_State *L); /* raw.server */

/* raw.resource.get and list on what the store holds, also for a task in a world. */
int bind_resource_get(lua_State *L);
int bind_resource_list(lua_State *L);
int bind_resource_sum(lua_State *L);

/* Writes the line (level, sentence[, pairs]) that is on the stack; `task` names who says it. */
int bind_log_line(lua_State *L, const struct task *task);

#endif
