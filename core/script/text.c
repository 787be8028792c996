/*
 * Patterns with a clock (contract: text.h). A matcher by backtracking: each function below
 * takes a place in the subject and a place in the pattern and gives the end of the match, or
 * NULL.
 */
#include "script/text.h"

#include <ctype.h>
#include <lauxlib.h>
#include <string.h>

#define ESCAPE '%'
#define DEPTH_MAX 200
#define CAPTURES_MAX 32
#define STEPS 4096 /* between two looks at the clock */
#define SORT_CHECK 64

enum { CAPTURE_OPEN = -1, CAPTURE_PLACE = -2 };

static void (*check_clock)(lua_State *L);

void text_set_clock(void (*check)(lua_State *L))
{
	check_clock = check;
}

struct matcher {
	lua_State *L;
	const char *begin, *end; /* the subject */
	const char *pattern_end;
	int depth, steps;
	int count; /* of captures, open ones too */
	struct {
		const char *at;
		ptrdiff_t len; /* or CAPTURE_ */
	} captures[CAPTURES_MAX];
};

static const char *match_here(struct matcher *m, const char *s, const char *p);

static void step(struct matcher *m)
{
	if (++m->steps < STEPS)
		return;
	m->steps = 0;
	if (check_clock)
		check_clock(m->L);
}

/* --- Single characters -------------------------------------------------------------------- */

/* The place behind a class that begins at p. */
static const char *class_end(struct matcher *m, const char *p)
{
	if (*p == ESCAPE) {
		if (p + 1 == m->pattern_end)
			luaL_error(m->L, "malformed pattern (ends with '%%')");
		return p + 2;
	}
	if (*p != '[')
		return p + 1;
	p++;
	if (p < m->pattern_end && *p == '^')
		p++;
	/* A bracket that comes first stands for itself. */
	do {
		if (p == m->pattern_end)
			luaL_error(m->L, "malformed pattern (missing ']')");
		if (*p++ == ESCAPE) {
			if (p == m->pattern_end)
				luaL_error(m->L, "malformed pattern (missing ']')");
			p++;
		}
	} while (p == m->pattern_end || *p != ']');
	return p + 1;
}

static int in_class(int c, int letter)
{
	int is;

	switch (tolower(letter)) {
	case 'a':
		is = isalpha(c);
		break;
	case 'c':
		is = iscntrl(c);
		break;
	case 'd':
		is = isdigit(c);
		break;
	case 'g':
		is = isgraph(c);
		break;
	case 'l':
		is = islower(c);
		break;
	case 'p':
		is = ispunct(c);
		break;
	case 's':
		is = isspace(c);
		break;
	case 'u':
		is = isupper(c);
		break;
	case 'w':
		is = isalnum(c);
		break;
	case 'x':
		is = isxdigit(c);
		break;
	default:
		return letter == c;
	}
	return isupper(letter) ? !is : is != 0;
}

/* Whether c is in the set from `[` at p to its `]` at last. */
static int in_set(int c, const char *p, const char *last)
{
	int wanted = 1;

	if (p[1] == '^') {
		wanted = 0;
		p++;
	}
	for (p++; p < last; p++) {
		if (*p == ESCAPE) {
			p++;
			if (in_class(c, (unsigned char)*p))
				return wanted;
		} else if (p[1] == '-' && p + 2 < last) {
			if ((unsigned char)p[0] <= c && c <= (unsigned char)p[2])
				return wanted;
			p += 2;
		} else if ((unsigned char)*p == c) {
			return wanted;
		}
	}
	return !wanted;
}

/* Whether the character at s is one of the class from p to `behind`. */
static int is_one(struct matcher *m, const char *s, const char *p, const char *behind)
{
	int c;

	step(m);
	if (s >= m->end)
		return 0;
	c = (unsigned char)*s;
	switch (*p) {
	case '.':
		return 1;
	case ESCAPE:
		return in_class(c, (unsigned char)p[1]);
	case '[':
		return in_set(c, p, behind - 1);
	default:
		return (unsigned char)*p == c;
	}
}

