/* /v1/processexecutions: the process instances once more, each with how it went. HTTP threads. */
#ifndef API_EXECUTION_VIEW_H
#define API_EXECUTION_VIEW_H

#include "api/call.h"

/* Both answer. */
void execution_list(struct call *call, const struct type *type);
void execution_get(struct call *call, const struct type *type, const char *id, size_t len);

/* The link processExecutions of a process instance: 1 when it was that, and it is answered. */
int execution_link(struct call *call, const struct type *type, struct span id, struct span link);

#endif
