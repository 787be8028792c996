/*
 * What Lua files see: an environment that cannot be written to and names what it lacks,
 * and a `require` that gives modules of lua/lib and nothing else. lua/lib itself may also
 * require `stampede.raw`, the table of C bindings.
 *
 * A chunk never sees io, os, debug, load, coroutine, or a metatable with __gc (which would
 * run outside of every budget); an overrun that had to be raised is raised again by pcall.
 */
#include <dirent.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/id.h"
#include "script/bind.h"
#include "script/task.h"
#include "script/vm.h"

#define FILE_MAX ((size_t)1 << 20)

static int unknown_global(lua_State *L)
{
	return luaL_error(L, "unknown global '%s'", luaL_tolstring(L, 2, NULL));
}

static int frozen_global(lua_State *L)
{
	return luaL_error(L, "global '%s' cannot be set; use a local", luaL_tolstring(L, 2, NULL));
}

static int frozen_module(lua_State *L)
{
	return luaL_error(L, "a module cannot be changed ('%s')", luaL_tolstring(L, 2, NULL));
}

static int pcall_end(lua_State *L, int status, lua_KContext extra)
{
	struct script *script = vm_script(L);

	if (status != LUA_OK && status != LUA_YIELD) {
		if (script->current && (script->current->overrun || script->current->stopped))
			return lua_error(L);
		lua_pushboolean(L, 0);
		lua_pushvalue(L, -2);
		return 2;
	}
	return lua_gettop(L) - (int)extra;
}

static int l_pcall(lua_State *L)
{
	luaL_checkany(L, 1);
	lua_pushboolean(L, 1);
	lua_insert(L, 1);
	return pcall_end(L, lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, pcall_end), 0);
}

/* The author's message handler (upvalue), which a task that is over its time gets no more of:
 * an error in it would call it again, with no hook to stop it. */
static int call_handler(lua_State *L)
{
	const struct task *task = vm_script(L)->current;

	lua_settop(L, 1);
	if (task && (task->overrun || task->stopped))
		return 1;
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, 1, 1);
	return 1;
}

static int l_xpcall(lua_State *L)
{
	int n = lua_gettop(L);

	luaL_checktype(L, 2, LUA_TFUNCTION);
	lua_pushvalue(L, 2);
	lua_pushcclosure(L, call_handler, 1);
	lua_replace(L, 2);
	lua_pushboolean(L, 1);
	lua_pushvalue(L, 1);
	lua_rotate(L, 3, 2);
	return pcall_end(L, lua_pcallk(L, n - 2, LUA_MULTRET, 2, 2, pcall_end), 2);
}

static int l_setmetatable(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_argexpected(L, lua_isnoneornil(L, 2) || lua_istable(L, 2), 2, "nil or table");
	if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
		return luaL_error(L, "cannot change a protected metatable");
	if (lua_istable(L, 2)) {
		lua_pushliteral(L, "__gc");
		if (lua_rawget(L, 2) != LUA_TNIL)
			return luaL_error(L, "__gc is not available; use __close");
		lua_pop(L, 1);
	}
	lua_settop(L, 2);
	lua_setmetatable(L, 1);
	return 1;
}

static int l_print(lua_State *L)
{
	return luaL_error(L, "print is not available; use stampede.log");
}

/* Of a frozen table: pairs and # look at the table itself. Upvalue 1: what __index has. */
static int frozen_next(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 2);
	if (!lua_next(L, lua_upvalueindex(1))) {
		lua_pushnil(L);
		return 1;
	}
	/* What it holds is frozen too. */
	lua_pop(L, 1);
	lua_pushvalue(L, -1);
	lua_gettable(L, 1);
	return 2;
}

static int frozen_pairs(lua_State *L)
{
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_pushcclosure(L, frozen_next, 1);
	lua_pushvalue(L, 1);
	lua_pushnil(L);
	return 3;
}

