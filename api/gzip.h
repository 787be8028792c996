/*
 * Bodies packed for who asks (Accept-Encoding: gzip), when they are worth it. Costs one look at
 * the request's headers where nobody asks. A state belongs to one thread.
 */
#ifndef API_GZIP_H
#define API_GZIP_H

#include "base/buf.h"
#include "http/server.h"

struct gzip;

/* Whether an Accept-Encoding (may be NULL) takes gzip: named or "*", and not with q=0. */
int gzip_wanted(const char *accept);

/*
 * Packs a body in place when the request asks for it and it is long enough, and adds the
 * headers that say so. Returns 1 when it did. *state is made at the first use.
 */
int gzip_apply(struct gzip **state, struct http_request *request, struct buf *body);

void gzip_free(struct gzip *state);

#endif
