/* Digests (contract: digest.h). A table's is the sum of its members', so order is nothing. */
#include "script/digest.h"

#include <string.h>

#define DEPTH_MAX 40

static uint64_t mix(uint64_t a, uint64_t b)
{
	a ^= b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2);
	a = (a ^ (a >> 30)) * 0xbf58476d1ce4e5b9u;
	a = (a ^ (a >> 27)) * 0x94d049bb133111ebu;
	return a ^ (a >> 31);
}

uint64_t digest_text(uint64_t seed, const char *text, size_t len)
{
	uint64_t hash = seed ^ 0xcbf29ce484222325u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
	return mix(hash, len);
}

static uint64_t text_digest(const char *text, size_t len, const struct digest_mask *mask)
{
	size_t at = 0, part = 0;
	uint64_t found = mask ? mask->find(mask->arg, text, len, 0, &at, &part) : 0;

	if (!found)
		return digest_text(LUA_TSTRING, text, len);
	/* What stands around it counts, it alone does not. */
	return mix(mix(digest_text(LUA_TSTRING, text, at), found),
		   digest_text(LUA_TSTRING, text + at + part, len - at - part));
}

static uint64_t number_digest(lua_State *L, int index, const struct digest_mask *mask)
{
	lua_Integer whole;
	lua_Number number;
	uint64_t bits = 0;

	if (lua_isinteger(L, index)) {
		lua_Integer integer = lua_tointeger(L, index);
		uint64_t found = mask ? mask->find(mask->arg, NULL, 0, integer, NULL, NULL) : 0;

		return mix(LUA_TNUMBER, found ? found : (uint64_t)integer);
	}
	number = lua_tonumber(L, index);
	if (lua_numbertointeger(number, &whole) && (lua_Number)whole == number)
		return mix(LUA_TNUMBER, (uint64_t)whole);
	memcpy(&bits, &number, sizeof(number) < sizeof(bits) ? sizeof(number) : sizeof(bits));
	return mix(LUA_TNUMBER + 100, bits);
}

static uint64_t value_digest(lua_State *L, int index, const struct digest_mask *mask, int depth)
{
	size_t len;
	const char *text;
	uint64_t sum = 0;

	index = lua_absindex(L, index);
	switch (lua_type(L, index)) {
	case LUA_TNUMBER:
		return number_digest(L, index, mask);
	case LUA_TSTRING:
		text = lua_tolstring(L, index, &len);
		return text_digest(text, len, mask);
	case LUA_TBOOLEAN:
		return mix(LUA_TBOOLEAN, (uint64_t)lua_toboolean(L, index));
	case LUA_TTABLE:
		if (depth == DEPTH_MAX || !lua_checkstack(L, 6))
			return LUA_TTABLE;
		lua_pushnil(L);
		while (lua_next(L, index)) {
			sum += mix(value_digest(L, -2, NULL, DEPTH_MAX),
				   value_digest(L, -1, mask, depth + 1));
			lua_pop(L, 1);
		}
		return mix(LUA_TTABLE, sum);
	default:
		return mix(0, (uint64_t)lua_type(L, index));
	}
}

uint64_t digest_value(lua_State *L, int index, const struct digest_mask *mask)
{
	return value_digest(L, index, mask, 0);
}

uint64_t digest_json(struct span json)
{
	struct json_iter iter;
	struct span key, value;
	uint64_t sum = 0;

	if (!json_is_object(json) && !json_is_array(json))
		return digest_text(1, json.at ? json.at : "", json.len);
	json_iter_start(&iter, json);
	while (json_iter_next(&iter, &key, &value)) {
		if (!iter.is_object)
			sum = mix(sum, digest_json(value));
		else if (!json_is_null(value))
			sum += mix(digest_text(2, key.at, key.len), digest_json(value));
	}
	return mix(iter.is_object ? 3 : 4, sum);
}
