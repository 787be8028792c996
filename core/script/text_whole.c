/*
 * The functions that go through all of a text in one call (contract: text.h): byte, lower,
 * reverse, upper and tonumber look at the clock before a long one; those of utf8, pack, packsize
 * and unpack, which take as long for a byte as others for ten, refuse it.
 */
#include "script/text_parts.h"

#include <ctype.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#define LETTERS_MAX ((lua_Integer)4 << 20)

static const char *whole(lua_State *L, size_t *ret_len)
{
	const char *text = luaL_checklstring(L, 1, ret_len);

	if (*ret_len > TEXT_LONG)
		text_check_clock(L);
	return text;
}

static int l_lower(lua_State *L)
{
	size_t len;
	const char *text = whole(L, &len);
	luaL_Buffer buffer;
	char *to = luaL_buffinitsize(L, &buffer, len);

	for (size_t i = 0; i < len; i++)
		to[i] = (char)tolower((unsigned char)text[i]);
	luaL_pushresultsize(&buffer, len);
	return 1;
}

static int l_upper(lua_State *L)
{
	size_t len;
	const char *text = whole(L, &len);
	luaL_Buffer buffer;
	char *to = luaL_buffinitsize(L, &buffer, len);

	for (size_t i = 0; i < len; i++)
		to[i] = (char)toupper((unsigned char)text[i]);
	luaL_pushresultsize(&buffer, len);
	return 1;
}

static int l_reverse(lua_State *L)
{
	size_t len;
	const char *text = whole(L, &len);
	luaL_Buffer buffer;
	char *to = luaL_buffinitsize(L, &buffer, len);

	for (size_t i = 0; i < len; i++)
		to[i] = text[len - 1 - i];
	luaL_pushresultsize(&buffer, len);
	return 1;
}

/* An index as Lua counts, from 1; a negative one counts from the end, 0 stands before the first. */
static lua_Integer place(lua_Integer at, size_t len)
{
	if (at >= 0)
		return at;
	return at < -(lua_Integer)len ? 0 : (lua_Integer)len + at + 1;
}

static int l_byte(lua_State *L)
{
	size_t len;
	const char *text = luaL_checklstring(L, 1, &len);
	lua_Integer given = luaL_optinteger(L, 2, 1), first = place(given, len);
	lua_Integer last = lua_isnoneornil(L, 3) ? first : place(luaL_checkinteger(L, 3), len);

	if (first < 1)
		first = 1;
	if (last > (lua_Integer)len)
		last = (lua_Integer)len;
	if (first > last)
		return 0;
	if (last - first >= TEXT_LONG)
		return luaL_error(L, "string slice too long");
	luaL_checkstack(L, (int)(last - first + 1), "string slice too long");
	for (lua_Integer i = first; i <= last; i++)
		lua_pushinteger(L, (unsigned char)text[i - 1]);
	return (int)(last - first + 1);
}

static int digit(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	return isalpha((unsigned char)c) ? toupper((unsigned char)c) - 'A' + 10 : 36;
}

/* A whole number in another base than ten; 0 when the text is none. */
static int in_base(const char *text, size_t len, int base, lua_Integer *ret)
{
	static const char blanks[] = " \f\n\r\t\v";
	const char *end = text + len;
	lua_Unsigned n = 0;
	int minus = 0;

	text += strspn(text, blanks);
	if (*text == '-' || *text == '+')
		minus = *text++ == '-';
	if (!isalnum((unsigned char)*text))
		return 0;
	for (; isalnum((unsigned char)*text); text++) {
		if (digit(*text) >= base)
			return 0;
		n = n * (lua_Unsigned)base + (lua_Unsigned)digit(*text);
	}
	*ret = (lua_Integer)(minus ? 0u - n : n);
	return text + strspn(text, blanks) == end;
}

static int l_tonumber(lua_State *L)
{
	size_t len;
	const char *text;
	lua_Integer base, n;

	if (lua_isnoneornil(L, 2)) {
		luaL_checkany(L, 1);
		if (lua_type(L, 1) == LUA_TNUMBER) {
			lua_settop(L, 1);
			return 1;
		}
		if (lua_type(L, 1) == LUA_TSTRING) {
			text = whole(L, &len);
			if (lua_stringtonumber(L, text) == len + 1)
				return 1;
		}
	} else {
		base = luaL_checkinteger(L, 2);
		luaL_checktype(L, 1, LUA_TSTRING);
		text = whole(L, &len);
		luaL_argcheck(L, base >= 2 && base <= 36, 2, "base out of range");
		if (in_base(text, len, (int)base, &n)) {
			lua_pushinteger(L, n);
			return 1;
		}
	}
	luaL_pushfail(L);
	return 1;
}

/* Upvalues: the library's own, and how long its first argument may be. What it raises is told of
 * where it was called. */
static int l_limited(lua_State *L)
{
	lua_Integer most = lua_tointeger(L, lua_upvalueindex(2));

	if (lua_type(L, 1) == LUA_TSTRING && lua_rawlen(L, 1) > (size_t)most)
		return luaL_argerror(L, 1, "text too long");
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	if (lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0) == LUA_OK)
		return lua_gettop(L);
	luaL_where(L, 1);
	lua_insert(L, -2);
	lua_concat(L, 2);
	return lua_error(L);
}

/* The original keeps its name in errors: those are looked up among what is loaded. */
static void limit(lua_State *L, const char *library, const char *name, lua_Integer most)
{
	lua_getglobal(L, library);
	luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
	lua_pushfstring(L, "%s.%s", library, name);
	lua_getfield(L, -3, name);
	lua_rawset(L, -3);
	lua_pop(L, 1);
	lua_getfield(L, -1, name);
	lua_pushinteger(L, most);
	lua_pushcclosure(L, l_limited, 2);
	lua_setfield(L, -2, name);
	lua_pop(L, 1);
}

void text_open_whole(lua_State *L)
{
	static const luaL_Reg functions[] = {{"byte", l_byte},
					     {"lower", l_lower},
					     {"reverse", l_reverse},
					     {"upper", l_upper},
					     {NULL, NULL}};

	lua_getglobal(L, "string");
	luaL_setfuncs(L, functions, 0);
	lua_pop(L, 1);
	lua_pushcfunction(L, l_tonumber);
	lua_setglobal(L, "tonumber");
	limit(L, "string", "pack", TEXT_LONG);
	limit(L, "string", "packsize", TEXT_LONG);
	limit(L, "string", "unpack", TEXT_LONG);
	limit(L, "utf8", "codepoint", LETTERS_MAX);
	limit(L, "utf8", "codes", LETTERS_MAX);
	limit(L, "utf8", "len", LETTERS_MAX);
	limit(L, "utf8", "offset", LETTERS_MAX);
}
