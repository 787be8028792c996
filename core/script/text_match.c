/*
 * Patterns with a clock (contract: text.h). A matcher by backtracking: each function below
 * takes a place in the subject and a place in the pattern and gives the end of the match, or
 * NULL.
 */
#include "script/text_parts.h"

#include <ctype.h>
#include <lauxlib.h>
#include <string.h>

#define DEPTH_MAX 200
#define STEPS 4096 /* between two looks at the clock */

enum { CAPTURE_OPEN = -1, CAPTURE_PLACE = -2 };

static const char *match_here(struct matcher *m, const char *s, const char *p);

static void step(struct matcher *m)
{
	if (++m->steps < STEPS)
		return;
	m->steps = 0;
	text_check_clock(m->L);
}

/* --- Single characters -------------------------------------------------------------------- */

/* The place behind a class that begins at p. */
static const char *class_end(struct matcher *m, const char *p)
{
	const char *begin = p;

	if (*p == TEXT_ESCAPE) {
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
		if (*p++ == TEXT_ESCAPE) {
			if (p == m->pattern_end)
				luaL_error(m->L, "malformed pattern (missing ']')");
			p++;
		}
	} while (p == m->pattern_end || *p != ']');
	m->steps += (int)(p - begin > STEPS ? STEPS : p - begin);
	step(m);
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
	case 'z': /* not in the manual any more, and still there */
		is = c == 0;
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
		if (*p == TEXT_ESCAPE) {
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
	case TEXT_ESCAPE:
		return in_class(c, (unsigned char)p[1]);
	case '[':
		m->steps += (int)(behind - p > STEPS ? STEPS : behind - p);
		return in_set(c, p, behind - 1);
	default:
		return (unsigned char)*p == c;
	}
}

/* --- Captures, and what is more than a character ------------------------------------------- */

static const char *capture_begin(struct matcher *m, const char *s, const char *p, ptrdiff_t what)
{
	const char *end;

	if (m->count >= TEXT_CAPTURES_MAX)
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
		if (*p == TEXT_ESCAPE && special(m, &s, &p))
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

void text_matcher(struct matcher *m, lua_State *L, const char *s, size_t len,
		  const char *pattern_end)
{
	m->L = L;
	m->begin = s;
	m->end = s + len;
	m->pattern_end = pattern_end;
	m->steps = 0;
}

const char *text_match(struct matcher *m, const char *s, const char *p)
{
	m->count = 0;
	m->depth = DEPTH_MAX;
	return match_here(m, s, p);
}

/* --- Results ------------------------------------------------------------------------------ */

void text_push_capture(struct matcher *m, int i, const char *from, const char *to)
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

int text_push_captures(struct matcher *m, const char *from, const char *to, int whole)
{
	int n = m->count == 0 && whole ? 1 : m->count;

	luaL_checkstack(m->L, n, "too many captures");
	for (int i = 0; i < n; i++)
		text_push_capture(m, i, from, to);
	return n;
}
