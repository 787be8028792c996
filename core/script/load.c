/*
 * Reads the directories, sorts what their files return by what it is, and has it compiled.
 */
#include "script/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "script/bind.h"
#include "script/hooks.h"

/* What a file may return, where it is collected, and which member is its name. */
struct kind {
	const char *is, *list, *key;
};

static const struct kind KINDS[] = {
	{"schema", "schemas", "name"},
	{"lifecycle", "lifecycles", "type"},
	{"handler", "handlers", "name"},
	{"command", "commands", "name"},
	{NULL, NULL, NULL},
};

void *temp_alloc(struct temp *temp, size_t size)
{
	void *item = calloc(1, size ? size : 1);

	if (temp->count == temp->cap) {
		temp->cap = temp->cap ? temp->cap * 2 : 64;
		temp->items = realloc(temp->items, temp->cap * sizeof(*temp->items));
	}
	if (!item || !temp->items)
		abort();
	temp->items[temp->count++] = item;
	return item;
}

void temp_done(struct temp *temp)
{
	for (size_t i = 0; i < temp->count; i++)
		free(temp->items[i]);
	free(temp->items);
	*temp = (struct temp){0};
}

static int raw_member(lua_State *L, int index, const char *key)
{
	index = lua_absindex(L, index);
	lua_pushstring(L, key);
	return lua_rawget(L, index);
}

const char *load_text(lua_State *L, int index, const char *key)
{
	const char *text = raw_member(L, index, key) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;

	lua_pop(L, 1);
	return text; /* lives as long as its table */
}

int64_t load_integer(lua_State *L, int index, const char *key, int64_t otherwise)
{
	raw_member(L, index, key);
	if (lua_isinteger(L, -1))
		otherwise = lua_tointeger(L, -1);
	lua_pop(L, 1);
	return otherwise;
}

int load_flag(lua_State *L, int index, const char *key)
{
	int flag;

	raw_member(L, index, key);
	flag = lua_toboolean(L, -1);
	lua_pop(L, 1);
	return flag;
}

int load_table(lua_State *L, int index, const char *key)
{
	if (raw_member(L, index, key) == LUA_TTABLE)
		return 1;
	lua_pop(L, 1);
	return 0;
}

const char *const *load_list(lua_State *L, int index, const char *key, struct temp *temp)
{
	const char **list;
	size_t count;

	if (!load_table(L, index, key))
		return NULL;
	count = lua_rawlen(L, -1);
	list = temp_alloc(temp, (count + 1) * sizeof(*list));
	for (size_t i = 0, n = 0; i < count; i++) {
		if (lua_rawgeti(L, -1, (lua_Integer)i + 1) == LUA_TSTRING)
			list[n++] = lua_tostring(L, -1);
		lua_pop(L, 1);
	}
	lua_pop(L, 1);
	return list;
}

/* Whether `file` is `name` with .lua behind it. */
static int is_named(const char *file, const char *name)
{
	size_t len = strlen(name);

	return strncmp(file, name, len) == 0 && strcmp(file + len, ".lua") == 0;
}

const char *load_list_of(const char *is)
{
	const struct kind *kind = KINDS;

	while (kind->is && (!is || strcmp(kind->is, is) != 0))
		kind++;
	return kind->list;
}

/* Puts what a file returned (on top; popped) into its list of the definitions below it. */
static int collect(lua_State *L, const char *shown, const char *file, const char *wanted,
		   struct error *err)
{
	const char *is = lua_istable(L, -1) ? load_text(L, -1, "is") : NULL;
	const char *list = load_list_of(is);

	if (!list || strcmp(is, wanted) != 0) {
		error_set(err, ERROR_INVALID, "%s:1: must return a %s made by its define function",
			  shown, wanted);
		lua_pop(L, 1);
		return -1;
	}
	if (strcmp(wanted, "handler") == 0 && !is_named(file, load_text(L, -1, "name"))) {
		error_set(err, ERROR_INVALID,
			  "%s:1: the handler in it is called '%s'; names must agree", shown,
			  load_text(L, -1, "name"));
		lua_pop(L, 1);
		return -1;
	}
	lua_getfield(L, -2, list);
	lua_insert(L, -2);
	lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
	lua_pop(L, 1);
	return 0;
}