static int frozen_len(lua_State *L)
{
	lua_pushinteger(L, luaL_len(L, lua_upvalueindex(1)));
	return 1;
}

static void push_frozen(lua_State *L, int index, int deep);

/* What a frozen table shows of the tables in it: frozen ones. Leaves a table, or nil when it
 * holds none (then the table itself does). Tables with a metatable look after themselves. */
static void push_shadow(lua_State *L, int index)
{
	int shadow;

	lua_pushnil(L);
	shadow = lua_gettop(L);
	lua_pushnil(L);
	while (lua_next(L, index)) {
		if (lua_istable(L, -1) && !lua_getmetatable(L, -1)) {
			if (lua_isnil(L, shadow)) {
				lua_newtable(L);
				lua_replace(L, shadow);
			}
			push_frozen(L, -1, 1);
			lua_pushvalue(L, -3);
			lua_insert(L, -2);
			lua_rawset(L, shadow);
		}
		lua_settop(L, shadow + 1);
	}
	if (lua_isnil(L, shadow))
		return;
	lua_createtable(L, 0, 1);
	lua_pushvalue(L, index);
	lua_setfield(L, -2, "__index");
	lua_setmetatable(L, shadow);
}

/* A module as authors get it: readable, not writable; for drop-ins however deep. */
static void push_frozen(lua_State *L, int index, int deep)
{
	index = lua_absindex(L, index);
	luaL_checkstack(L, 12, "a module is nested too deep");
	lua_newtable(L);
	lua_createtable(L, 0, 5);
	if (deep)
		push_shadow(L, index);
	else
		lua_pushnil(L);
	if (lua_isnil(L, -1)) {
		lua_pop(L, 1);
		lua_pushvalue(L, index);
	}
	lua_setfield(L, -2, "__index");
	lua_pushvalue(L, index);
	lua_pushcclosure(L, frozen_pairs, 1);
	lua_setfield(L, -2, "__pairs");
	lua_pushvalue(L, index);
	lua_pushcclosure(L, frozen_len, 1);
	lua_setfield(L, -2, "__len");
	lua_pushcfunction(L, frozen_module);
	lua_setfield(L, -2, "__newindex");
	lua_pushliteral(L, "module");
	lua_setfield(L, -2, "__metatable");
	lua_setmetatable(L, -2);
}

static int good_name(const char *name)
{
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return len > 0 && len < 64 && !name[len];
}

/* Loads lua/lib/NAME.lua into the table of modules. Raises; leaves the module on the stack. */
static int load_module(lua_State *L, const char *name);

static int push_module(lua_State *L, const char *name)
{
	struct script *script = vm_script(L);

	lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_MODULES);
	if (lua_getfield(L, -1, name) == LUA_TTABLE) {
		lua_remove(L, -2);
		return 1;
	}
	if (lua_isboolean(L, -1))
		return luaL_error(L, "module 'stampede.%s' requires itself", name);
	lua_pop(L, 2);
	if (!script->loading || !good_name(name))
		return luaL_error(L, "there is no module 'stampede.%s'", name);
	return load_module(L, name);
}

/* How the server puts itself together, checks input, and tries handlers: not for drop-ins. */
static int is_own(const char *name)
{
	static const char *const names[] = {
		"actions", "agent_account", "check_image", "check_instance", "check_subnet",
		"checks",  "compile",       "external",    "inventory",      "seed",
		"sim",     "world",         "world_hosts", "world_rows",     NULL};

	for (int i = 0; names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return 1;
	return 0;
}

static int require_any(lua_State *L, enum vm_trust trust)
{
	const char *name = luaL_checkstring(L, 1);

	if (strncmp(name, "stampede.", 9) != 0)
		return luaL_error(L, "module '%s' is not available; only stampede.* modules are",
				  name);
	name += 9;
	if (strcmp(name, "raw") == 0) {
		if (trust != VM_LIBRARY)
			return luaL_error(L, "module 'stampede.raw' is for lua/lib only");
		lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_RAW);
		return 1;
	}
	if (trust == VM_DROPIN && is_own(name))
		return luaL_error(L, "module 'stampede.%s' is for the server itself", name);
	push_module(L, name);
	if (trust != VM_LIBRARY)
		push_frozen(L, -1, trust == VM_DROPIN);
	return 1;
}

