/*
 * The HTTP side: libmicrohttpd driven by its external epoll descriptor (its internal epoll
 * thread stalls at multiples of 128 ready connections in 0.9.75), on threads of its own.
 *
 * A request is handled on an HTTP thread, in C. It either answers there, or defers: the
 * connection is suspended until http_resume, and `resumed` is then called on the same HTTP
 * thread to answer. Bodies are gathered (up to max_body) before `handle` is called.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"
#include "loop/loop.h"

struct http_server;
struct http_stream;
struct http_kept;

/* One request. Strings are borrowed until the reply. */
struct http_request {
	const char *method; /* "GET" */
	const char *path; /* decoded, begins with '/' */
	const char *query; /* raw, without '?'; "" when none */
	const char *url; /* raw path as sent */
	struct span body;
	char peer[64]; /* address of the caller */
	int thread; /* 0 .. threads-1, which HTTP thread this is */
	int is_tls;
	int is_local; /* this program's own (http/local.h); nobody else can make one */
	void *user; /* the handler's own; freed by its `end` */
	void *stream; /* of a streamed body, the handler's own; freed by its `end` */
};

struct http_handler {
	void (*handle)(void *self, struct http_request *request);
	void (*resumed)(void *self, struct http_request *request);
	/* The request is over (answered or the caller is gone): free request->user. HTTP thread. */
	void (*end)(void *self, struct http_request *request);
	/* The thread of this number is about to wait. HTTP thread. May be NULL. */
	void (*rest)(void *self, int thread);
	/*
	 * May be NULL. Called once the headers are there: non-zero takes the body in pieces, as
	 * long as it likes (max_body does not hold); request->body stays empty and `handle`
	 * follows. It may also answer at once, which ends the request before its body came.
	 */
	int (*wants_body)(void *self, struct http_request *request);
	/*
	 * May be NULL. Answers, in its own words, a request that the server refuses (400, 413):
	 * its body is not there, and `handle` is not called.
	 */
	void (*refuse)(void *self, struct http_request *request, int status);
	/* A piece of such a body; a status (4xx, 5xx) refuses the rest of it, 0 goes on. */
	int (*body)(void *self, struct http_request *request, const char *data, size_t len);
	void *self;
};

struct http_options {
	const char *listen; /* "[::]:9080", "127.0.0.1:0" */
	int threads; /* 1 .. 16 */
	size_t max_body; /* bytes; larger is answered 413 by the server */
	const char *certificate, *key; /* PEM files: TLS only; or NULL. Copied */
	/* The certificate was read, or read again: its key as tls_keys_pin says. Loop thread; or
	 * NULL. */
	void (*keyed)(void *arg, const char *pin);
	void *arg;
};

/* Binds and starts its threads. The caller frees it with http_server_free. */
struct http_server *http_server_new(struct loop *loop, const struct http_options *options,
				    const struct http_handler *handler, struct error *err);

/* Stops accepting, answers deferred requests with 503, joins the threads. */
void http_server_free(struct http_server *server);
int http_server_port(const struct http_server *server);

/*
 * Reads the certificate and its key again; done by itself within seconds when a file changes. -1:
 * the one before stays. Loop thread.
 */
int http_server_reload(struct http_server *server, struct error *err);

/* A request header by name (any case), or NULL. HTTP thread, in handle or resumed. */
const char *http_header(struct http_request *request, const char *name);

/* A cookie of the request by its exact name, or NULL. As http_header. */
const char *http_cookie(struct http_request *request, const char *name);

/* Adds a header to the coming reply. Copied. */
void http_add_header(struct http_request *request, const char *name, const char *value);

/* Answers. Takes the buffer's bytes (it is empty afterwards). Exactly once per request. */
void http_reply(struct http_request *request, int status, const char *content_type,
		struct buf *body);

/*
 * Answers as http_reply does, and gives back the whole answer, added headers included, for
 * http_reply_kept; NULL when it cannot be had. Belongs to this thread; http_kept_free lets go of
 * it.
 */
struct http_kept *http_reply_keep(struct http_request *request, int status,
				  const char *content_type, struct buf *body);

/* Answers with a kept one. -1, and nothing is answered, when this request needs one of its own. */
int http_reply_kept(struct http_request *request, int status, struct http_kept *kept);
void http_kept_free(struct http_kept *kept);

/* Answers with bytes that outlive the server (static files, constants). */
void http_reply_static(struct http_request *request, int status, const char *content_type,
		       const void *bytes, size_t len);

/* Answers with `size` bytes of a file. Takes the descriptor. */
void http_reply_file(struct http_request *request, int status, const char *content_type, int fd,
		     uint64_t size);

/*
 * Answers with a body that goes on until one side ends it, sent as it is written. `closed` is
 * called once on the loop thread, when the caller is gone; the stream is freed after it. It is
 * not called after http_stream_close, nor before this returned.
 */
struct http_stream *http_reply_stream(struct http_request *request, int status,
				      const char *content_type, void (*closed)(void *arg),
				      void *arg);

/* Loop thread. Bytes are copied; those written after the caller left go nowhere. */
void http_stream_write(struct http_stream *stream, const void *bytes, size_t len);

/* Bytes written and not yet taken by the connection: for flow control. Loop thread. */
size_t http_stream_queued(struct http_stream *stream);

/* Sends what was written and ends. The stream may not be used any more. Loop thread. */
void http_stream_close(struct http_stream *stream);

/* Suspends; nothing may touch the request on this thread afterwards. In `handle` only. */
void http_defer(struct http_request *request);

/*
 * Any thread, once per deferred request, also before http_defer was called and after
 * http_server_free answered it with 503: `end` was called then, and this only frees its memory
 * (url, path, query, method, peer and body stay readable until now).
 */
void http_resume(struct http_request *request);

/*
 * Answers 101 to a WebSocket handshake and hands the socket over: fn is called on the loop
 * thread with a descriptor it owns (non-blocking). `early` are bytes that came right behind the
 * handshake (borrowed). Returns -1 when the request is no proper handshake (caller replies).
 * After 0, fn is called exactly once: with fd -1 when the caller left before the 101 was sent.
 */
int http_upgrade(struct http_request *request,
		 void (*fn)(void *arg, int fd, const void *early, size_t early_len), void *arg,
		 struct error *err);

/* The query's parameters in order: 1 and decoded key/value (appended to the buffers, which are
 * cleared first), 0 at the end. *cursor starts as request->query. */
int http_query_next(const char **cursor, struct buf *key, struct buf *value);

#endif
