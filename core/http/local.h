/*
 * Requests that this program makes to its own HTTP server, through a pair of sockets instead of
 * the network: what serves others serves us, with all its checks. Loop thread only.
 */
#ifndef HTTP_LOCAL_H
#define HTTP_LOCAL_H

#include "base/json.h"
#include "http/server.h"

struct http_local;

/* 0 and status, and the body (borrowed for the call); or -1 with err, and no answer came. */
typedef void (*http_local_fn)(void *arg, int rc, int status, struct span body,
			      const struct error *err);

/*
 * Sends one request and calls fn once with its whole answer, never from inside. `target` is path
 * and query, escaped; `headers` as "Name: value", NULL-terminated, or NULL; everything is copied.
 * The request is `is_local` in the handler's eyes. A target or header with a line break is refused.
 */
struct http_local *http_local_start(struct http_server *server, const char *method,
				    const char *target, const char *const *headers,
				    struct span body, http_local_fn fn, void *arg);

/* fn is not called any more. NULL-safe. */
void http_local_cancel(struct http_local *local);

#endif
