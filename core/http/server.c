/*
 * The HTTP server's threads. Each has an MHD daemon of its own, run through its epoll
 * descriptor; thread 0 accepts for all and deals sockets out in turn, so that few connections
 * are spread as evenly as many.
 *
 * Another thread reaches an HTTP thread only through its inbox (a mutex and an eventfd):
 * sockets to serve, requests to resume, and the order to stop. The inbox is emptied outside of
 * MHD_run, so a request may be resumed even before its handler has returned from http_defer.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"
#include "http/conn.h"
#include "http/listen.h"

#define CONN_BYTES (16 * 1024) /* for a request's head; MHD clears all of it for each */
#define IDLE_SECONDS 120 /* a connection that neither sends nor takes is closed */
#define ACCEPTS_PER_TURN 128
#define ACCEPT_PAUSE 100 /* ms without accepting when descriptors run out */
#define RELOAD_EVERY 5000 /* ms between two looks at the certificate's files */
#define END_GRACE 1000 /* ms for replies under way when the server ends */

void thread_wake(struct http_thread *thread)
{
	uint64_t one = 1;

	/* Fails only when the counter is full: then it is awake anyway. */
	(void)!write(thread->wake_fd, &one, sizeof(one));
}

void http_defer(struct http_request *request)
{
	struct http_conn *conn = (struct http_conn *)request;
	struct http_thread *thread = conn->thread;
	int here = FATE_HERE;

	/* When it has been resumed already, it stays so; the inbox comes after this turn. */
	atomic_compare_exchange_strong(&conn->fate, &here, FATE_DEFERRED);
	conn->is_deferred = 1;
	conn->prev_deferred = NULL;
	conn->next_deferred = thread->deferred;
	if (thread->deferred)
		thread->deferred->prev_deferred = conn;
	thread->deferred = conn;
	MHD_suspend_connection(conn->mhd);
}

/* HTTP thread: lets MHD call request_step again. */
static void undefer(struct http_conn *conn)
{
	conn->is_deferred = 0;
	if (conn->next_deferred)
		conn->next_deferred->prev_deferred = conn->prev_deferred;
	if (conn->prev_deferred)
		conn->prev_deferred->next_deferred = conn->next_deferred;
	else
		conn->thread->deferred = conn->next_deferred;
	MHD_resume_connection(conn->mhd);
}

void http_resume(struct http_request *request)
{
	struct http_conn *conn = (struct http_conn *)request;
	int fate = atomic_load(&conn->fate);
	struct http_thread *thread;
	int was_empty;

	for (;;) {
		if (fate == FATE_ORPHAN_CLOSED) {
			conn_free(conn);
			return;
		}
		if (atomic_compare_exchange_weak(&conn->fate, &fate,
						 fate == FATE_ORPHAN ? FATE_ORPHAN_RESUMED
								     : FATE_RESUMED))
			break;
	}
	if (fate == FATE_ORPHAN)
		return;
	/* From RESUMED on the thread waits for it, so the thread is there. */
	thread = conn->thread;
	pthread_mutex_lock(&thread->mutex);
	was_empty = !thread->resumed;
	conn->next_resumed = thread->resumed;
	thread->resumed = conn;
	if (was_empty)
		thread_wake(thread);
	pthread_mutex_unlock(&thread->mutex);
}

static void serve(struct http_thread *thread, const struct http_socket *socket)
{
	/* Closes the socket itself when it fails. */
	(void)MHD_add_connection(thread->daemon, socket->fd, (struct sockaddr *)&socket->peer,
				 socket->len);
}

/* Takes everything out of the inbox. Returns 1 once the server is to end. */
static int empty_inbox(struct http_thread *thread)
{
	struct http_conn *list, *next, *in_order = NULL;
	struct http_socket *sockets;
	int count, stopping;
	uint64_t ignored;

	(void)!read(thread->wake_fd, &ignored, sizeof(ignored));
	pthread_mutex_lock(&thread->mutex);
	list = thread->resumed;
	thread->resumed = NULL;
	sockets = thread->sockets;
	count = thread->socket_count;
	thread->sockets = NULL;
	thread->socket_count = thread->socket_room = 0;
	stopping = thread->stopping;
	pthread_mutex_unlock(&thread->mutex);

	streams_resume(thread);
	for (; list; list = next) {
		next = list->next_resumed;
		list->next_resumed = in_order;
		in_order = list;
	}
	for (; in_order; in_order = next) {
		next = in_order->next_resumed;
		undefer(in_order);
	}
	for (int i = 0; i < count; i++)
		serve(thread, &sockets[i]);
	free(sockets);
	return stopping;
}