static int l_require_dropin(lua_State *L)
{
	return require_any(L, VM_DROPIN);
}

static int l_require_author(lua_State *L)
{
	return require_any(L, VM_AUTHOR);
}

static int l_require_library(lua_State *L)
{
	return require_any(L, VM_LIBRARY);
}

/*
 * In a simulation everything must happen in the same order each time, and that of a table's keys
 * follows from chance: there `pairs` goes through them sorted.
 */
static void order_pairs(lua_State *L)
{
	static const char text[] = "local next, type, sort = next, type, table.sort\n"
				   "local function before(a, b)\n"
				   "  local x, y = type(a), type(b)\n"
				   "  if x ~= y then return x < y end\n"
				   "  return (x == 'number' or x == 'string') and a < b\n"
				   "end\n"
				   "return function(t)\n"
				   "  local keys, i = {}, 0\n"
				   "  for key in next, t do keys[#keys + 1] = key end\n"
				   "  sort(keys, before)\n"
				   "  return function()\n"
				   "    local value\n"
				   "    repeat\n"
				   "      i = i + 1\n"
				   "      if keys[i] == nil then return nil end\n"
				   "      value = t[keys[i]]\n"
				   "    until value ~= nil\n"
				   "    return keys[i], value\n"
				   "  end\n"
				   "end\n";

	if (luaL_loadbufferx(L, text, sizeof(text) - 1, "=pairs", "t") != LUA_OK)
		lua_error(L);
	lua_call(L, 0, 1);
	lua_setglobal(L, "pairs");
}

/*
 * One chance for all: a file that seeded it anew would tell others what comes. In a simulation it
 * follows from the seed.
 */
static void take_seeding(lua_State *L, int is_virtual)
{
	lua_Integer seed[2];

	lua_getglobal(L, LUA_MATHLIBNAME);
	if (is_virtual) {
		id_random(seed, sizeof(seed));
		lua_getfield(L, -1, "randomseed");
		lua_pushinteger(L, seed[0]);
		lua_pushinteger(L, seed[1]);
		lua_call(L, 2, 0);
	}
	lua_pushnil(L);
	lua_setfield(L, -2, "randomseed");
	lua_pop(L, 1);
}

