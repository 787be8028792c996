/*
 * What the files of text share: text.c (the Lua functions), text_match.c (the matcher of
 * patterns), text_table.c (those of tables), text_whole.c (those that go
 * through all of a text). Nobody else includes this. All raise.
 */
#ifndef SCRIPT_TEXT_PARTS_H
#define SCRIPT_TEXT_PARTS_H

#include <stddef.h>

#include "script/text.h"

#define TEXT_LONG 65536 /* bytes, from which on one call takes time */
#define TEXT_ESCAPE '%'
#define TEXT_CAPTURES_MAX 32

struct matcher {
	lua_State *L;
	const char *begin, *end; /* the subject */
	const char *pattern_end;
	int depth, steps;
	int count; /* of captures, open ones too */
	struct {
		const char *at;
		ptrdiff_t len; /* or CAPTURE_ */
	} captures[TEXT_CAPTURES_MAX];
};

/* Looks at the clock, when there is one; may not return. */
void text_check_clock(lua_State *L);

/* text_whole.c: byte, lower, reverse, upper, tonumber; and limits for pack, unpack, utf8. */
void text_open_whole(lua_State *L);

/* text_table.c: replaces those of `table`. */
void text_open_table(lua_State *L);

/* Sets a matcher up for a subject. The depth and the captures are those of each match. */
void text_matcher(struct matcher *m, lua_State *L, const char *s, size_t len,
		  const char *pattern_end);

/* Matches the pattern at p with the subject from s on. The end of the match, or NULL. */
const char *text_match(struct matcher *m, const char *s, const char *p);

/* Pushes a capture; the whole match stands for the first when there are none. */
void text_push_capture(struct matcher *m, int i, const char *from, const char *to);

/* Pushes all; `whole`: the match itself when there are none. How many. */
int text_push_captures(struct matcher *m, const char *from, const char *to, int whole);

#endif
