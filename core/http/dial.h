/*
 * A TCP connection out: name look-up and connect, both asynchronous, one address after the
 * other. Loop thread only.
 */
#ifndef HTTP_DIAL_H
#define HTTP_DIAL_H

#include "base/error.h"
#include "loop/loop.h"

struct dial;

/*
 * done is called once, never from inside: fd is a connected non-blocking descriptor that now
 * belongs to the callee, or -1 with err (ERROR_UNAVAILABLE or ERROR_TIMEOUT, naming the target).
 * The dial is gone then; until then dial_cancel takes it back.
 */
struct dial *dial_start(struct loop *loop, const char *host, const char *port, int64_t timeout,
			void (*done)(void *arg, int fd, const struct error *err), void *arg);

/* done is not called. NULL-safe. */
void dial_cancel(struct dial *dial);

#endif
