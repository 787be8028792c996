/*
 * From a path to who answers it. HTTP threads.
 */
#ifndef API_ROUTE_H
#define API_ROUTE_H

#include "api/call.h"

/* Answers a request under /v1 whose caller is known. `path` begins behind "/v1". */
void route_resource(struct call *call, const char *path);

/* Answers GET /: the list of versions. */
void route_root(struct call *call);

#endif
