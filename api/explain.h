/*
 * What a process would do, without doing it: `GET .../containers/1i5?explain=start`, and of a
 * process instance `GET .../processinstances/1pi9?explain`.
 */
#ifndef API_EXPLAIN_H
#define API_EXPLAIN_H

#include "api/call.h"

/* HTTP thread: answers, when the loop has tried it. The caller may see the row. */
void explain_resource(struct call *call, const struct type *type, const struct row *row,
		      const char *verb);

/* The same for a process instance; the caller sees everything. */
void explain_process(struct call *call, const struct process_row *row);

#endif
