/*
 * Idempotency-Key: a POST that is sent again with the same key is not carried out again, it gets
 * the answer of the first. Holds for what makes a resource, many of them, or acts on one; after
 * kill -9 too, and for those that arrive at the same time, which wait for the first.
 *
 * The store's record of a key is written with the work itself (store/once.h), the answer in a
 * commit of its own before it is sent. Answers may hold secrets: they are sealed.
 */
#ifndef API_ONCE_H
#define API_ONCE_H

#include "base/error.h"

/* Whether a header is a key: 1 to 255 printable characters. */
int once_key_is_good(const char *text);

#endif
