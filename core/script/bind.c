/*
 * The parts of bind.h that are neither waiting (await.c) nor JSON (value.c): tables,
 * services, errors, options.
 */
#include "script/bind.h"

#include <stdlib.h>
#include <string.h>

#include "script/prove.h"
#include "script/task.h"
#include "script/vm.h"

/* A primitive, or what the world that its task works in has instead. */
static int call_primitive(lua_State *L)
{
	lua_CFunction function = lua_tocfunction(L, lua_upvalueindex(1));

	if (task_of(L)->world == LUA_NOREF)
		return function(L);
	return prove_primitive(L, lua_tostring(L, lua_upvalueindex(2)),
			       lua_tostring(L, lua_upvalueindex(3)), function);
}

void bind_table(lua_State *L, const char *name, const luaL_Reg *functions)
{
	lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_RAW);
	lua_newtable(L);
	for (const luaL_Reg *at = functions; at->name; at++) {
		lua_pushcfunction(L, at->func);
		lua_pushstring(L, name);
		lua_pushstring(L, at->name);
		lua_pushcclosure(L, call_primitive, 3);
		lua_setfield(L, -2, at->name);
	}
	lua_setfield(L, -2, name);
	lua_pop(L, 1);
}

void *bind_service(lua_State *L, const char *name)
{
	struct script *script = vm_script(L);

	for (int i = 0; i < script->service_count; i++) {
		if (strcmp(script->services[i].name, name) == 0)
			return script->services[i].service;
	}
	return NULL;
}

void bind_set_service(lua_State *L, const char *name, void *service)
{
	struct script *script = vm_script(L);
	int i = 0;

	while (i < script->service_count && strcmp(script->services[i].name, name) != 0)
		i++;
	if (i == script->service_count) {
		if (i == (int)(sizeof(script->services) / sizeof(*script->services)))
			abort(); /* our own list is longer than the table for it */
		script->services[script->service_count++].name = name;
	}
	script->services[i].service = service;
}

static int error_tostring(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_pushliteral(L, "message");
	lua_rawget(L, 1);
	if (!lua_isstring(L, -1))
		lua_pushliteral(L, "unknown error");
	return 1;
}

static void push_error_metatable(lua_State *L)
{
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_ERROR) == LUA_TTABLE)
		return;
	lua_pop(L, 1);
	lua_createtable(L, 0, 3);
	lua_pushcfunction(L, error_tostring);
	lua_setfield(L, -2, "__tostring");
	lua_pushliteral(L, "error");
	lua_setfield(L, -2, "__name");
	lua_pushliteral(L, "error");
	lua_setfield(L, -2, "__metatable");
	lua_pushvalue(L, -1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &VM_KEY_ERROR);
}

void bind_push_error(lua_State *L, const struct error *err)
{
	lua_createtable(L, 0, 4);
	lua_pushstring(L, error_name(err->code));
	lua_setfield(L, -2, "code");
	lua_pushstring(L, err->text);
	lua_setfield(L, -2, "message");
	if (err->field[0]) {
		lua_pushstring(L, err->field);
		lua_setfield(L, -2, "field");
	}
	if (err->tag[0]) {
		lua_pushstring(L, err->tag);
		lua_setfield(L, -2, "tag");
	}
	push_error_metatable(L);
	lua_setmetatable(L, -2);
}

int bind_fail(lua_State *L, const struct error *err)
{
	lua_pushnil(L);
	bind_push_error(L, err);
	return 2;
}

/* A string member without metamethods, or NULL; borrowed from the table. */
static const char *raw_string(lua_State *L, int index, const char *key)
{
	const char *text;

	lua_pushstring(L, key);
	text = lua_rawget(L, index) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
	lua_pop(L, 1);
	return text;
}

int bind_to_error(lua_State *L, int index, struct error *ret)
{
	const char *code, *message, *field, *tag;

	index = lua_absindex(L, index);
	*ret = (struct error){0};
	if (lua_type(L, index) == LUA_TSTRING || lua_type(L, index) == LUA_TNUMBER) {
		lua_pushvalue(L, index); /* lua_tostring changes numbers in place */
		error_set(ret, ERROR_INTERNAL, "%s", lua_tostring(L, -1));
		lua_pop(L, 1);
		return 1;
	}
	if (!lua_istable(L, index) || !lua_checkstack(L, 2)) {
		error_set(ret, ERROR_INTERNAL, "an error without a text (a %s) was raised",
			  luaL_typename(L, index));
		return 0;
	}
	code = raw_string(L, index, "code");
	message = raw_string(L, index, "message");
	field = raw_string(L, index, "field");
	tag = raw_string(L, index, "tag");
	error_field(ret, code ? error_from_name(code) : ERROR_INTERNAL, tag, field, "%s",
		    message ? message : "an error without a message was raised");
	return message != NULL;
}

void bind_check_options(lua_State *L, int index, const char *const *keys)
{
	index = lua_absindex(L, index);
	if (lua_isnoneornil(L, index))
		return;
	luaL_checktype(L, index, LUA_TTABLE);
	lua_pushnil(L);
	while (lua_next(L, index)) {
		int i = 0;

		lua_pop(L, 1);
		if (lua_type(L, -1) != LUA_TSTRING)
			luaL_error(L, "options must be named, not a list");
		while (keys[i] && strcmp(keys[i], lua_tostring(L, -1)) != 0)
			i++;
		if (!keys[i])
			luaL_error(L, "unknown option '%s'", lua_tostring(L, -1));
	}
}
