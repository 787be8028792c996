/*
 * What the HTTP server counts: requests by method, class of status and time, and connections.
 * Each HTTP thread counts for itself, without a lock; whoever asks adds them up.
 */
#ifndef HTTP_TALLY_H
#define HTTP_TALLY_H

#include <stdatomic.h>
#include <stdint.h>

#include "http/server.h"

enum { TALLY_METHODS = 6, TALLY_CLASSES = 6, TALLY_BOUNDS = 11 };

/* "GET", ... and "other" at last; classes are the hundreds of a status, 0: never answered. */
extern const char *const tally_methods[TALLY_METHODS];
extern const double tally_bounds[TALLY_BOUNDS]; /* seconds; above the last one: all others */

struct http_tally {
	/* Not summed up: each holds what is above the bound before. */
	atomic_uint_fast64_t requests[TALLY_METHODS][TALLY_CLASSES][TALLY_BOUNDS + 1];
	atomic_uint_fast64_t ns[TALLY_METHODS][TALLY_CLASSES];
	atomic_int_fast64_t connections; /* open now */
};

/* Of all threads together, as of about now. Any thread. */
void http_server_tally(struct http_server *server, struct http_tally *ret);

/* The owning thread: one more, that took `ns`. */
void tally_add(struct http_tally *tally, const char *method, int status, int64_t ns);

#endif
