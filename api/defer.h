/*
 * A request that waits for the loop thread: it leaves the HTTP thread, runs on the loop, and
 * is answered on its HTTP thread again. Counted, because at shutdown the caller is answered
 * (503) while the loop may still hold it.
 */
#ifndef API_DEFER_H
#define API_DEFER_H

#include <stdatomic.h>

#include "api/call.h"

/* The first member of whatever is deferred. */
struct deferred {
	struct call call; /* a copy, with its own snapshot reference */
	void (*run)(struct deferred *deferred); /* loop thread; ends in one defer_finish */
	void (*answer)(struct deferred *deferred); /* HTTP thread; replies */
	void (*done)(struct deferred *deferred); /* frees what it owns, not itself; may be NULL */
	atomic_int refs;
	struct deferred *next, *previous; /* of api->deferred; loop thread */
};

/* Zeroed, `size` bytes; free with defer_free when it never starts. Aborts without memory. */
void *defer_new(const struct call *call, size_t size);
void defer_free(struct deferred *deferred);

/* Keeps it for somebody else beside the request; he gives it back with defer_free. */
void defer_hold(struct deferred *deferred);

/* Suspends the request and posts run. Nothing may touch the request afterwards. */
void defer_start(struct deferred *deferred);

/* Loop thread, once: resumes the request. The struct may be gone afterwards. */
void defer_finish(struct deferred *deferred);

/* Loop thread, when neither engine nor scripts answer any more: lets go of all that wait. */
void defer_close(struct api *api);

/* For http_handler: `resumed` and `end` of a deferred request. */
void defer_resumed(struct http_request *request);
void defer_end(struct http_request *request);

#endif
