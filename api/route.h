/*
 * From a path to who answers it. HTTP threads.
 */
#ifndef API_ROUTE_H
#define API_ROUTE_H

#include "api/call.h"

/* A path below /v1 in its parts: type, id, link. Slashes may be doubled. */
struct route_path {
	struct span part[3]; /* borrowed */
	int count; /* parts there are; more than three count as none */
};
void route_split(const char *text, struct route_path *ret);

/* Whether a part is this name, in any letter case. */
int route_part_is(struct span part, const char *name);

/* Answers a request under /v1 whose caller is known. `path` begins behind "/v1". */
void route_resource(struct call *call, const char *path);

/* Answers GET /: the list of versions. */
void route_root(struct call *call);

#endif
