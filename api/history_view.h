/*
 * History over the API: `/v1/history`, newest first, by resource, process, actor, time and kind;
 * and a resource as it was at a time. HTTP threads.
 */
#ifndef API_HISTORY_VIEW_H
#define API_HISTORY_VIEW_H

#include "api/call.h"

void history_list(struct call *call, const struct type *type);
void history_get(struct call *call, const struct type *type, const char *id, size_t len);

/* What a row of the past borrows from; freed with as_of_done, also after a failure. */
struct as_of {
	struct buf doc, state, allocation, name;
};

/*
 * Turns the row as it is (from thread->reader) into the one that it was at a time: its state and
 * fields; passwords that changed since are null. -1: it did not exist (ERROR_NOT_FOUND).
 */
int as_of_row(struct call *call, const struct type *type, int64_t at, struct row *row,
	      struct as_of *ret, struct error *err);
void as_of_done(struct as_of *as_of);

/* The value of ?asOf=: ISO text or milliseconds. -1: it is neither. */
int as_of_time(const char *text, int64_t *ret, struct error *err);

#endif
