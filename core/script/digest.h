/*
 * Digests of Lua values: equal for equal values, whatever the order of a table's keys.
 * Nothing here raises or allocates.
 */
#ifndef SCRIPT_DIGEST_H
#define SCRIPT_DIGEST_H

#include <stdint.h>

#include <lua.h>

#include "base/json.h"

/*
 * Told of every string (text not NULL) and integer; non-zero stands for "this is another each
 * time": then the value counts as that number alone, and `*at`, `*len` cut out the part of the
 * text that is meant.
 */
struct digest_mask {
	uint64_t (*find)(void *arg, const char *text, size_t size, lua_Integer number, size_t *at,
			 size_t *len);
	void *arg;
};

/* mask may be NULL. */
uint64_t digest_value(lua_State *L, int index, const struct digest_mask *mask);

/* The same of checked JSON text: equal for objects whose members are the same, in any order. */
uint64_t digest_json(struct span json);

uint64_t digest_text(uint64_t seed, const char *text, size_t len);

#endif
