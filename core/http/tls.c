/*
 * The relay's thread: epoll over both sockets of every connection. What cannot be passed on at once
 * is kept beside the connection, at most one block each way, and nothing more is read until it is
 * gone: either side holds up the other, as TCP does. An idle connection holds no buffers.
 */
#include "http/tls.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "http/tls_keys.h"

#define BLOCK (16 * 1024)
#define HANDSHAKE_MS 10000
#define STUCK_MS 120000
#define BLOCKS_PER_TURN 16 /* of one connection, before others have their turn */

struct side {
	struct tls_conn *conn;
	int fd;
	unsigned events; /* that epoll watches for */
	char *kept; /* bytes on their way to this side; NULL: none */
	size_t len, used;
	int ended; /* nothing more comes from this side */
};

struct tls_conn {
	struct tls_conn *prev, *next;
	gnutls_session_t session; /* NULL until the relay's thread has it */
	struct tls_keys *keys; /* server: the session points to them */
	struct side cipher, plain;
	int is_open; /* the handshake is done */
	int is_dead;
	int wants_write; /* GnuTLS could not send */
	int64_t deadline; /* of the handshake, monotonic ms */
	int64_t moved; /* when a caller last took something, monotonic ms */
	/* A caller of ours: */
	void (*ready)(void *arg, int fd, const struct sockaddr_storage *peer, socklen_t len);
	struct sockaddr_storage peer;
	socklen_t peer_len;
	/* Or whom we call: */
	void (*done)(void *arg, int fd, const struct error *err);
	char host[256], port[8];
	void *arg;
};

struct tls_relay {
	int epoll_fd, wake_fd;
	pthread_t thread;
	int started;
	struct tls_conn *all; /* relay's thread */
	char block[BLOCK];
	pthread_mutex_t mutex; /* over what follows */
	struct tls_conn *inbox;
	struct tls_keys *keys;
	int stopping;
};

/* --- One connection --------------------------------------------------------------------- */

static void watch(struct tls_relay *relay, struct side *side, unsigned events)
{
	struct epoll_event event = {.events = events, .data.ptr = side};

	if (side->fd < 0 || side->events == events)
		return;
	/* One that is watched for nothing still hears of errors, again and again: leave it out. */
	epoll_ctl(relay->epoll_fd,
		  !events        ? EPOLL_CTL_DEL
		  : side->events ? EPOLL_CTL_MOD
				 : EPOLL_CTL_ADD,
		  side->fd, &event);
	side->events = events;
}

/* Tells who waits for a client's connection; only the first word counts. */
static void tell(struct tls_conn *conn, int fd, const struct error *err)
{
	void (*done)(void *arg, int fd, const struct error *err) = conn->done;

	conn->done = NULL;
	if (done)
		done(conn->arg, fd, err);
}

static void conn_free(struct tls_relay *relay, struct tls_conn *conn)
{
	if (conn->next)
		conn->next->prev = conn->prev;
	if (conn->prev)
		conn->prev->next = conn->next;
	else
		relay->all = conn->next;
	if (conn->session)
		gnutls_deinit(conn->session);
	tls_keys_unref(conn->keys);
	/* By name: a child of ours may hold a copy, and closing it here would not end it. */
	watch(relay, &conn->cipher, 0);
	watch(relay, &conn->plain, 0);
	close(conn->cipher.fd);
	if (conn->plain.fd >= 0)
		close(conn->plain.fd);
	free(conn->cipher.kept);
	free(conn->plain.kept);
	free(conn);
}

static void keep(struct side *side, const char *bytes, size_t len)
{
	side->kept = malloc(len);
	if (!side->kept)
		abort();
	memcpy(side->kept, bytes, len);
	side->len = len;
	side->used = 0;
}

static void forget(struct side *side)
{
	free(side->kept);
	side->kept = NULL;
	side->len = side->used = 0;
}

/* Bytes to the plain side: how many it took, -1 when it is gone. */
static ssize_t give_plain(struct tls_conn *conn, const char *bytes, size_t len)
{
	ssize_t sent;

	do {
		sent = send(conn->plain.fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT);
	} while (sent < 0 && errno == EINTR);
	return sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : sent;
}

/* Bytes to the cipher side. GnuTLS wants the same bytes again after 0. */
static ssize_t give_cipher(struct tls_conn *conn, const char *bytes, size_t len)
{
	ssize_t sent;

	do {
		sent = gnutls_record_send(conn->session, bytes, len);
	} while (sent == GNUTLS_E_INTERRUPTED);
	conn->wants_write = sent == GNUTLS_E_AGAIN;
	return sent == GNUTLS_E_AGAIN ? 0 : sent;
}