/* --- Captures, and what is more than a character ------------------------------------------- */

static const char *capture_begin(struct matcher *m, const char *s, const char *p, ptrdiff_t what)
{
	const char *end;

	if (m->count >= CAPTURES_MAX)
		luaL_error(m->L, "too many captures");
	m->captures[m->count].at = s;
	m->captures[m->count].len = what;
	m->count++;
	end = match_here(m, s, p);
	if (!end)
		m->count--;
	return end;
}

static const char *capture_end(struct matcher *m, const char *s, const char *p)
{
	const char *end;
	int i = m->count;

	while (--i >= 0 && m->captures[i].len != CAPTURE_OPEN)
		;
	if (i < 0)
		luaL_error(m->L, "invalid pattern capture");
	m->captures[i].len = s - m->captures[i].at;
	end = match_here(m, s, p);
	if (!end)
		m->captures[i].len = CAPTURE_OPEN;
	return end;
}

/* %1: the text of an earlier capture again. */
static const char *again(struct matcher *m, const char *s, char digit)
{
	int i = digit - '1';
	size_t len;

	if (i < 0 || i >= m->count || m->captures[i].len == CAPTURE_OPEN)
		luaL_error(m->L, "invalid capture index %%%d", i + 1);
	len = (size_t)m->captures[i].len;
	m->steps += (int)(len < STEPS ? len : STEPS);
	step(m);
	if ((size_t)(m->end - s) < len || memcmp(m->captures[i].at, s, len) != 0)
		return NULL;
	return s + len;
}

/* %bxy, p at its x. */
static const char *balance(struct matcher *m, const char *s, const char *p)
{
	int depth = 0;

	if (p + 1 >= m->pattern_end)
		luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
	if (s >= m->end || *s != *p)
		return NULL;
	for (; s < m->end; s++) {
		step(m);
		/* The closing one first: both may be the same. */
		if (*s == p[1] && depth > 0) {
			if (--depth == 0)
				return s + 1;
		} else if (*s == *p) {
			depth++;
		}
	}
	return NULL;
}

/* %f[set], p at its bracket: where the set begins. The place behind the set, or NULL. */
static const char *frontier(struct matcher *m, const char *s, const char *p)
{
	const char *behind;
	int before, here;

	if (p >= m->pattern_end || *p != '[')
		luaL_error(m->L, "missing '[' after '%%f' in pattern");
	behind = class_end(m, p);
	before = s == m->begin ? 0 : (unsigned char)s[-1];
	here = s >= m->end ? 0 : (unsigned char)*s;
	step(m);
	return !in_set(before, p, behind - 1) && in_set(here, p, behind - 1) ? behind : NULL;
}

/* As many as there are, then fewer. */
static const char *most(struct matcher *m, const char *s, const char *p, const char *behind)
{
	ptrdiff_t n = 0;

	while (is_one(m, s + n, p, behind))
		n++;
	for (; n >= 0; n--) {
		const char *end = match_here(m, s + n, behind + 1);

		if (end)
			return end;
	}
	return NULL;
}

/* As few as will do. */
static const char *least(struct matcher *m, const char *s, const char *p, const char *behind)
{
	for (;;) {
		const char *end = match_here(m, s, behind + 1);

		if (end)
			return end;
		if (!is_one(m, s, p, behind))
			return NULL;
		s++;
	}
}

/* %b, %f, %1: 1 and *s, *p moved on (s NULL: no match); 0: it is a class. */
static int special(struct matcher *m, const char **s, const char **p)
{
	const char *at = *p + 2;

	if (*p + 1 == m->pattern_end)
		return 0;
	switch ((*p)[1]) {
	case 'b':
		*s = balance(m, *s, at);
		*p = at + 2;
		return 1;
	case 'f':
		*p = frontier(m, *s, at);
		if (!*p)
			*s = NULL;
		return 1;
	case '0':
	case '1':
	case '2':
	case '3':
	case '4':
	case '5':
	case '6':
	case '7':
	case '8':
	case '9':
		*s = again(m, *s, at[-1]);
		*p = at;
		return 1;
	default:
		return 0;
	}
}

