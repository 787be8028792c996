/*
 * The functions of the table library that go through a range in C, over the clock (contract:
 * text.h): concat, insert, remove, move, unpack, sort. A range is what the caller says, or what a
 * metamethod says, and so may have no end.
 */
#include "script/text_parts.h"

#include <lauxlib.h>

#define CHECK_EVERY 1024
#define UNPACK_MAX 65536

static void tick(lua_State *L, lua_Integer i)
{
	if (i % CHECK_EVERY == 0)
		text_check_clock(L);
}

/* Before a call that takes long by its length alone. */
static void check_long(lua_State *L, lua_Unsigned n)
{
	if (n >= CHECK_EVERY)
		text_check_clock(L);
}

static int l_insert(lua_State *L)
{
	lua_Integer end, at;

	luaL_checktype(L, 1, LUA_TTABLE);
	end = (lua_Integer)((lua_Unsigned)luaL_len(L, 1) + 1);
	switch (lua_gettop(L)) {
	case 2:
		at = end;
		break;
	case 3:
		at = luaL_checkinteger(L, 2);
		luaL_argcheck(L, (lua_Unsigned)at - 1u < (lua_Unsigned)end, 2,
			      "position out of bounds");
		check_long(L, (lua_Unsigned)(end - at));
		for (lua_Integer i = end; i > at; i--) {
			tick(L, i);
			lua_geti(L, 1, i - 1);
			lua_seti(L, 1, i);
		}
		break;
	default:
		return luaL_error(L, "wrong number of arguments to 'insert'");
	}
	lua_seti(L, 1, at);
	return 0;
}

static int l_remove(lua_State *L)
{
	lua_Integer size, at;

	luaL_checktype(L, 1, LUA_TTABLE);
	size = luaL_len(L, 1);
	at = luaL_optinteger(L, 2, size);
	if (at != size)
		luaL_argcheck(L, (lua_Unsigned)at - 1u <= (lua_Unsigned)size, 2,
			      "position out of bounds");
	lua_geti(L, 1, at);
	if (at < size)
		check_long(L, (lua_Unsigned)size - (lua_Unsigned)at);
	for (; at < size; at++) {
		tick(L, at);
		lua_geti(L, 1, at + 1);
		lua_seti(L, 1, at);
	}
	lua_pushnil(L);
	lua_seti(L, 1, at);
	return 1;
}

static int l_move(lua_State *L)
{
	lua_Integer from = luaL_checkinteger(L, 2), end = luaL_checkinteger(L, 3);
	lua_Integer to = luaL_checkinteger(L, 4), n;
	int target = lua_isnoneornil(L, 5) ? 1 : 5;

	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_checktype(L, target, LUA_TTABLE);
	if (end >= from) {
		luaL_argcheck(L, from > 0 || end < LUA_MAXINTEGER + from, 3,
			      "too many elements to move");
		n = end - from + 1;
		luaL_argcheck(L, to <= LUA_MAXINTEGER - n + 1, 4, "destination wrap around");
		check_long(L, (lua_Unsigned)n);
		/* Backwards when the target lies on what is still to be moved. */
		int backwards = !(to > end || to <= from ||
				  (target != 1 && !lua_compare(L, 1, target, LUA_OPEQ)));

		for (lua_Integer i = 0; i < n; i++) {
			lua_Integer k = backwards ? n - 1 - i : i;

			tick(L, i);
			lua_geti(L, 1, from + k);
			lua_seti(L, target, to + k);
		}
	}
	lua_pushvalue(L, target);
	return 1;
}

static void add_field(lua_State *L, luaL_Buffer *buffer, lua_Integer i)
{
	lua_geti(L, 1, i);
	if (!lua_isstring(L, -1))
		luaL_error(L, "invalid value (%s) at index %I in table for 'concat'",
			   luaL_typename(L, -1), (LUAI_UACINT)i);
	luaL_addvalue(buffer);
}

static int l_concat(lua_State *L)
{
	size_t len;
	lua_Integer i, last;
	const char *separator = luaL_optlstring(L, 2, "", &len);
	luaL_Buffer buffer;

	luaL_checktype(L, 1, LUA_TTABLE);
	i = luaL_optinteger(L, 3, 1);
	last = lua_isnoneornil(L, 4) ? luaL_len(L, 1) : luaL_checkinteger(L, 4);
	if (last > i)
		check_long(L, (lua_Unsigned)last - (lua_Unsigned)i);
	luaL_buffinit(L, &buffer);
	for (; i < last; i++) {
		tick(L, i);
		add_field(L, &buffer, i);
		luaL_addlstring(&buffer, separator, len);
	}
	if (i == last)
		add_field(L, &buffer, i);
	luaL_pushresult(&buffer);
	return 1;
}

static int l_unpack(lua_State *L)
{
	lua_Integer i = luaL_optinteger(L, 2, 1);
	lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
	lua_Unsigned n;

	if (i > last)
		return 0;
	n = (lua_Unsigned)last - (lua_Unsigned)i;
	if (n >= UNPACK_MAX || !lua_checkstack(L, (int)++n))
		return luaL_error(L, "too many results to unpack");
	check_long(L, n);
	for (; i < last; i++)
		lua_geti(L, 1, i);
	lua_geti(L, 1, last);
	return (int)n;
}

/* a < b, by the caller's function (upvalue 2) or by itself; upvalue 1: how many calls since the
 * clock was seen. */
static int less(lua_State *L)
{
	lua_Integer calls = lua_tointeger(L, lua_upvalueindex(1)) + 1;

	if (calls >= 64)
		text_check_clock(L);
	lua_pushinteger(L, calls >= 64 ? 0 : calls);
	lua_replace(L, lua_upvalueindex(1));
	if (lua_isnil(L, lua_upvalueindex(2))) {
		lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPLT));
		return 1;
	}
	lua_settop(L, 2);
	lua_pushvalue(L, lua_upvalueindex(2));
	lua_insert(L, 1);
	lua_call(L, 2, 1);
	return 1;
}

/* Upvalue: the library's own, which never looks at the clock: a function of the caller's that is
 * Lua is stopped by its instructions, all else by `less`. */
static int l_sort(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	if (!lua_isnoneornil(L, 2))
		luaL_checktype(L, 2, LUA_TFUNCTION);
	lua_settop(L, 2);
	if ((lua_isnil(L, 2) || lua_iscfunction(L, 2)) &&
	    (lua_rawlen(L, 1) > 1000 || luaL_getmetafield(L, 1, "__len") != LUA_TNIL)) {
		lua_settop(L, 2);
		lua_pushinteger(L, 0);
		lua_insert(L, 2);
		lua_pushcclosure(L, less, 2);
	}
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, 2, 0);
	return 0;
}

void text_open_table(lua_State *L)
{
	static const luaL_Reg functions[] = {{"insert", l_insert}, {"remove", l_remove},
					     {"move", l_move},     {"concat", l_concat},
					     {"unpack", l_unpack}, {NULL, NULL}};

	lua_getglobal(L, "table");
	luaL_setfuncs(L, functions, 0);
	lua_getfield(L, -1, "sort");
	lua_pushcclosure(L, l_sort, 1);
	lua_setfield(L, -2, "sort");
	lua_pop(L, 1);
}