static void join(struct buf *ret, const char *a, const char *b)
{
	buf_clear(ret);
	buf_adds(ret, a);
	buf_addc(ret, '/');
	buf_adds(ret, b);
}

/* Runs every file of a directory, each of which holds one of `wanted`. `shown`: in errors. */
static int load_dir(struct script *script, const char *dir, const char *shown, const char *wanted,
		    struct error *err)
{
	AUTO(buf_done) struct buf path = {0}, name = {0};
	char **names = vm_list(dir);
	enum vm_trust trust = VM_AUTHOR;
	int rc = 0;

	if (script->drop_in && strncmp(dir, script->drop_in, strlen(script->drop_in)) == 0)
		trust = VM_DROPIN;
	for (int i = 0; names[i] && rc == 0; i++) {
		join(&path, dir, names[i]);
		join(&name, shown, names[i]);
		rc = vm_run_file(script, path.data, name.data, trust, err);
		if (rc == 0)
			rc = collect(script->L, name.data, names[i], wanted, err);
	}
	vm_free_names(names);
	return rc;
}

static int load_below_root(struct script *script, const char *dir, const char *wanted,
			   struct error *err)
{
	AUTO(buf_done) struct buf path = {0};

	join(&path, script->root, dir);
	return load_dir(script, path.data, dir, wanted, err);
}

/* All of lua/lib, so that a broken one is seen now and nothing is loaded later. */
static int load_libraries(struct script *script, struct error *err)
{
	AUTO(buf_done) struct buf path = {0};
	char **names;
	int rc = 0, any = 0;

	join(&path, script->root, "lua/lib");
	names = vm_list(path.data);
	for (int i = 0; names[i] && rc == 0; i++) {
		names[i][strlen(names[i]) - 4] = 0;
		rc = vm_module(script, names[i], err);
		if (rc == 0)
			lua_pop(script->L, 1);
		any = 1;
	}
	vm_free_names(names);
	if (!any && rc == 0)
		rc = error_set(err, ERROR_NOT_FOUND, "there are no Lua files in %s", path.data);
	return rc;
}

static void push_definitions(lua_State *L)
{
	lua_newtable(L);
	for (const struct kind *kind = KINDS; kind->is; kind++) {
		lua_newtable(L);
		lua_setfield(L, -2, kind->list);
	}
}

int load_compile(struct script *script, int definitions, struct error *err)
{
	lua_State *L = script->L;

	if (vm_module(script, "compile", err) < 0)
		return -1;
	lua_getfield(L, -1, "all");
	lua_remove(L, -2);
	lua_pushvalue(L, definitions);
	return vm_call(script, 1, 1, err);
}

int load_build(struct script *script, int definitions, struct model **ret_model,
	       struct lifecycles **ret_lifecycles, struct error *err)
{
	lua_State *L = script->L;
	int top = lua_gettop(L), compiled;

	*ret_lifecycles = NULL;
	if (load_compile(script, definitions, err) < 0)
		return -1;
	compiled = lua_gettop(L);
	*ret_model = load_model(L, compiled, err);
	if (*ret_model) {
		lua_getfield(L, definitions, "handlers");
		*ret_lifecycles = load_lifecycles(L, compiled, lua_gettop(L), err);
	}
	lua_settop(L, top);
	if (*ret_lifecycles)
		return 0;
	model_unref(*ret_model);
	*ret_model = NULL;
	return -1;
}

int load_builtin(struct script *script, struct error *err)
{
	if (load_libraries(script, err) < 0)
		return -1;
	push_definitions(script->L);
	if (load_below_root(script, "api/schemas", "schema", err) < 0 ||
	    load_below_root(script, "lua/processes", "lifecycle", err) < 0 ||
	    load_below_root(script, "lua/handlers", "handler", err) < 0)
		return -1;
	return 0;
}