static const char *match_rest(struct matcher *m, const char *s, const char *p)
{
	while (s && p != m->pattern_end) {
		const char *behind, *end;

		step(m);
		if (*p == '(')
			return p + 1 < m->pattern_end && p[1] == ')'
				       ? capture_begin(m, s, p + 2, CAPTURE_PLACE)
				       : capture_begin(m, s, p + 1, CAPTURE_OPEN);
		if (*p == ')')
			return capture_end(m, s, p + 1);
		if (*p == '$' && p + 1 == m->pattern_end)
			return s == m->end ? s : NULL;
		if (*p == ESCAPE && special(m, &s, &p))
			continue;
		behind = class_end(m, p);
		switch (behind < m->pattern_end ? *behind : 0) {
		case '*':
			return most(m, s, p, behind);
		case '+':
			return is_one(m, s, p, behind) ? most(m, s + 1, p, behind) : NULL;
		case '-':
			return least(m, s, p, behind);
		case '?':
			end = is_one(m, s, p, behind) ? match_here(m, s + 1, behind + 1) : NULL;
			if (end)
				return end;
			p = behind + 1;
			continue;
		default:
			if (!is_one(m, s, p, behind))
				return NULL;
			s++;
			p = behind;
		}
	}
	return s;
}

static const char *match_here(struct matcher *m, const char *s, const char *p)
{
	const char *end;

	if (m->depth-- == 0)
		luaL_error(m->L, "pattern too complex");
	end = match_rest(m, s, p);
	m->depth++;
	return end;
}

static void matcher_begin(struct matcher *m, lua_State *L, const char *s, size_t len,
			  const char *pattern_end)
{
	m->L = L;
	m->begin = s;
	m->end = s + len;
	m->pattern_end = pattern_end;
	m->steps = 0;
}

static const char *match_at(struct matcher *m, const char *s, const char *p)
{
	m->count = 0;
	m->depth = DEPTH_MAX;
	return match_here(m, s, p);
}

/* --- Results ------------------------------------------------------------------------------ */

/* Pushes a capture; the whole match stands for the first when there are none. */
static void push_capture(struct matcher *m, int i, const char *from, const char *to)
{
	if (i >= m->count) {
		if (i > 0)
			luaL_error(m->L, "invalid capture index %%%d", i + 1);
		lua_pushlstring(m->L, from, (size_t)(to - from));
		return;
	}
	if (m->captures[i].len == CAPTURE_OPEN)
		luaL_error(m->L, "unfinished capture");
	if (m->captures[i].len == CAPTURE_PLACE)
		lua_pushinteger(m->L, m->captures[i].at - m->begin + 1);
	else
		lua_pushlstring(m->L, m->captures[i].at, (size_t)m->captures[i].len);
}

static int push_captures(struct matcher *m, const char *from, const char *to, int whole)
{
	int n = m->count == 0 && whole ? 1 : m->count;

	luaL_checkstack(m->L, n, "too many captures");
	for (int i = 0; i < n; i++)
		push_capture(m, i, from, to);
	return n;
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
	for (size_t i = 0; i < len; i++) {
		if (p[i] && strchr("^$*+?.([%-", p[i]))
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
		if (check_clock)
			check_clock(L);
	}
}

