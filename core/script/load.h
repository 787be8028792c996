/*
 * Loading: files of Lua to checked C definitions. Everything is read, run and compiled
 * (lua/lib/compile.lua) before anything takes effect; an error names file:line.
 */
#ifndef SCRIPT_LOAD_H
#define SCRIPT_LOAD_H

#include "script/vm.h"

/* Server: lua/lib, api/schemas, lua/processes and lua/handlers. Sets script->model and
 * script->lifecycles. Drop-ins come afterwards (dropin.h). */
int load_server(struct script *script, struct error *err);

/* Agent: lua/lib and lua/commands. */
int load_agent(struct script *script, struct error *err);

/* --- Between load.c, dropin.c, and their parts ---------------------------------------------- */

/* Loads what load_server does and leaves { schemas =, lifecycles =, handlers =, commands = } on
 * the stack, uncompiled. -1: the stack may hold anything. */
int load_builtin(struct script *script, struct error *err);

/* Agent: serves the built-in commands and those of the list at `index`. */
void load_commands(struct script *script, int index);

/* The list that a kind of definition goes to ("schema": "schemas"); NULL: there is no such kind. */
const char *load_list_of(const char *is);

/* Calls compile.all(definitions); leaves its result on the stack, or nothing. */
int load_compile(struct script *script, int definitions, struct error *err);

/*
 * Compiles definitions whose handlers have their `reference`, into C. The caller gives both
 * back with model_unref and lifecycles_unref. Leaves the stack as it was.
 */
int load_build(struct script *script, int definitions, struct model **ret_model,
	       struct lifecycles **ret_lifecycles, struct error *err);

/* --- Between load.c and the two builders; they read what compile.lua returned -------------- */

/* Memory that is given back all at once. */
struct temp {
	void **items;
	size_t count, cap;
};
void *temp_alloc(struct temp *temp, size_t size);
void temp_done(struct temp *temp);

/* Members of the table at `index`; no metamethods, nothing raised. */
const char *load_text(lua_State *L, int index, const char *key);
int64_t load_integer(lua_State *L, int index, const char *key, int64_t otherwise);
int load_flag(lua_State *L, int index, const char *key);

/* A member that is a list of strings as a NULL-terminated array, or NULL when absent. */
const char *const *load_list(lua_State *L, int index, const char *key, struct temp *temp);

/* Pushes the member; 1 when it is a table (else pops it and returns 0). */
int load_table(lua_State *L, int index, const char *key);

/* `types` and `processes` at `index`. */
struct model *load_model(lua_State *L, int index, struct error *err);

/* `handlers`: the definitions, by which names are resolved; their `reference` is set. */
struct lifecycles *load_lifecycles(lua_State *L, int index, int handlers, struct error *err);

#endif