/* What came from the cipher side goes to the plain one. 1: there may be more. */
static int inward(struct tls_relay *relay, struct tls_conn *conn)
{
	ssize_t got, sent;

	if (conn->plain.kept) {
		sent = give_plain(conn, conn->plain.kept + conn->plain.used,
				  conn->plain.len - conn->plain.used);
		if (sent < 0)
			return -1;
		conn->plain.used += (size_t)sent;
		if (conn->plain.used < conn->plain.len)
			return 0;
		forget(&conn->plain);
	}
	if (conn->cipher.ended)
		return 0;
	got = gnutls_record_recv(conn->session, relay->block, BLOCK);
	if (got == GNUTLS_E_AGAIN || got == GNUTLS_E_INTERRUPTED)
		return 0;
	if (got == GNUTLS_E_REHANDSHAKE)
		return -1;
	if (got < 0 && !gnutls_error_is_fatal((int)got))
		return 1;
	if (got <= 0) {
		/* Its end, properly said or not: what it said until here stands. */
		conn->cipher.ended = 1;
		shutdown(conn->plain.fd, SHUT_WR);
		return got == 0 || got == GNUTLS_E_PREMATURE_TERMINATION ? 0 : -1;
	}
	sent = give_plain(conn, relay->block, (size_t)got);
	if (sent < 0)
		return -1;
	if (sent < got)
		keep(&conn->plain, relay->block + sent, (size_t)(got - sent));
	return 1;
}

/* The other way. */
static int outward(struct tls_relay *relay, struct tls_conn *conn)
{
	ssize_t got, sent;

	if (conn->cipher.kept) {
		sent = give_cipher(conn, conn->cipher.kept + conn->cipher.used,
				   conn->cipher.len - conn->cipher.used);
		if (sent < 0)
			return -1;
		conn->cipher.used += (size_t)sent;
		if (sent)
			conn->moved = clock_mono();
		if (conn->cipher.used < conn->cipher.len)
			return sent > 0;
		forget(&conn->cipher);
	}
	if (conn->plain.ended)
		return 0;
	do {
		got = recv(conn->plain.fd, relay->block, BLOCK, MSG_DONTWAIT);
	} while (got < 0 && errno == EINTR);
	if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
		return 0;
	if (got <= 0) {
		/* Ours hung up: all that it said is sent, so the caller is told. */
		conn->plain.ended = 1;
		gnutls_bye(conn->session, GNUTLS_SHUT_WR);
		return -1;
	}
	sent = give_cipher(conn, relay->block, (size_t)got);
	if (sent < 0)
		return -1;
	if (sent < got) {
		keep(&conn->cipher, relay->block + sent, (size_t)(got - sent));
		conn->moved = clock_mono();
	}
	return 1;
}

/* 1 when it had to stop for others' sake. */
static int pass_on(struct tls_relay *relay, struct tls_conn *conn)
{
	int more = 1;

	for (int i = 0; more > 0 && i < BLOCKS_PER_TURN; i++) {
		int in = inward(relay, conn), out = in < 0 ? -1 : outward(relay, conn);

		more = in < 0 || out < 0 ? -1 : in | out;
	}
	if (more < 0) {
		conn->is_dead = 1;
		return 0;
	}
	watch(relay, &conn->cipher,
	      (conn->plain.kept || conn->cipher.ended ? 0 : (unsigned)EPOLLIN) |
		      (conn->wants_write ? (unsigned)EPOLLOUT : 0));
	watch(relay, &conn->plain,
	      (conn->cipher.kept || conn->plain.ended ? 0 : (unsigned)EPOLLIN) |
		      (conn->plain.kept ? (unsigned)EPOLLOUT : 0));
	return more;
}

/* The handshake is done: both sides meet. -1: no descriptors left. */
static int meet(struct tls_conn *conn, struct error *err)
{
	int pair[2];

	if (conn->host[0] && tls_trust_check(conn->session, conn->host, conn->port, err) < 0)
		return -1;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair) < 0)
		return error_errno(err, "TLS");
	conn->plain.fd = pair[0];
	conn->is_open = 1;
	if (conn->ready)
		conn->ready(conn->arg, pair[1], &conn->peer, conn->peer_len);
	else
		tell(conn, pair[1], NULL);
	return 0;
}