static void give(struct http_thread *thread, const struct http_socket *socket)
{
	pthread_mutex_lock(&thread->mutex);
	if (thread->socket_count == thread->socket_room) {
		thread->socket_room = thread->socket_room ? thread->socket_room * 2 : 16;
		thread->sockets = realloc(thread->sockets,
					  (size_t)thread->socket_room * sizeof(*thread->sockets));
		if (!thread->sockets)
			abort();
	}
	thread->sockets[thread->socket_count++] = *socket;
	if (thread->socket_count == 1)
		thread_wake(thread);
	pthread_mutex_unlock(&thread->mutex);
}

void server_serve(struct http_server *server, int fd)
{
	struct http_socket socket = {.fd = fd, .len = sizeof(socket.peer)};

	if (getpeername(fd, (struct sockaddr *)&socket.peer, &socket.len) < 0)
		close(fd);
	else
		give(&server->threads[server->thread_count - 1], &socket);
}

/* A relay's thread: the handshake of a caller is done. */
static void on_secured(void *arg, int fd, const struct sockaddr_storage *peer, socklen_t len)
{
	struct http_server *server = arg;
	struct http_socket socket = {.fd = fd, .peer = *peer, .len = len};

	give(&server->threads[server->next_ready++ % (unsigned)server->thread_count], &socket);
}

/* Thread 0: accepts what is there and deals it out. */
static void accept_some(struct http_thread *self)
{
	struct http_server *server = self->server;

	for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
		struct http_socket socket = {.len = sizeof(socket.peer)};
		struct http_thread *thread;
		int fd = accept4(server->listen_fd, (struct sockaddr *)&socket.peer, &socket.len,
				 SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (fd < 0) {
			if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS ||
			    errno == ENOMEM)
				server->accept_after = clock_mono() + ACCEPT_PAUSE;
			if (errno == EINTR || errno == ECONNABORTED)
				continue;
			return;
		}
		socket.fd = fd;
		thread = &server->threads[server->next_thread];
		if (server->is_tls) {
			tls_relay_accept(server->tls[server->next_thread % HTTP_RELAYS], fd,
					 on_secured, server);
			server->next_thread = (server->next_thread + 1) % HTTP_RELAYS;
			continue;
		}
		server->next_thread = (server->next_thread + 1) % server->thread_count;
		if (thread == self)
			serve(self, &socket);
		else
			give(thread, &socket);
	}
}

/* Lets MHD work, and forget the connections whose sockets it has given away. */
static void run(struct http_thread *thread)
{
	struct http_conn *conn;

	MHD_run(thread->daemon);
	while (thread->leaving) {
		while ((conn = thread->leaving)) {
			thread->leaving = conn->next_leaving;
			MHD_upgrade_action(conn->leaving, MHD_UPGRADE_ACTION_CLOSE);
		}
		/* MHD does not wake itself up for what was asked outside of MHD_run. */
		MHD_run(thread->daemon);
	}
}

/* One turn: lets MHD work, then waits for the next reason to. */
static int turn(struct http_thread *thread, int longest)
{
	struct http_server *server = thread->server;
	struct pollfd fds[3] = {
		{.fd = thread->epoll_fd, .events = POLLIN},
		{.fd = thread->wake_fd, .events = POLLIN},
		{.fd = -1, .events = POLLIN},
	};
	MHD_UNSIGNED_LONG_LONG next;
	int timeout = longest;

	run(thread);
	if (MHD_get_timeout(thread->daemon, &next) == MHD_YES &&
	    (timeout < 0 || next < (MHD_UNSIGNED_LONG_LONG)timeout))
		timeout = next > 60000 ? 60000 : (int)next;
	if (thread->index == 0 && !thread->is_ending) {
		int64_t pause = server->accept_after ? server->accept_after - clock_mono() : 0;

		if (pause > 0 && (timeout < 0 || pause < timeout))
			timeout = (int)pause;
		if (pause <= 0) {
			server->accept_after = 0;
			fds[2].fd = server->listen_fd;
		}
	}
	if (server->handler.rest)
		server->handler.rest(server->handler.self, thread->index);
	if (poll(fds, 3, timeout) <= 0)
		return 0;
	if (fds[2].revents)
		accept_some(thread);
	return fds[1].revents ? empty_inbox(thread) : 0;
}

