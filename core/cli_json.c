/*
 * JSON for the client. Answers are kept as text, so that what is printed has the server's order
 * and its nulls; what is looked at becomes Lua values.
 */
#include "cli.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/buf.h"
#include "script/bind.h"

enum { DEPTH = JSON_MAX_DEPTH };

/* Act one of each function here: text that is JSON, or an error is pushed and at is NULL. */
static struct span check_json(lua_State *L, int index)
{
	struct error err = {0};
	struct span text;

	text.at = luaL_checklstring(L, index, &text.len);
	while (text.len && strchr(" \t\r\n", text.at[text.len - 1]))
		text.len--;
	while (text.len && strchr(" \t\r\n", *text.at)) {
		text.at++;
		text.len--;
	}
	if (json_check(text.at, text.len, DEPTH, &err) < 0) {
		bind_fail(L, &err);
		text.at = NULL;
	}
	return text;
}

/* decode(text) -> value | nil, err. null is nil in objects. */
static int l_decode(lua_State *L)
{
	struct span text = check_json(L, 1);

	if (!text.at)
		return 2;
	bind_push_json(L, text);
	return 1;
}

static void free_text(struct buf *text)
{
	buf_done(text);
	free(text);
}

static int text_gc(lua_State *L)
{
	struct buf **text = lua_touserdata(L, 1);

	if (*text)
		free_text(*text);
	*text = NULL;
	return 0;
}

/* A buffer that Lua owns, so that a raise cannot leak it. */
static struct buf *push_buffer(lua_State *L)
{
	struct buf **text = lua_newuserdatauv(L, sizeof(*text), 0);

	*text = NULL;
	if (luaL_newmetatable(L, "client text")) {
		lua_pushcfunction(L, text_gc);
		lua_setfield(L, -2, "__gc");
	}
	lua_setmetatable(L, -2);
	*text = calloc(1, sizeof(**text));
	if (!*text)
		abort();
	return *text;
}

/* encode(value) -> text | nil, err */
static int l_encode(lua_State *L)
{
	struct error err = {0};
	struct buf *text = push_buffer(L);

	if (bind_to_json(L, 1, text, &err) < 0)
		return bind_fail(L, &err);
	lua_pushlstring(L, text->data, text->len);
	return 1;
}

/* members(text) -> { {key, text}, ... } in order, of an object; nil, err */
static int l_members(lua_State *L)
{
	struct span text = check_json(L, 1), key, value;
	struct json_iter iter;
	lua_Integer count = 0;

	if (!text.at)
		return 2;
	lua_newtable(L);
	if (!json_is_object(text))
		return 1;
	json_iter_start(&iter, text);
	while (json_iter_next(&iter, &key, &value)) {
		lua_createtable(L, 2, 0);
		/* The quotes around it are still there. */
		bind_push_json(L, (struct span){key.at - 1, key.len + 2});
		lua_rawseti(L, -2, 1);
		lua_pushlstring(L, value.at, value.len);
		lua_rawseti(L, -2, 2);
		lua_rawseti(L, -2, ++count);
	}
	return 1;
}

/* items(text) -> { text, ... } of an array; nil, err */
static int l_items(lua_State *L)
{
	struct span text = check_json(L, 1), value;
	struct json_iter iter;
	lua_Integer count = 0;

	if (!text.at)
		return 2;
	lua_newtable(L);
	if (!json_is_array(text))
		return 1;
	json_iter_start(&iter, text);
	while (json_iter_next(&iter, NULL, &value)) {
		lua_pushlstring(L, value.at, value.len);
		lua_rawseti(L, -2, ++count);
	}
	return 1;
}

/* --- Printing -------------------------------------------------------------------------------- */

static void indent(struct buf *ret, int depth)
{
	buf_addc(ret, '\n');
	for (int i = 0; i < depth; i++)
		buf_adds(ret, "  ");
}

static int is_empty(struct span value)
{
	struct json_iter iter;

	json_iter_start(&iter, value);
	return !json_iter_next(&iter, NULL, &(struct span){0});
}

static int is_tree(struct span value)
{
	return (json_is_object(value) || json_is_array(value)) && !is_empty(value);
}