/* Keeps the functions of the handlers on top, which take the numbers that come next. */
static void keep_handlers(struct script *script, int definitions)
{
	lua_State *L = script->L;
	lua_Integer count;

	lua_getfield(L, definitions, "handlers");
	count = (lua_Integer)lua_rawlen(L, -1);
	for (lua_Integer i = 1; i <= count; i++) {
		int reference = hooks_next(script);
		AUTO(buf_done) struct buf file = {0};

		lua_rawgeti(L, -1, i);
		/* Not where its function was written, which may be a library. */
		buf_addf(&file, "lua/handlers/%s.lua", load_text(L, -1, "name"));
		lua_pushinteger(L, reference);
		lua_setfield(L, -2, "reference");
		lua_getfield(L, -1, "run");
		hooks_add(script, reference, load_text(L, -2, "name"), file.data, NULL);
		lua_pop(L, 2);
	}
	lua_pop(L, 1);
}

int load_server(struct script *script, struct error *err)
{
	lua_State *L = script->L;
	struct lifecycles *lifecycles = NULL;
	struct model *model = NULL;
	int top = lua_gettop(L), rc = load_builtin(script, err);

	if (rc == 0)
		keep_handlers(script, top + 1);
	if (rc == 0)
		rc = load_build(script, top + 1, &model, &lifecycles, err);
	lua_settop(L, top);
	if (rc < 0)
		return -1;
	hooks_commit(script, model, lifecycles);
	return 0;
}

/* The commands by event: { event = { command, ... } }, in the order of their files. */
static void index_commands(lua_State *L, int definitions)
{
	lua_Unsigned count;

	lua_newtable(L);
	lua_getfield(L, definitions, "commands");
	count = lua_rawlen(L, -1);
	for (lua_Unsigned i = 1; i <= count; i++) {
		lua_rawgeti(L, -1, (lua_Integer)i);
		lua_getfield(L, -1, "event");
		lua_pushvalue(L, -1);
		if (lua_rawget(L, -5) != LUA_TTABLE) {
			lua_pop(L, 1);
			lua_newtable(L);
			lua_pushvalue(L, -2);
			lua_pushvalue(L, -2);
			lua_rawset(L, -7);
		}
		lua_pushvalue(L, -3);
		lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
		lua_pop(L, 3);
	}
	lua_pop(L, 1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &VM_KEY_COMMANDS);
}

void load_commands(struct script *script, int index)
{
	lua_State *L = script->L;
	int top = lua_gettop(L);
	lua_Integer count;

	index = lua_absindex(L, index);
	push_definitions(L);
	lua_getfield(L, top + 1, "commands");
	lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_OWN_COMMANDS);
	for (int list = 0; list < 2; list++) {
		int from = list ? index : top + 3;

		count = (lua_Integer)lua_rawlen(L, from);
		for (lua_Integer i = 1; i <= count; i++) {
			lua_rawgeti(L, from, i);
			lua_rawseti(L, top + 2, (lua_Integer)lua_rawlen(L, top + 2) + 1);
		}
	}
	index_commands(L, top + 1);
	lua_settop(L, top);
}

int load_agent(struct script *script, struct error *err)
{
	lua_State *L = script->L;
	int top = lua_gettop(L), rc;

	if (load_libraries(script, err) < 0)
		return -1;
	push_definitions(L);
	rc = load_below_root(script, "lua/commands", "command", err);
	if (rc == 0) {
		lua_getfield(L, top + 1, "commands");
		lua_rawsetp(L, LUA_REGISTRYINDEX, &VM_KEY_OWN_COMMANDS);
	}
	if (rc == 0 && script->drop_in) {
		AUTO(buf_done) struct buf dir = {0};

		join(&dir, script->drop_in, "commands");
		rc = load_dir(script, dir.data, dir.data, "command", err);
	}
	if (rc == 0)
		index_commands(L, top + 1);
	lua_settop(L, top);
	return rc;
}
