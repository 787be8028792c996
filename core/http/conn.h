/*
 * What the parts of the HTTP server share: one `conn` per TCP connection, which is also its one
 * current request, and one `http_thread` per daemon. Private to core/http/.
 *
 * A conn is touched by its HTTP thread only, but for `fate` and `next_resumed`, through which
 * http_resume hands a deferred request back.
 */
#ifndef HTTP_CONN_H
#define HTTP_CONN_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "http/server.h"
#include "http/tally.h"
#include "http/tls.h"

#define HTTP_RELAYS 2

/* Between http_defer and the second call of the handler. */
enum fate {
	FATE_HERE, /* not deferred */
	FATE_DEFERRED, /* somebody owes a http_resume */
	FATE_RESUMED, /* http_resume was called; the conn is on, or on its way to, the inbox */
	FATE_ORPHAN, /* the server ended first; the later of the next two frees the conn */
	FATE_ORPHAN_RESUMED,
	FATE_ORPHAN_CLOSED,
};

/* How far the current request is. */
enum stage {
	STAGE_IDLE, /* between requests */
	STAGE_HEAD, /* request line seen */
	STAGE_BODY, /* headers seen, the body is coming */
	STAGE_HANDLED, /* the handler was called; `end` is owed */
};

struct http_upgrade;

struct http_conn {
	struct http_request request; /* first: the public part */
	struct http_thread *thread;
	struct MHD_Connection *mhd;
	enum stage stage;
	int is_deferred; /* suspended by http_defer and not yet back */
	int status; /* of the reply; 0: none yet */
	int64_t began; /* the request, monotonic ns */
	int replied; /* 1: a reply is queued; -1: it could not be, hang up */
	int refuse; /* a status to answer instead of calling the handler, or 0 */
	int close_after; /* the reply closes the connection */
	int streams; /* the body goes to the handler in pieces */
	size_t wasted; /* bytes of a refused body that were thrown away */
	struct buf target; /* raw request target, NUL, decoded path, NUL, method, NUL */
	struct http_upgrade *upgrade; /* a 101 is queued and its socket not yet handed over */
	struct buf body;
	struct buf headers; /* of the reply: name NUL value NUL ... */
	atomic_int fate;
	struct http_conn *next_resumed;
	struct MHD_UpgradeResponseHandle *leaving; /* of a connection whose socket was given away */
	struct http_conn *next_leaving;
	struct http_conn *prev_deferred, *next_deferred;
};

/* A socket to be served, and whose it is. */
struct http_socket {
	int fd;
	struct sockaddr_storage peer;
	socklen_t len;
};

struct http_thread {
	struct http_server *server;
	int index;
	struct MHD_Daemon *daemon;
	int epoll_fd; /* the daemon's own */
	int wake_fd;
	pthread_t id;
	int started;
	struct http_conn *deferred; /* head of the list of deferred connections */
	struct http_stream *streams; /* head of the bodies that do not end (stream.c) */
	struct http_conn *leaving; /* head of those that MHD shall forget after this turn */
	struct http_tally tally;
	int busy; /* requests between their first line and their end */
	int is_ending; /* new requests are refused */
	pthread_mutex_t mutex; /* over what follows: the inbox */
	struct http_conn *resumed;
	struct http_stream *woken; /* streams that have something to send */
	struct http_socket *sockets; /* accepted by thread 0, to be served here */
	int socket_count, socket_room;
	int stopping; /* http_server_free was called */
};

struct http_server {
	struct loop *loop;
	struct http_handler handler;
	size_t max_body;
	int is_tls;
	int listen_fd;
	int port;
	int thread_count;
	int next_thread; /* thread 0 only: round robin */
	int64_t accept_after; /* thread 0 only: no descriptors left, wait until then */
	struct tls_relay *tls[HTTP_RELAYS]; /* before the threads; NULL: plain HTTP */
	_Atomic unsigned next_ready; /* round robin of those whose handshake is done */
	char *certificate, *key; /* files */
	struct timer *reload; /* loop thread */
	int64_t seen[2]; /* when the files were written, as loaded; ns */
	void (*keyed)(void *arg, const char *pin);
	void *arg;
	struct http_thread threads[];
};

/* The callbacks given to MHD (request.c). `cls` is the thread. */
void *request_target(void *cls, const char *target, struct MHD_Connection *mhd);
enum MHD_Result request_step(void *cls, struct MHD_Connection *mhd, const char *url,
			     const char *method, const char *version, const char *upload,
			     size_t *upload_len, void **con_cls);
void request_over(void *cls, struct MHD_Connection *mhd, void **con_cls,
		  enum MHD_RequestTerminationCode why);
void connection_event(void *cls, struct MHD_Connection *mhd, void **socket_context,
		      enum MHD_ConnectionNotificationCode what);

/* Frees a conn and what it holds. */
void conn_free(struct http_conn *conn);

/* MHD_queue_response for our own replies, and the error object of a bare status (refuse.c). */
enum MHD_Result queue_response(struct MHD_Connection *mhd, unsigned status,
			       struct MHD_Response *response);
void refuse_body(int status, struct buf *ret);

/* Queues a response of ours with the headers that were added, and lets go of it (reply.c). */
void reply_queue(struct http_conn *conn, int status, struct MHD_Response *response);

/* HTTP thread: lets those that were written to send; ends all of them (stream.c). */
void streams_resume(struct http_thread *thread);
void streams_end(struct http_thread *thread);

/* Makes a thread look into its inbox (server.c). Any thread. */
void thread_wake(struct http_thread *thread);

/* Serves a connected socket that did not come in through the listening one; owns it (server.c).
 * Any thread. */
void server_serve(struct http_server *server, int fd);

/* Answers with the API's error object for a bare status (reply.c). */
void reply_status(struct http_conn *conn, int status);

/* The 101 was never sent: tells who waits for the socket (reply.c). */
void upgrade_failed(struct http_upgrade *upgrade);

#endif