static void *thread_main(void *arg)
{
	struct http_thread *thread = arg;
	struct http_conn *conn, *next;
	int64_t deadline;

	while (!turn(thread, -1))
		;
	thread->is_ending = 1;
	for (conn = thread->deferred; conn; conn = next) {
		int deferred = FATE_DEFERRED;

		next = conn->next_deferred;
		if (atomic_compare_exchange_strong(&conn->fate, &deferred, FATE_ORPHAN))
			undefer(conn);
	}
	streams_end(thread);
	/* What is left was resumed and is on its way into the inbox. */
	deadline = clock_mono() + END_GRACE;
	while (thread->deferred || (thread->busy && clock_mono() < deadline))
		turn(thread, 10);
	empty_inbox(thread);
	run(thread);
	MHD_stop_daemon(thread->daemon);
	thread->daemon = NULL;
	return NULL;
}

static struct MHD_Daemon *start_daemon(struct http_thread *thread)
{
	unsigned flags = MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME |
			 MHD_ALLOW_UPGRADE;

	return MHD_start_daemon(
		flags, 0, NULL, NULL, request_step, thread, MHD_OPTION_CONNECTION_LIMIT, 1000000u,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONN_BYTES,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_STRICT_FOR_CLIENT,
		0, MHD_OPTION_URI_LOG_CALLBACK, request_target, thread, MHD_OPTION_NOTIFY_COMPLETED,
		request_over, thread, MHD_OPTION_NOTIFY_CONNECTION, connection_event, thread,
		MHD_OPTION_END);
}