/* 1 when it had to stop for others' sake. */
static int advance(struct tls_relay *relay, struct tls_conn *conn)
{
	struct error err;
	int rc;

	if (conn->is_open)
		return pass_on(relay, conn);
	do {
		rc = gnutls_handshake(conn->session);
	} while (rc == GNUTLS_E_INTERRUPTED ||
		 (rc < 0 && rc != GNUTLS_E_AGAIN && !gnutls_error_is_fatal(rc)));
	if (rc == GNUTLS_E_AGAIN) {
		watch(relay, &conn->cipher,
		      gnutls_record_get_direction(conn->session) ? EPOLLOUT : EPOLLIN);
		return 0;
	}
	if (rc < 0 && conn->host[0])
		tls_trust_explain(conn->session, rc, conn->host, conn->port, &err);
	if (rc == 0)
		rc = meet(conn, &err);
	if (rc == 0)
		return pass_on(relay, conn);
	/* Also to a caller, so that it knows why: an alert, if it fits. */
	gnutls_alert_send_appropriate(conn->session, rc);
	tell(conn, -1, &err);
	conn->is_dead = 1;
	return 0;
}

/* --- The thread ------------------------------------------------------------------------- */

/* Someone new; its session is made here, so that a burst of callers holds nobody else up. */
static void begin(struct tls_relay *relay, struct tls_conn *conn, struct tls_keys *keys)
{
	struct error err = {0};
	int on = 1, rc;

	if (conn->host[0])
		rc = tls_trust_session(conn->host, conn->port, &conn->session, &err);
	else
		rc = keys ? tls_keys_session(conn->keys = tls_keys_ref(keys), &conn->session) : -1;
	conn->next = relay->all;
	if (relay->all)
		relay->all->prev = conn;
	relay->all = conn;
	if (rc < 0) {
		conn->session = NULL;
		tell(conn, -1, &err);
		conn->is_dead = 1;
		return;
	}
	setsockopt(conn->cipher.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	gnutls_transport_set_int(conn->session, conn->cipher.fd);
	conn->deadline = clock_mono() + HANDSHAKE_MS;
	advance(relay, conn);
}

static int empty_inbox(struct tls_relay *relay)
{
	struct tls_conn *list, *next;
	struct tls_keys *keys;
	uint64_t ignored;
	int stopping;

	(void)!read(relay->wake_fd, &ignored, sizeof(ignored));
	pthread_mutex_lock(&relay->mutex);
	list = relay->inbox;
	relay->inbox = NULL;
	keys = relay->keys ? tls_keys_ref(relay->keys) : NULL;
	stopping = relay->stopping;
	pthread_mutex_unlock(&relay->mutex);
	for (; list; list = next) {
		next = list->next;
		list->next = NULL;
		begin(relay, list, keys);
	}
	tls_keys_unref(keys);
	return stopping;
}

/* Lets go of those that ended, or that take too long. */
static void sweep(struct tls_relay *relay, int64_t now)
{
	struct tls_conn *next;

	for (struct tls_conn *at = relay->all; at; at = next) {
		struct error err;

		next = at->next;
		if (!at->is_open && !at->is_dead && at->deadline < now) {
			error_field(&err, ERROR_TIMEOUT, NULL, at->host,
				    "%s:%s: no answer to the TLS handshake", at->host, at->port);
			tell(at, -1, &err);
			at->is_dead = 1;
		}
		/* Whoever asks and never takes the answer: the server hung up long ago, unheard. */
		if (at->cipher.kept && now - at->moved > STUCK_MS)
			at->is_dead = 1;
		if (at->is_dead)
			conn_free(relay, at);
	}
}

static void *thread_main(void *arg)
{
	struct tls_relay *relay = arg;
	struct epoll_event events[64];
	int64_t swept = 0;
	int stopping = 0, busy = 0;

	while (!stopping) {
		int count = epoll_wait(relay->epoll_fd, events, 64, busy ? 0 : 1000), died = 0;
		int64_t now = clock_mono();

		busy = 0;
		for (int i = 0; i < count; i++) {
			struct side *side = events[i].data.ptr;

			if (!side)
				stopping = empty_inbox(relay);
			else if (!side->conn->is_dead)
				busy |= advance(relay, side->conn);
			died |= side && side->conn->is_dead;
		}
		/* GnuTLS may hold what no socket tells of: who stopped goes on from what it has. */
		if (busy) {
			busy = 0;
			for (struct tls_conn *at = relay->all; at; at = at->next) {
				if (at->is_open && !at->is_dead &&
				    gnutls_record_check_pending(at->session))
					busy |= advance(relay, at);
				died |= at->is_dead;
			}
		}
		if (died || now - swept >= 1000) {
			sweep(relay, now);
			swept = now;
		}
	}
	for (struct tls_conn *at = relay->all; at; at = at->next) {
		struct error err;

		error_set(&err, ERROR_CANCELLED, "the program ends");
		tell(at, -1, &err);
		at->is_dead = 1;
	}
	sweep(relay, clock_mono());
	return NULL;
}

/* --- From outside ----------------------------------------------------------------------- */

struct tls_relay *tls_relay_new(struct tls_keys *keys, struct error *err)
{
	struct tls_relay *relay = calloc(1, sizeof(*relay));
	struct epoll_event event = {.events = EPOLLIN};
	sigset_t all, old;

	if (!relay)
		abort();
	pthread_mutex_init(&relay->mutex, NULL);
	relay->keys = keys ? tls_keys_ref(keys) : NULL;
	relay->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	relay->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (relay->epoll_fd < 0 || relay->wake_fd < 0 ||
	    epoll_ctl(relay->epoll_fd, EPOLL_CTL_ADD, relay->wake_fd, &event) < 0) {
		error_errno(err, "TLS");
		tls_relay_free(relay);
		return NULL;
	}
	/* Signals belong to the loop thread. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	relay->started = pthread_create(&relay->thread, NULL, thread_main, relay) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (!relay->started) {
		error_set(err, ERROR_UNAVAILABLE, "no thread for TLS");
		tls_relay_free(relay);
		return NULL;
	}
	pthread_setname_np(relay->thread, "tls");
	return relay;
}

static void wake(struct tls_relay *relay)
{
	uint64_t one = 1;

	(void)!write(relay->wake_fd, &one, sizeof(one));
}

void tls_relay_free(struct tls_relay *relay)
{
	struct tls_conn *next;

	if (!relay)
		return;
	if (relay->started) {
		pthread_mutex_lock(&relay->mutex);
		relay->stopping = 1;
		wake(relay);
		pthread_mutex_unlock(&relay->mutex);
		pthread_join(relay->thread, NULL);
	}
	for (struct tls_conn *at = relay->inbox; at; at = next) {
		next = at->next;
		close(at->cipher.fd);
		free(at);
	}
	if (relay->epoll_fd >= 0)
		close(relay->epoll_fd);
	if (relay->wake_fd >= 0)
		close(relay->wake_fd);
	tls_keys_unref(relay->keys);
	pthread_mutex_destroy(&relay->mutex);
	free(relay);
}

void tls_relay_set_keys(struct tls_relay *relay, struct tls_keys *keys)
{
	struct tls_keys *old;

	pthread_mutex_lock(&relay->mutex);
	old = relay->keys;
	relay->keys = tls_keys_ref(keys);
	pthread_mutex_unlock(&relay->mutex);
	tls_keys_unref(old);
}

static struct tls_conn *conn_new(int fd, void *arg)
{
	struct tls_conn *conn = calloc(1, sizeof(*conn));

	if (!conn)
		abort();
	conn->cipher = (struct side){.conn = conn, .fd = fd};
	conn->plain = (struct side){.conn = conn, .fd = -1};
	conn->arg = arg;
	return conn;
}

static void put(struct tls_relay *relay, struct tls_conn *conn)
{
	pthread_mutex_lock(&relay->mutex);
	conn->next = relay->inbox;
	relay->inbox = conn;
	wake(relay);
	pthread_mutex_unlock(&relay->mutex);
}

void tls_relay_accept(struct tls_relay *relay, int fd,
		      void (*ready)(void *arg, int fd, const struct sockaddr_storage *peer,
				    socklen_t len),
		      void *arg)
{
	struct tls_conn *conn = conn_new(fd, arg);

	conn->ready = ready;
	conn->peer_len = sizeof(conn->peer);
	if (getpeername(fd, (struct sockaddr *)&conn->peer, &conn->peer_len) < 0) {
		close(fd);
		free(conn);
		return;
	}
	put(relay, conn);
}

static struct tls_relay *own;
static pthread_once_t own_once = PTHREAD_ONCE_INIT;

/* The process's own relay lives as long as the process. */
static void start_own(void)
{
	struct error err = {0};

	own = tls_relay_new(NULL, &err);
	if (own)
		pthread_detach(own->thread);
	else
		log_error("tls", "does not start", "error=\"%s\"", err.text);
}

void tls_connect(int fd, const char *host, const char *port,
		 void (*done)(void *arg, int fd, const struct error *err), void *arg)
{
	struct tls_conn *conn;
	struct error err;

	pthread_once(&own_once, start_own);
	if (!own) {
		close(fd);
		error_set(&err, ERROR_UNAVAILABLE, "TLS does not start");
		done(arg, -1, &err);
		return;
	}
	conn = conn_new(fd, arg);
	conn->done = done;
	snprintf(conn->host, sizeof(conn->host), "%s", host);
	snprintf(conn->port, sizeof(conn->port), "%s", port);
	put(own, conn);
}
