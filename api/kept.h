/*
 * Answers to a plain GET of one resource, kept whole by the thread that gave them: whoever asks
 * again in the same way gets the same bytes, as long as the row is as it was (reader_stamp). What
 * shows more than its row, or a secret, is not kept. HTTP threads, each its own.
 */
#ifndef API_KEPT_H
#define API_KEPT_H

#include "api/call.h"

/* Answers, from what is kept or by a read that it then keeps. 0: not answered, the ordinary way
 * has to be gone. */
int kept_get(struct call *call, const struct type *type, int64_t id);

void kept_free(struct kept_answers *kept);

#endif
