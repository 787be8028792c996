/*
 * The functions of the string and table libraries that can take long inside one call, where no
 * count of instructions stops them, replaced by ones that look at the clock: find, match, gmatch,
 * gsub (patterns can backtrack for hours), rep (as large as memory), all of `table` but pack (a
 * range of a metamethod has no end), next and pairs (a table that was emptied is long), and
 * what goes through all of a text.
 *
 * They do what the manual of Lua 5.4 says, but for a pattern of more than 64 KiB, a format of
 * more than that, a text of utf8 of more than 4 MiB, and more than 65536 results of table.unpack or
 * string.byte; what runs over its slice ends as any other stretch
 * of Lua does. Raises.
 */
#ifndef SCRIPT_TEXT_H
#define SCRIPT_TEXT_H

#include <lua.h>

#define TEXT_REP_MAX ((size_t)8 << 20) /* bytes that string.rep makes at most */

/* Replaces them in the tables `string` and `table` of the globals. */
void text_open(lua_State *L);

/* Told now and then by what takes long; may not return (vm_check, and nothing in a test). */
void text_set_clock(void (*check)(lua_State *L));

#endif