/* An environment: an empty table in front of an allow-list, so that no write gets through. */
static void make_environment(lua_State *L, const char *key, lua_CFunction require)
{
	static const char *const names[] = {
		"assert", "error",  "getmetatable", "ipairs",   "next",     "pairs", "rawequal",
		"rawget", "rawlen", "select",       "tonumber", "tostring", "type",  "_VERSION",
		"math",   "string", "table",        "utf8",     NULL};
	static const luaL_Reg own[] = {{"pcall", l_pcall},
				       {"xpcall", l_xpcall},
				       {"setmetatable", l_setmetatable},
				       {"print", l_print},
				       {NULL, NULL}};

	lua_newtable(L);
	lua_newtable(L);
	for (int i = 0; names[i]; i++) {
		/* Library tables are behind a frozen front: they are shared by all. */
		if (lua_getglobal(L, names[i]) == LUA_TTABLE) {
			push_frozen(L, -1, 0);
			lua_remove(L, -2);
		}
		lua_setfield(L, -2, names[i]);
	}
	luaL_setfuncs(L, own, 0);
	lua_pushcfunction(L, require);
	lua_setfield(L, -2, "require");
	lua_createtable(L, 0, 1);
	lua_pushcfunction(L, unknown_global);
	lua_setfield(L, -2, "__index");
	lua_setmetatable(L, -2);

	lua_createtable(L, 0, 3);
	lua_pushvalue(L, -2);
	lua_setfield(L, -2, "__index");
	lua_pushcfunction(L, frozen_global);
	lua_setfield(L, -2, "__newindex");
	lua_pushliteral(L, "globals");
	lua_setfield(L, -2, "__metatable");
	lua_setmetatable(L, -3);
	lua_pop(L, 1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

void vm_open_sandbox(lua_State *L)
{
	/* A state that only compiles has no loop. */
	int is_virtual = vm_script(L)->loop && loop_is_virtual(vm_script(L)->loop);

	if (is_virtual)
		order_pairs(L);
	take_seeding(L, is_virtual);
	/* Methods of strings reach the real table, so it loses what compiles and dumps. */
	lua_getglobal(L, LUA_STRLIBNAME);
	lua_pushnil(L);
	lua_setfield(L, -2, "dump");
	lua_pop(L, 1);
	lua_pushliteral(L, "");
	lua_getmetatable(L, -1);
	lua_pushliteral(L, "string");
	lua_setfield(L, -2, "__metatable");
	lua_pop(L, 2);

	lua_newtable(L);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &VM_KEY_RAW);
	lua_newtable(L);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &VM_KEY_MODULES);
	make_environment(L, &VM_KEY_AUTHOR, l_require_author);
	make_environment(L, &VM_KEY_LIBRARY, l_require_library);
	make_environment(L, &VM_KEY_DROPIN, l_require_dropin);

	/* Nothing runs in the real globals; whatever would, fails by name. */
	lua_pushglobaltable(L);
	lua_createtable(L, 0, 2);
	lua_pushcfunction(L, unknown_global);
	lua_setfield(L, -2, "__index");
	lua_pushcfunction(L, frozen_global);
	lua_setfield(L, -2, "__newindex");
	lua_setmetatable(L, -2);
	lua_pop(L, 1);
}

/* Reads a whole file into a userdata-free buffer of the caller. */
static int read_file(const char *path, struct buf *ret, struct error *err)
{
	FILE *file = fopen(path, "re");
	size_t n;

	if (!file)
		return error_errno(err, "%s", path);
	do {
		n = fread(buf_room(ret, 8192), 1, 8192, file);
		ret->len += n;
	} while (n > 0 && ret->len <= FILE_MAX);
	if (ferror(file)) {
		fclose(file);
		return error_set(err, ERROR_INTERNAL, "%s cannot be read", path);
	}
	fclose(file);
	buf_adds(ret, "");
	if (ret->len > FILE_MAX)
		return error_set(err, ERROR_INVALID, "%s is larger than 1 MiB", path);
	return 0;
}

/* Compiles a text (no binary) with its environment. The function, or -1. */
static int compile_text(lua_State *L, struct span text, const char *name, enum vm_trust trust,
			struct error *err)
{
	AUTO(buf_done) struct buf chunk = {0};
	struct script *script = vm_script(L);
	int rc, limited = script->limited;

	buf_addc(&chunk, '@');
	buf_adds(&chunk, name);
	if (text.len && text.at[0] == LUA_SIGNATURE[0])
		return error_set(err, ERROR_INVALID, "%s:1: is compiled Lua; only text is taken",
				 name);
	/* luaL_loadbufferx catches its own errors; pushes after it must not raise. */
	script->limited = 0;
	rc = luaL_loadbufferx(L, text.at, text.len, chunk.data, "t");
	script->limited = limited;
	if (rc != LUA_OK) {
		const char *fault = lua_tostring(L, -1) ? lua_tostring(L, -1) : "cannot be read";
		int placed = strncmp(fault, name, strlen(name)) == 0;

		error_set(err, ERROR_INVALID, "%s%s%s", placed ? "" : name, placed ? "" : ": ",
			  fault);
		lua_pop(L, 1);
		return -1;
	}
	lua_rawgetp(L, LUA_REGISTRYINDEX,
		    trust == VM_LIBRARY  ? &VM_KEY_LIBRARY
		    : trust == VM_DROPIN ? &VM_KEY_DROPIN
					 : &VM_KEY_AUTHOR);
	lua_setupvalue(L, -2, 1);
	return 0;
}

