/*
 * The functions that replace those of the string and table libraries (contract: text.h): find,
 * match, gmatch and gsub over the matcher of text_match.c; rep; next, pairs.
 */
#include "script/text_parts.h"

#include <ctype.h>
#include <lauxlib.h>
#include <string.h>

#define NEXT_CHECK 16

static void (*check_clock)(lua_State *L);

void text_set_clock(void (*check)(lua_State *L))
{
	check_clock = check;
}

void text_check_clock(lua_State *L)
{
	if (check_clock)
		check_clock(L);
}

/* An index as Lua counts, from 0; beyond the end: len + 1. */
static size_t start_of(lua_Integer init, size_t len)
{
	if (init > 0)
		return (size_t)init - 1 > len ? len + 1 : (size_t)init - 1;
	if (init == 0 || init < -(lua_Integer)len)
		return 0;
	return len + (size_t)init;
}

/* --- find, match -------------------------------------------------------------------------- */

static int is_plain(const char *p, size_t len)
{
	/* A piece ends at a zero, which is plain. */
	for (size_t i = 0; i < len; i++) {
		i += strcspn(p + i, "^$*+?.([%-");
		if (i < len && p[i])
			return 0;
	}
	return 1;
}

static const char *find_plain(lua_State *L, const char *s, size_t len, const char *p, size_t size)
{
	/* In pieces, so that the clock is seen; memmem itself is linear. */
	const size_t piece = (size_t)1 << 20;

	for (size_t at = 0;; at += piece) {
		size_t room = len - at < piece + size ? len - at : piece + size;
		const char *hit = room >= size ? memmem(s + at, room, p, size) : NULL;

		if (hit || len - at <= piece + size)
			return hit;
		text_check_clock(L);
	}
}

static void check_pattern(lua_State *L, size_t size)
{
	if (size > TEXT_LONG)
		luaL_argerror(L, 2, "pattern too long");
}

static int search(lua_State *L, int find)
{
	size_t len, size, start;
	const char *s = luaL_checklstring(L, 1, &len), *p = luaL_checklstring(L, 2, &size);
	struct matcher m;
	int anchored;

	if (size > TEXT_LONG)
		text_check_clock(L);
	start = start_of(luaL_optinteger(L, 3, 1), len);
	if (start > len) {
		luaL_pushfail(L);
		return 1;
	}
	if (find && (lua_toboolean(L, 4) || is_plain(p, size))) {
		const char *hit = find_plain(L, s + start, len - start, p, size);

		if (!hit) {
			luaL_pushfail(L);
			return 1;
		}
		lua_pushinteger(L, hit - s + 1);
		lua_pushinteger(L, hit - s + (ptrdiff_t)size);
		return 2;
	}
	check_pattern(L, size);
	anchored = size > 0 && *p == '^';
	text_matcher(&m, L, s, len, p + size);
	for (const char *at = s + start; at <= s + len; at++) {
		const char *end = text_match(&m, at, p + anchored);

		if (end && find) {
			lua_pushinteger(L, at - s + 1);
			lua_pushinteger(L, end - s);
			return text_push_captures(&m, at, end, 0) + 2;
		}
		if (end)
			return text_push_captures(&m, at, end, 1);
		if (anchored)
			break;
	}
	luaL_pushfail(L);
	return 1;
}

static int l_find(lua_State *L)
{
	return search(L, 1);
}

static int l_match(lua_State *L)
{
	return search(L, 0);
}

/* --- gmatch ------------------------------------------------------------------------------- */

/* Upvalues: subject, pattern, where to go on, where the last match ended (-1: none). */
static int gmatch_next(lua_State *L)
{
	size_t len, size;
	const char *s = lua_tolstring(L, lua_upvalueindex(1), &len);
	const char *p = lua_tolstring(L, lua_upvalueindex(2), &size);
	size_t start = (size_t)lua_tointeger(L, lua_upvalueindex(3));
	lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
	struct matcher m;

	text_matcher(&m, L, s, len, p + size);
	for (; start <= len; start++) {
		const char *end = text_match(&m, s + start, p);

		if (!end || end - s == last)
			continue;
		lua_pushinteger(L, end - s);
		lua_copy(L, -1, lua_upvalueindex(3));
		lua_copy(L, -1, lua_upvalueindex(4));
		lua_pop(L, 1);
		return text_push_captures(&m, s + start, end, 1);
	}
	lua_pushinteger(L, (lua_Integer)len + 1);
	lua_replace(L, lua_upvalueindex(3));
	return 0;
}

static int l_gmatch(lua_State *L)
{
	size_t len, size;

	luaL_checklstring(L, 1, &len);
	luaL_checklstring(L, 2, &size);
	check_pattern(L, size);
	lua_settop(L, 3);
	lua_pushinteger(L, (lua_Integer)start_of(luaL_optinteger(L, 3, 1), len));
	lua_replace(L, 3);
	lua_pushinteger(L, -1);
	lua_pushcclosure(L, gmatch_next, 4);
	return 1;
}

/* --- gsub --------------------------------------------------------------------------------- */

