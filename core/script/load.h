/*
 * Loading: files of Lua to checked C definitions. Everything is read, run and compiled
 * (lua/lib/compile.lua) before anything takes effect; an error names file:line.
 */
#ifndef SCRIPT_LOAD_H
#define SCRIPT_LOAD_H

#include "script/vm.h"

/* Server: lua/lib, api/schemas, lua/processes, lua/handlers and the drop-ins.
 * Sets script->model and script->lifecycles. */
int load_server(struct script *script, struct error *err);

/* Agent: lua/lib and lua/commands. */
int load_agent(struct script *script, struct error *err);

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
