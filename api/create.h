/*
 * The loop's half of making a resource: the rules that need to look around (in Lua), its owner,
 * its row, and the engine. For one request (write.c) and for many in one (bulk.c). Loop thread.
 */
#ifndef API_CREATE_H
#define API_CREATE_H

#include "api/call.h"
#include "base/buf.h"
#include "engine/engine.h"

/* All borrowed until fn, and the struct itself too. */
struct creation {
	const struct call *call; /* who asks, and the definitions he began with */
	const struct type *type;
	struct buf *patch; /* checked (input.h); replaced by what the rules make of it */
	const char *actor;
	const struct once *once; /* recorded with it, or NULL */
	outcome_fn fn;
	void *arg;
};

/* Ends in one fn, at once or later. */
void create_start(struct creation *creation);

/* A member of an object as text: NULL when it is no string, "" when it is empty. */
const char *create_text(struct span object, const char *key, struct buf *ret);

#endif