static int search(lua_State *L, int find)
{
	size_t len, size, start;
	const char *s = luaL_checklstring(L, 1, &len), *p = luaL_checklstring(L, 2, &size);
	struct matcher m;
	int anchored;

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
	anchored = size > 0 && *p == '^';
	matcher_begin(&m, L, s, len, p + size);
	for (const char *at = s + start; at <= s + len; at++) {
		const char *end = match_at(&m, at, p + anchored);

		if (end && find) {
			lua_pushinteger(L, at - s + 1);
			lua_pushinteger(L, end - s);
			return push_captures(&m, at, end, 0) + 2;
		}
		if (end)
			return push_captures(&m, at, end, 1);
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

	matcher_begin(&m, L, s, len, p + size);
	for (; start <= len; start++) {
		const char *end = match_at(&m, s + start, p);

		if (!end || end - s == last)
			continue;
		lua_pushinteger(L, end - s);
		lua_copy(L, -1, lua_upvalueindex(3));
		lua_copy(L, -1, lua_upvalueindex(4));
		lua_pop(L, 1);
		return push_captures(&m, s + start, end, 1);
	}
	lua_pushinteger(L, (lua_Integer)len + 1);
	lua_replace(L, lua_upvalueindex(3));
	return 0;
}

static int l_gmatch(lua_State *L)
{
	size_t len;

	luaL_checklstring(L, 1, &len);
	luaL_checkstring(L, 2);
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
		const char *mark = memchr(text, ESCAPE, (size_t)(end - text));

		if (!mark)
			break;
		luaL_addlstring(buffer, text, (size_t)(mark - text));
		text = mark + 2;
		if (mark + 1 < end && mark[1] == ESCAPE) {
			luaL_addchar(buffer, ESCAPE);
		} else if (mark + 1 < end && mark[1] == '0') {
			luaL_addlstring(buffer, from, (size_t)(to - from));
		} else if (mark + 1 < end && isdigit((unsigned char)mark[1])) {
			push_capture(m, mark[1] - '1', from, to);
			luaL_tolstring(m->L, -1, NULL);
			lua_remove(m->L, -2);
			luaL_addvalue(buffer);
		} else {
			luaL_error(m->L, "invalid use of '%c' in replacement string", ESCAPE);
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
		lua_call(L, push_captures(m, from, to, 1), 1);
		break;
	case LUA_TTABLE:
		push_capture(m, 0, from, to);
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
	luaL_buffinit(L, &buffer);
	matcher_begin(&m, L, s, len, p + size);
	while (n < max) {
		const char *end = match_at(&m, at, p + anchored);

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

/* --- rep, sort ---------------------------------------------------------------------------- */

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
		return luaL_error(L, "resulting string too large (16 MiB at most)");
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

/* a < b; upvalue: how many calls since the clock was seen. */
static int less(lua_State *L)
{
	lua_Integer calls = lua_tointeger(L, lua_upvalueindex(1)) + 1;

	if (calls == SORT_CHECK && check_clock)
		check_clock(L);
	lua_pushinteger(L, calls == SORT_CHECK ? 0 : calls);
	lua_replace(L, lua_upvalueindex(1));
	lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPLT));
	return 1;
}

/* Upvalue: the library's own. Without a function of the caller's it never looks at the clock. */
static int l_sort(lua_State *L)
{
	int n = lua_gettop(L);

	if (lua_isnoneornil(L, 2) && lua_istable(L, 1) && lua_rawlen(L, 1) > 1000) {
		lua_settop(L, 1);
		lua_pushinteger(L, 0);
		lua_pushcclosure(L, less, 1);
		n = 2;
	}
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, n, 0);
	return 0;
}

void text_open(lua_State *L)
{
	static const luaL_Reg functions[] = {{"find", l_find},     {"match", l_match},
					     {"gmatch", l_gmatch}, {"gsub", l_gsub},
					     {"rep", l_rep},       {NULL, NULL}};

	lua_getglobal(L, "string");
	luaL_setfuncs(L, functions, 0);
	lua_pop(L, 1);
	lua_getglobal(L, "table");
	lua_getfield(L, -1, "sort");
	lua_pushcclosure(L, l_sort, 1);
	lua_setfield(L, -2, "sort");
	lua_pop(L, 1);
}
