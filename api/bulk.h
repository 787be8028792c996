/*
 * Many resources by one POST to a collection: a JSON array of them, or {"data":[...]}. Each is
 * made, or refused, by itself, and the answer says of each which; all that are made are handed
 * to the store together. HTTP threads.
 */
#ifndef API_BULK_H
#define API_BULK_H

#include "api/input.h"

#define BULK_MAX 1000

/* Whether what was sent to a collection is many. */
int bulk_is(const struct call *call, const struct input *input);

/* Makes them and answers: 201 when all were, 207 when some were not. */
void bulk_create(struct call *call, const struct type *type, const struct input *input);

#endif
