/*
 * HTTP requests out, over TCP or a unix socket: libcurl's multi interface on the loop.
 * Loop thread only. Connections are kept alive and shared by origin.
 */
#ifndef HTTP_CLIENT_H
#define HTTP_CLIENT_H

#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"
#include "loop/loop.h"

struct http_client;
struct http_call;

struct http_client *http_client_new(struct loop *loop, struct error *err);

/* Cancels what is under way (done is not called). */
void http_client_free(struct http_client *client);

struct http_call_options {
	const char *method; /* "POST" */
	const char *url; /* "http://docker/v1.41/containers/json" */
	const char *unix_socket; /* path, or NULL */
	const char *const *headers; /* "Name: value", NULL-terminated; or NULL */
	struct span body; /* copied; empty: none */
	int64_t timeout; /* ms for the whole; 0: none (then idle_timeout should be set) */
	int64_t idle_timeout; /* ms without a byte; 0: none */
	size_t max_body; /* bytes kept or passed before it is refused; 0: 64 MiB */
	const char *user, *password; /* basic auth, or NULL */
	const char *ca_file; /* PEM: the authorities an https server must be known to; or NULL */
	int keep_head; /* the answer's head is wanted */
	/*
	 * Called with pieces of a 2xx body as they come (then the reply's body is empty). Return -1
	 * to stop, 1 to take a break: more comes after http_call_continue.
	 */
	int (*on_data)(void *arg, const char *data, size_t len);
	void *on_data_arg;
};

struct http_answer {
	int status; /* 200 */
	struct span body; /* borrowed until done returns */
	const char *content_type; /* or NULL */
	struct span head; /* "Name: value" lines, with keep_head; borrowed until done returns */
};

/*
 * Starts; done is called once, never from inside this call. A failure to connect is
 * ERROR_UNAVAILABLE, running out of time ERROR_TIMEOUT; any HTTP status is an answer (rc 0).
 */
struct http_call *http_call(struct http_client *client, const struct http_call_options *options,
			    void (*done)(void *arg, int rc, const struct http_answer *answer,
					 const struct error *err),
			    void *arg);

/* Takes a call back: done is not called. */
void http_call_cancel(struct http_call *call);

/* Bytes that the answer says it has, once its head is there; -1 when it does not say. */
int64_t http_call_expected(const struct http_call *call);

/* Ends the break that on_data asked for; never calls back from inside. */
void http_call_continue(struct http_call *call);

#endif