static int compile_file(lua_State *L, const char *path, const char *name, enum vm_trust trust,
			struct error *err)
{
	AUTO(buf_done) struct buf text = {0};

	if (read_file(path, &text, err) < 0)
		return -1;
	return compile_text(L, (struct span){text.data, text.len}, name, trust, err);
}

static int load_module(lua_State *L, const char *name)
{
	struct script *script = vm_script(L);
	struct error err = {0};
	const char *shown = lua_pushfstring(L, "lua/lib/%s.lua", name);
	const char *path = lua_pushfstring(L, "%s/%s", script->root, shown);

	if (compile_file(L, path, shown, VM_LIBRARY, &err) < 0) {
		if (err.code == ERROR_NOT_FOUND)
			return luaL_error(L, "there is no module 'stampede.%s'", name);
		bind_push_error(L, &err);
		return lua_error(L);
	}
	lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_MODULES);
	lua_pushboolean(L, 1);
	lua_setfield(L, -2, name);
	lua_pushvalue(L, -2);
	lua_call(L, 0, 1);
	if (!lua_istable(L, -1))
		return luaL_error(L, "%s must return a table", shown);
	lua_pushvalue(L, -1);
	lua_setfield(L, -3, name);
	return 1;
}

static int module_body(lua_State *L)
{
	return push_module(L, lua_touserdata(L, 1));
}

int vm_module(struct script *script, const char *name, struct error *err)
{
	lua_pushcfunction(script->L, module_body);
	lua_pushlightuserdata(script->L, (void *)name);
	return vm_call(script, 1, 1, err);
}

/* Runs the chunk on top, and knows at which line of it. */
static int run_chunk(struct script *script, const char *name, int results, struct error *err)
{
	lua_State *L = script->L;
	lua_Hook hook = lua_gethook(L);
	int mask = lua_gethookmask(L), count = lua_gethookcount(L), rc;

	script->file = name;
	script->line = 1;
	lua_sethook(L, hook, mask | LUA_MASKLINE, count);
	rc = vm_call(script, 0, results, err);
	lua_sethook(L, hook, mask, count);
	script->file = NULL;
	return rc;
}

int vm_run_file(struct script *script, const char *path, const char *name, enum vm_trust trust,
		struct error *err)
{
	if (compile_file(script->L, path, name, trust, err) < 0)
		return -1;
	return run_chunk(script, name, 1, err);
}

int vm_run_text(struct script *script, struct span text, const char *name, int *ret_results,
		struct error *err)
{
	int rc, top = lua_gettop(script->L);

	if (compile_text(script->L, text, name, VM_DROPIN, err) < 0)
		return -1;
	rc = run_chunk(script, name, LUA_MULTRET, err);
	*ret_results = lua_gettop(script->L) - top;
	return rc;
}

const char *vm_loading(const struct script *script)
{
	return script->file ? script->file : "?";
}

int vm_loading_line(const struct script *script)
{
	return script->file ? script->line : 0;
}

static int is_lua(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return entry->d_name[0] != '.' && len > 4 && strcmp(entry->d_name + len - 4, ".lua") == 0;
}

char **vm_list(const char *dir)
{
	struct dirent **entries = NULL;
	int count = scandir(dir, &entries, is_lua, alphasort);
	char **names = calloc(count > 0 ? (size_t)count + 1 : 1, sizeof(*names));

	if (!names)
		abort();
	for (int i = 0; i < count; i++) {
		names[i] = strdup(entries[i]->d_name);
		if (!names[i])
			abort();
		free(entries[i]);
	}
	free(entries);
	return names;
}

void vm_free_names(char **names)
{
	for (int i = 0; names && names[i]; i++)
		free(names[i]);
	free(names);
}