static int prepare_thread(struct http_thread *thread, struct error *err)
{
	const union MHD_DaemonInfo *info;

	thread->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (thread->wake_fd < 0)
		return error_errno(err, "start an HTTP thread");
	thread->daemon = start_daemon(thread);
	if (!thread->daemon)
		return error_set(err, ERROR_UNAVAILABLE, "the HTTP server does not start");
	info = MHD_get_daemon_info(thread->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	if (!info)
		return error_set(err, ERROR_INTERNAL, "the HTTP server has no epoll descriptor");
	thread->epoll_fd = info->epoll_fd;
	return 0;
}

static int start_thread(struct http_thread *thread, struct error *err)
{
	sigset_t all, old;
	char name[16];

	/* Signals belong to the loop thread. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	thread->started = pthread_create(&thread->id, NULL, thread_main, thread) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (!thread->started)
		return error_set(err, ERROR_UNAVAILABLE, "no thread for HTTP");
	snprintf(name, sizeof(name), "http-%d", thread->index);
	pthread_setname_np(thread->id, name);
	return 0;
}

/* --- TLS -------------------------------------------------------------------------------- */

static int64_t written_at(const char *path)
{
	struct stat stat_of;

	if (stat(path, &stat_of) < 0)
		return -1;
	return (int64_t)stat_of.st_mtim.tv_sec * 1000000000 + stat_of.st_mtim.tv_nsec;
}

int http_server_reload(struct http_server *server, struct error *err)
{
	struct tls_keys *keys;
	char pin[TLS_PIN_SIZE];

	if (!server->is_tls)
		return 0;
	/* Before they are read: what is written meanwhile is seen next time. */
	server->seen[0] = written_at(server->certificate);
	server->seen[1] = written_at(server->key);
	keys = tls_keys_load(server->certificate, server->key, err);
	if (!keys)
		return -1;
	tls_keys_pin(keys, pin);
	if (server->keyed)
		server->keyed(server->arg, pin);
	for (int i = 0; i < HTTP_RELAYS; i++)
		if (server->tls[i])
			tls_relay_set_keys(server->tls[i], keys);
	for (int i = 0; i < HTTP_RELAYS; i++)
		if (!server->tls[i] && !(server->tls[i] = tls_relay_new(keys, err))) {
			tls_keys_unref(keys);
			return -1;
		}
	tls_keys_unref(keys);
	return 0;
}

static void on_reload(void *arg)
{
	struct http_server *server = arg;
	struct error err;

	if (written_at(server->certificate) == server->seen[0] &&
	    written_at(server->key) == server->seen[1])
		return;
	if (http_server_reload(server, &err) < 0)
		log_warn("http", "the new certificate is not taken, the one before stays",
			 "error=\"%s\"", err.text);
	else
		log_info("http", "the certificate was replaced", "file=%s", server->certificate);
}

static int start_tls(struct http_server *server, const struct http_options *options,
		     struct error *err)
{
	server->is_tls = 1;
	server->keyed = options->keyed;
	server->arg = options->arg;
	server->certificate = strdup(options->certificate);
	server->key = strdup(options->key);
	if (!server->certificate || !server->key)
		abort();
	if (http_server_reload(server, err) < 0)
		return -1;
	server->reload = loop_every(server->loop, RELOAD_EVERY, on_reload, server);
	return 0;
}

static int start(struct http_server *server, const struct http_options *options, struct error *err)
{
	if (!options->certificate != !options->key)
		return error_field(err, ERROR_INVALID, NULL, options->key ? "certificate" : "key",
				   "TLS needs a certificate and a key");
	if (options->certificate && start_tls(server, options, err) < 0)
		return -1;
	server->listen_fd = listen_open(options->listen, &server->port, err);
	if (server->listen_fd < 0)
		return -1;
	/* The first one deals out sockets at once, so the inboxes of all must be there before. */
	for (int i = 0; i < server->thread_count; i++)
		if (prepare_thread(&server->threads[i], err) < 0)
			return -1;
	for (int i = 0; i < server->thread_count; i++)
		if (start_thread(&server->threads[i], err) < 0)
			return -1;
	return 0;
}

struct http_server *http_server_new(struct loop *loop, const struct http_options *options,
				    const struct http_handler *handler, struct error *err)
{
	int threads = options->threads < 1 ? 1 : options->threads > 16 ? 16 : options->threads;
	struct http_server *server =
		calloc(1, sizeof(*server) + (size_t)threads * sizeof(server->threads[0]));

	if (!server)
		abort();
	server->loop = loop;
	server->handler = *handler;
	server->max_body = options->max_body;
	server->listen_fd = -1;
	server->thread_count = threads;
	for (int i = 0; i < threads; i++) {
		server->threads[i].server = server;
		server->threads[i].index = i;
		server->threads[i].wake_fd = -1;
		pthread_mutex_init(&server->threads[i].mutex, NULL);
	}
	if (start(server, options, err) < 0) {
		http_server_free(server);
		return NULL;
	}
	return server;
}

void http_server_free(struct http_server *server)
{
	if (!server)
		return;
	timer_cancel(server->reload);
	for (int i = 0; i < server->thread_count; i++) {
		struct http_thread *thread = &server->threads[i];

		pthread_mutex_lock(&thread->mutex);
		thread->stopping = 1;
		if (thread->started)
			thread_wake(thread);
		pthread_mutex_unlock(&thread->mutex);
	}
	for (int i = 0; i < server->thread_count; i++) {
		struct http_thread *thread = &server->threads[i];

		if (thread->started)
			pthread_join(thread->id, NULL);
	}
	/* After the last answer, and before the inboxes go, into which they put. */
	for (int i = 0; i < HTTP_RELAYS; i++)
		tls_relay_free(server->tls[i]);
	for (int i = 0; i < server->thread_count; i++) {
		struct http_thread *thread = &server->threads[i];

		if (thread->daemon)
			MHD_stop_daemon(thread->daemon);
		/* Thread 0 may have dealt out more after this one had ended. */
		for (int n = 0; n < thread->socket_count; n++)
			close(thread->sockets[n].fd);
		free(thread->sockets);
		if (thread->wake_fd >= 0)
			close(thread->wake_fd);
		pthread_mutex_destroy(&thread->mutex);
	}
	if (server->listen_fd >= 0)
		close(server->listen_fd);
	free(server->certificate);
	free(server->key);
	free(server);
}

int http_server_port(const struct http_server *server)
{
	return server->port;
}