static void pretty(struct buf *ret, struct span value, int depth)
{
	struct json_iter iter;
	struct span key, member;
	int is_object = json_is_object(value), count = 0;

	if (!is_tree(value)) {
		if (is_object || json_is_array(value))
			buf_adds(ret, is_object ? "{}" : "[]");
		else
			buf_add(ret, value.at, value.len);
		return;
	}
	buf_addc(ret, is_object ? '{' : '[');
	json_iter_start(&iter, value);
	while (json_iter_next(&iter, &key, &member)) {
		if (count++)
			buf_addc(ret, ',');
		indent(ret, depth + 1);
		if (is_object) {
			buf_add(ret, key.at - 1, key.len + 2);
			buf_adds(ret, ": ");
		}
		pretty(ret, member, depth + 1);
	}
	indent(ret, depth);
	buf_addc(ret, is_object ? '}' : ']');
}

/* Whether a string can stand in YAML as it is, and is a string there too. */
static int is_plain(struct span text)
{
	static const char *const words[] = {"true", "false", "null", "yes", "no",
					    "on",   "off",   "y",    "n"};
	char first = text.len ? *text.at : '0';

	if (!((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '/'))
		return 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (c == ' ' && i + 1 < text.len)
			continue;
		if (c == ':' && i + 1 < text.len && text.at[i + 1] != ' ')
			continue;
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      strchr("_-./", c)) ||
		    !c)
			return 0;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i]) == text.len && strncasecmp(words[i], text.at, text.len) == 0)
			return 0;
	return 1;
}

static void yaml_scalar(struct buf *ret, struct span value)
{
	struct span inside = {value.at + 1, value.len - 2};

	if (json_is_object(value))
		buf_adds(ret, "{}");
	else if (json_is_array(value))
		buf_adds(ret, "[]");
	else if (json_is_string(value) && is_plain(inside))
		buf_add(ret, inside.at, inside.len);
	else
		buf_add(ret, value.at, value.len); /* JSON's strings are YAML's too */
}

/* What `value` holds, each line at `depth`; the first one where we stand when `follows`. */
static void yaml(struct buf *ret, struct span value, int depth, int follows)
{
	struct json_iter iter;
	struct span key, member;
	int is_object = json_is_object(value);

	json_iter_start(&iter, value);
	while (json_iter_next(&iter, &key, &member)) {
		if (!follows)
			indent(ret, depth);
		follows = 0;
		if (is_object) {
			if (is_plain(key))
				buf_add(ret, key.at, key.len);
			else
				buf_add(ret, key.at - 1, key.len + 2);
			buf_addc(ret, ':');
		} else {
			buf_addc(ret, '-');
		}
		if (!is_tree(member)) {
			buf_addc(ret, ' ');
			yaml_scalar(ret, member);
		} else if (is_object) {
			yaml(ret, member, depth + 1, 0);
		} else {
			buf_addc(ret, ' ');
			yaml(ret, member, depth + 1, 1);
		}
	}
}

/* pretty(text) -> text, two spaces a level, no line break at the end; nil, err */
static int l_pretty(lua_State *L)
{
	struct span value = check_json(L, 1);
	struct buf *text;

	if (!value.at)
		return 2;
	text = push_buffer(L);
	pretty(text, value, 0);
	lua_pushlstring(L, text->data, text->len);
	return 1;
}

/* yaml(text) -> the same value as YAML; nil, err */
static int l_yaml(lua_State *L)
{
	struct span value = check_json(L, 1);
	struct buf *text;

	if (!value.at)
		return 2;
	text = push_buffer(L);
	if (is_tree(value))
		yaml(text, value, 0, 1);
	else
		yaml_scalar(text, value);
	lua_pushlstring(L, text->data, text->len);
	return 1;
}

void cli_push_json(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{"decode", l_decode}, {"encode", l_encode}, {"members", l_members},
		{"items", l_items},   {"pretty", l_pretty}, {"yaml", l_yaml},
		{NULL, NULL},
	};

	luaL_newlib(L, functions);
	lua_pushlightuserdata(L, NULL);
	lua_setfield(L, -2, "null");
}