static void add_template(struct matcher *m, luaL_Buffer *buffer, const char *from, const char *to)
{
	size_t len;
	const char *text = lua_tolstring(m->L, 3, &len), *end = text + len;

	while (text < end) {
		const char *mark = memchr(text, TEXT_ESCAPE, (size_t)(end - text));

		if (!mark)
			break;
		luaL_addlstring(buffer, text, (size_t)(mark - text));
		text = mark + 2;
		if (mark + 1 < end && mark[1] == TEXT_ESCAPE) {
			luaL_addchar(buffer, TEXT_ESCAPE);
		} else if (mark + 1 < end && mark[1] == '0') {
			luaL_addlstring(buffer, from, (size_t)(to - from));
		} else if (mark + 1 < end && isdigit((unsigned char)mark[1])) {
			text_push_capture(m, mark[1] - '1', from, to);
			luaL_tolstring(m->L, -1, NULL);
			lua_remove(m->L, -2);
			luaL_addvalue(buffer);
		} else {
			luaL_error(m->L, "invalid use of '%c' in replacement string", TEXT_ESCAPE);
		}
	}
	if (text < end)
		luaL_addlstring(buffer, text, (size_t)(end - text));
}

/* Adds what stands for a match; 1 when that is not the match itself. */
static int add_value(struct matcher *m, luaL_Buffer *buffer, const char *from, const char *to,
		     int type)
{
	lua_State *L = m->L;

	switch (type) {
	case LUA_TFUNCTION:
		lua_pushvalue(L, 3);
		lua_call(L, text_push_captures(m, from, to, 1), 1);
		break;
	case LUA_TTABLE:
		text_push_capture(m, 0, from, to);
		lua_gettable(L, 3);
		break;
	default:
		add_template(m, buffer, from, to);
		return 1;
	}
	if (!lua_toboolean(L, -1)) {
		lua_pop(L, 1);
		luaL_addlstring(buffer, from, (size_t)(to - from));
		return 0;
	}
	if (!lua_isstring(L, -1))
		return luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
	luaL_addvalue(buffer);
	return 1;
}

static int l_gsub(lua_State *L)
{
	size_t len, size;
	const char *s = luaL_checklstring(L, 1, &len), *p = luaL_checklstring(L, 2, &size);
	const char *at = s, *last = NULL;
	int type = lua_type(L, 3), anchored = size > 0 && *p == '^', changed = 0;
	lua_Integer max = luaL_optinteger(L, 4, (lua_Integer)len + 1), n = 0;
	struct matcher m;
	luaL_Buffer buffer;

	luaL_argexpected(L,
			 type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION ||
				 type == LUA_TTABLE,
			 3, "string/function/table");
	check_pattern(L, size);
	luaL_buffinit(L, &buffer);
	text_matcher(&m, L, s, len, p + size);
	while (n < max) {
		const char *end = text_match(&m, at, p + anchored);

		if (end && end != last) {
			n++;
			changed |= add_value(&m, &buffer, at, end, type);
			at = last = end;
		} else if (at < s + len) {
			luaL_addchar(&buffer, *at);
			at++;
		} else {
			break;
		}
		if (anchored)
			break;
	}
	if (!changed) {
		lua_pushvalue(L, 1);
	} else {
		luaL_addlstring(&buffer, at, (size_t)(s + len - at));
		luaL_pushresult(&buffer);
	}
	lua_pushinteger(L, n);
	return 2;
}

/* --- rep ---------------------------------------------------------------------------------- */

static int l_rep(lua_State *L)
{
	size_t len, gap;
	const char *s = luaL_checklstring(L, 1, &len);
	lua_Integer n = luaL_checkinteger(L, 2);
	const char *separator = luaL_optlstring(L, 3, "", &gap);
	luaL_Buffer buffer;
	size_t size;
	char *to;

	if (n <= 0) {
		lua_pushliteral(L, "");
		return 1;
	}
	if (len + gap > 0 && (size_t)n > TEXT_REP_MAX / (len + gap))
		return luaL_error(L, "resulting string too large (8 MiB at most)");
	size = (size_t)n * (len + gap);
	to = luaL_buffinitsize(L, &buffer, size);
	memcpy(to, s, len);
	memcpy(to + len, separator, gap);
	/* What is there already, doubled and doubled. */
	for (size_t done = len + gap; done && done < size;) {
		size_t more = size - done < done ? size - done : done;

		memcpy(to + done, to, more);
		done += more;
	}
	luaL_pushresultsize(&buffer, size - gap);
	return 1;
}

/* --- next, pairs -------------------------------------------------------------------------- */

static int l_next(lua_State *L)
{
	static _Thread_local unsigned calls;

	/* Each may go over millions of places that were emptied. */
	if (++calls % NEXT_CHECK == 0)
		text_check_clock(L);
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 2);
	if (lua_next(L, 1))
		return 2;
	lua_pushnil(L);
	return 1;
}

static int pairs_on(lua_State *L, int status, lua_KContext context)
{
	(void)L;
	(void)status;
	(void)context;
	return 3;
}

static int l_pairs(lua_State *L)
{
	luaL_checkany(L, 1);
	if (luaL_getmetafield(L, 1, "__pairs") == LUA_TNIL) {
		lua_pushcfunction(L, l_next);
		lua_pushvalue(L, 1);
		lua_pushnil(L);
	} else {
		lua_pushvalue(L, 1);
		lua_callk(L, 1, 3, 0, pairs_on);
	}
	return 3;
}

void text_open(lua_State *L)
{
	static const luaL_Reg functions[] = {{"find", l_find},     {"match", l_match},
					     {"gmatch", l_gmatch}, {"gsub", l_gsub},
					     {"rep", l_rep},       {NULL, NULL}};
	static const luaL_Reg basic[] = {{"next", l_next}, {"pairs", l_pairs}, {NULL, NULL}};

	lua_getglobal(L, "string");
	luaL_setfuncs(L, functions, 0);
	lua_pushglobaltable(L);
	luaL_setfuncs(L, basic, 0);
	lua_pop(L, 2);
	text_open_whole(L);
	text_open_table(L);
}
