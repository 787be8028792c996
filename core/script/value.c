/*
 * JSON text to Lua values and back.
 */
#include "script/value.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "script/bind.h"
#include "script/vm.h"

#define STACK_PER_LEVEL 8
#define CHECK_EVERY 1024
#define TEXT_MAX ((size_t)4 << 20)
#define VALUES_MAX 250000

void value_push_null(lua_State *L)
{
	lua_pushlightuserdata(L, NULL);
}

int value_is_null(lua_State *L, int index)
{
	return lua_islightuserdata(L, index) && !lua_touserdata(L, index);
}

void value_push_array_metatable(lua_State *L)
{
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &VM_KEY_ARRAY) == LUA_TTABLE)
		return;
	lua_pop(L, 1);
	lua_createtable(L, 0, 2);
	lua_pushliteral(L, "array");
	lua_setfield(L, -2, "__name");
	lua_pushliteral(L, "array");
	lua_setfield(L, -2, "__metatable");
	lua_pushvalue(L, -1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &VM_KEY_ARRAY);
}

/* --- JSON to Lua ------------------------------------------------------------------------- */

static int hex4(const char *at)
{
	int value = 0;

	for (int i = 0; i < 4; i++) {
		char c = at[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
						   : c - 'A' + 10;

		value = value << 4 | digit;
	}
	return value;
}

static size_t put_utf8(char *to, unsigned long code)
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		to[0] = (char)(0xc0 | code >> 6);
		to[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		to[0] = (char)(0xe0 | code >> 12);
		to[1] = (char)(0x80 | (code >> 6 & 0x3f));
		to[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | code >> 18);
	to[1] = (char)(0x80 | (code >> 12 & 0x3f));
	to[2] = (char)(0x80 | (code >> 6 & 0x3f));
	to[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

/*
 * Pushes the text between the quotes of a checked string. Its memory belongs to Lua at every
 * moment, since a push may raise. Unescaped text is never longer than the escaped one.
 */
static void push_text(lua_State *L, struct span text)
{
	luaL_Buffer buffer;
	char *to;
	size_t n = 0;

	if (!memchr(text.at, '\\', text.len)) {
		lua_pushlstring(L, text.at, text.len);
		return;
	}
	to = luaL_buffinitsize(L, &buffer, text.len);
	for (size_t i = 0; i < text.len; i++) {
		unsigned long code;

		if (text.at[i] != '\\') {
			to[n++] = text.at[i];
			continue;
		}
		switch (text.at[++i]) {
		case 'n':
			to[n++] = '\n';
			break;
		case 't':
			to[n++] = '\t';
			break;
		case 'r':
			to[n++] = '\r';
			break;
		case 'b':
			to[n++] = '\b';
			break;
		case 'f':
			to[n++] = '\f';
			break;
		case 'u':
			code = (unsigned long)hex4(text.at + i + 1);
			i += 4;
			if (code >= 0xd800 && code < 0xdc00 && i + 6 < text.len &&
			    text.at[i + 1] == '\\' && text.at[i + 2] == 'u') {
				unsigned long low = (unsigned long)hex4(text.at + i + 3);

				if (low >= 0xdc00 && low < 0xe000) {
					code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
					i += 6;
				}
			}
			if (code >= 0xd800 && code < 0xe000)
				code = 0xfffd;
			n += put_utf8(to + n, code);
			break;
		default:
			to[n++] = text.at[i];
		}
	}
	luaL_pushresultsize(&buffer, n);
}

static void push_number(lua_State *L, struct span text)
{
	char copy[64], *end;
	int integer = 1;

	if (text.len >= sizeof(copy)) {
		char *whole = strndup(text.at, text.len);
		double value = whole ? strtod(whole, NULL) : 0;

		free(whole);
		lua_pushnumber(L, value);
		return;
	}
	memcpy(copy, text.at, text.len);
	copy[text.len] = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (copy[i] == '.' || copy[i] == 'e' || copy[i] == 'E')
			integer = 0;
	}
	if (integer) {
		long long value;

		errno = 0;
		value = strtoll(copy, &end, 10);
		if (errno == 0) {
			lua_pushinteger(L, value);
			return;
		}
	}
	lua_pushnumber(L, strtod(copy, &end));
}

static void push_value(lua_State *L, struct span json, int in_array);

static void push_array(lua_State *L, struct span json)
{
	struct json_iter iter;
	struct span value;
	lua_Integer n = 0;

	lua_newtable(L);
	json_iter_start(&iter, json);
	while (json_iter_next(&iter, NULL, &value)) {
		if (n % CHECK_EVERY == CHECK_EVERY - 1)
			vm_check(L);
		push_value(L, value, 1);
		lua_rawseti(L, -2, ++n);
	}
	if (n == 0) {
		value_push_array_metatable(L);
		lua_setmetatable(L, -2);
	}
}

static void push_object(lua_State *L, struct span json)
{
	struct json_iter iter;
	struct span key, value;

	lua_newtable(L);
	json_iter_start(&iter, json);
	while (json_iter_next(&iter, &key, &value)) {
		if (value.at[0] == 'n')
			continue;
		push_text(L, key);
		push_value(L, value, 0);
		lua_rawset(L, -3);
	}
}

static void push_value(lua_State *L, struct span json, int in_array)
{
	if (!json.at || !json.len || !lua_checkstack(L, STACK_PER_LEVEL)) {
		lua_pushnil(L);
		return;
	}
	switch (json.at[0]) {
	case '{':
		push_object(L, json);
		break;
	case '[':
		push_array(L, json);
		break;
	case '"':
		push_text(L, (struct span){json.at + 1, json.len - 2});
		break;
	case 't':
		lua_pushboolean(L, 1);
		break;
	case 'f':
		lua_pushboolean(L, 0);
		break;
	case 'n':
		if (in_array)
			value_push_null(L);
		else
			lua_pushnil(L);
		break;
	default:
		push_number(L, json);
	}
}

void bind_push_json(lua_State *L, struct span json)
{
	push_value(L, json, 0);
}

/* --- Lua to JSON ------------------------------------------------------------------------- */

struct writer {
	lua_State *L;
	struct buf *buf;
	struct error *err;
	const void *open[JSON_MAX_DEPTH]; /* tables being written, against cycles */
	int depth, values;
	size_t begin;
};

static int write_value(struct writer *writer, int index);

/* Whether the table is a sequence: 1 with its length, 0 when it is an object. */
static int is_sequence(lua_State *L, int index, lua_Unsigned *ret)
{
	lua_Unsigned length = lua_rawlen(L, index), count = 0;

	*ret = length;
	if (length == 0) {
		int same = 0;

		if (lua_getmetatable(L, index)) {
			value_push_array_metatable(L);
			same = lua_rawequal(L, -1, -2);
			lua_pop(L, 2);
		}
		if (!same)
			return 0;
	}
	lua_pushnil(L);
	while (lua_next(L, index)) {
		lua_pop(L, 1);
		if (!lua_isinteger(L, -1) || lua_tointeger(L, -1) < 1 ||
		    (lua_Unsigned)lua_tointeger(L, -1) > length) {
			lua_pop(L, 1);
			return 0;
		}
		count++;
	}
	return count == length;
}

static int write_object(struct writer *writer, int index)
{
	lua_State *L = writer->L;

	buf_addc(writer->buf, '{');
	lua_pushnil(L);
	while (lua_next(L, index)) {
		buf_json_comma(writer->buf);
		if (lua_type(L, -2) == LUA_TSTRING) {
			size_t len;
			const char *key = lua_tolstring(L, -2, &len);

			if (writer->buf->len - writer->begin + len > TEXT_MAX) {
				lua_pop(L, 2);
				return error_set(writer->err, ERROR_INVALID,
						 "JSON larger than 4 MiB");
			}
			buf_json_bytes(writer->buf, key, len);
		} else if (lua_isinteger(L, -2)) {
			buf_addf(writer->buf, "\"%lld\"", (long long)lua_tointeger(L, -2));
		} else {
			error_set(writer->err, ERROR_INVALID, "a %s cannot be a key in JSON",
				  luaL_typename(L, -2));
			lua_pop(L, 2);
			return -1;
		}
		buf_addc(writer->buf, ':');
		if (write_value(writer, lua_gettop(L)) < 0) {
			lua_pop(L, 2);
			return -1;
		}
		lua_pop(L, 1);
	}
	buf_addc(writer->buf, '}');
	return 0;
}

static int write_array(struct writer *writer, int index, lua_Unsigned length)
{
	lua_State *L = writer->L;

	buf_addc(writer->buf, '[');
	for (lua_Unsigned i = 1; i <= length; i++) {
		int rc;

		if (i > 1)
			buf_addc(writer->buf, ',');
		lua_rawgeti(L, index, (lua_Integer)i);
		rc = write_value(writer, lua_gettop(L));
		lua_pop(L, 1);
		if (rc < 0)
			return -1;
	}
	buf_addc(writer->buf, ']');
	return 0;
}

static int write_table(struct writer *writer, int index)
{
	const void *self = lua_topointer(writer->L, index);
	lua_Unsigned length;
	int rc;

	if (writer->depth == JSON_MAX_DEPTH || !lua_checkstack(writer->L, STACK_PER_LEVEL))
		return error_set(writer->err, ERROR_INVALID, "a table is nested too deep for JSON");
	for (int i = 0; i < writer->depth; i++) {
		if (writer->open[i] == self)
			return error_set(writer->err, ERROR_INVALID,
					 "a table that contains itself cannot be JSON");
	}
	writer->open[writer->depth++] = self;
	if (is_sequence(writer->L, index, &length))
		rc = write_array(writer, index, length);
	else
		rc = write_object(writer, index);
	writer->depth--;
	return rc;
}

static int write_number(struct writer *writer, int index)
{
	double value;
	char text[40];

	if (lua_isinteger(writer->L, index)) {
		buf_add_int(writer->buf, lua_tointeger(writer->L, index));
		return 0;
	}
	value = lua_tonumber(writer->L, index);
	if (!isfinite(value))
		return error_set(writer->err, ERROR_INVALID, "%s cannot be JSON",
				 isnan(value) ? "NaN" : "infinity");
	snprintf(text, sizeof(text), "%.15g", value);
	if (strtod(text, NULL) != value)
		snprintf(text, sizeof(text), "%.17g", value);
	buf_adds(writer->buf, text);
	return 0;
}

static int write_value(struct writer *writer, int index)
{
	lua_State *L = writer->L;
	const char *text;
	size_t len;

	/* Tables that hold one another many times over: small here, without an end as a text. */
	if (++writer->values % CHECK_EVERY == 0) {
		if (writer->values > VALUES_MAX)
			return error_set(writer->err, ERROR_INVALID, "JSON of more than %d values",
					 VALUES_MAX);
		if (vm_is_over(L))
			return error_set(writer->err, ERROR_INVALID, VM_OVERRUN);
	}
	switch (lua_type(L, index)) {
	case LUA_TNIL:
		buf_adds(writer->buf, "null");
		return 0;
	case LUA_TBOOLEAN:
		buf_adds(writer->buf, lua_toboolean(L, index) ? "true" : "false");
		return 0;
	case LUA_TNUMBER:
		return write_number(writer, index);
	case LUA_TSTRING:
		text = lua_tolstring(L, index, &len);
		if (writer->buf->len - writer->begin + len > TEXT_MAX)
			return error_set(writer->err, ERROR_INVALID, "JSON larger than 4 MiB");
		buf_json_bytes(writer->buf, text, len);
		return 0;
	case LUA_TTABLE:
		return write_table(writer, index);
	default:
		if (value_is_null(L, index)) {
			buf_adds(writer->buf, "null");
			return 0;
		}
		return error_set(writer->err, ERROR_INVALID, "a %s cannot be JSON",
				 luaL_typename(L, index));
	}
}

int bind_to_json(lua_State *L, int index, struct buf *ret, struct error *err)
{
	struct writer writer = {.L = L, .buf = ret, .err = err, .begin = ret->len};
	size_t before = ret->len;
	int top = lua_gettop(L);

	if (!lua_checkstack(L, STACK_PER_LEVEL))
		return error_set(err, ERROR_INVALID, "a table is nested too deep for JSON");
	if (write_value(&writer, lua_absindex(L, index)) == 0)
		return 0;
	ret->len = before;
	lua_settop(L, top);
	return -1;
}

int value_to_object(lua_State *L, int index, struct buf *ret, struct error *err)
{
	size_t before = ret->len;

	if (lua_isnoneornil(L, index)) {
		buf_adds(ret, "{}");
		return 0;
	}
	if (!lua_istable(L, index))
		return error_set(err, ERROR_INVALID, "a table is wanted, not a %s",
				 luaL_typename(L, index));
	if (bind_to_json(L, index, ret, err) < 0)
		return -1;
	if (ret->data[before] == '[') {
		int empty = ret->len == before + 2;

		ret->len = before;
		if (!empty)
			return error_set(err, ERROR_INVALID,
					 "a table with named fields is wanted, not a list");
		buf_adds(ret, "{}");
	}
	return 0;
}
