/*
 * Dialing. An address in numbers goes without a look-up, which would cost libuv's threads.
 */
#include "http/dial.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_ADDRESSES 8
#define ONE_TIMEOUT 3000 /* ms for one address while there is another to try */

struct dial {
	struct loop *loop;
	uv_getaddrinfo_t look_up;
	int is_looking; /* libuv still owns look_up */
	int is_cancelled;
	struct watch *watch; /* of the connection under way */
	struct timer *timer;
	int64_t deadline; /* loop time */
	struct sockaddr_storage addresses[MAX_ADDRESSES];
	int count, next;
	char host[256], port[8];
	struct error last; /* why the latest address failed */
	void (*done)(void *arg, int fd, const struct error *err);
	void *arg;
};

/* One socket while it connects. Lives until its poll handle is closed. */
struct watch {
	uv_poll_t poll;
	struct dial *dial;
	int fd;
};

static void try_next(struct dial *dial);

static int64_t now(const struct dial *dial)
{
	return (int64_t)uv_now(loop_uv(dial->loop));
}

static void on_watch_closed(uv_handle_t *handle)
{
	free(handle->data);
}

/* Ends the watch and gives its socket. */
static int unwatch(struct dial *dial)
{
	struct watch *watch = dial->watch;

	dial->watch = NULL;
	uv_close((uv_handle_t *)&watch->poll, on_watch_closed);
	return watch->fd;
}

static void finish(struct dial *dial, int fd)
{
	void (*done)(void *arg, int fd, const struct error *err) = dial->done;
	struct error err = dial->last;
	void *arg = dial->arg;

	timer_cancel(dial->timer);
	free(dial);
	done(arg, fd, fd < 0 ? &err : NULL);
}

static void note(struct dial *dial, enum error_code code, const char *text)
{
	error_field(&dial->last, code, NULL, dial->host, "%s:%s: %s", dial->host, dial->port, text);
}

static void on_writable(uv_poll_t *handle, int status, int events)
{
	struct watch *watch = handle->data;
	struct dial *dial = watch->dial;
	int fd = unwatch(dial), problem = 0;
	socklen_t len = sizeof(problem);

	(void)events;
	timer_cancel(dial->timer);
	dial->timer = NULL;
	/* libuv makes EBADF of any error on a socket; the socket knows better. */
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &problem, &len) < 0)
		problem = errno;
	if (problem == 0 && status < 0)
		problem = -status;
	if (problem == 0) {
		finish(dial, fd);
		return;
	}
	close(fd);
	note(dial, problem == ETIMEDOUT ? ERROR_TIMEOUT : ERROR_UNAVAILABLE, strerror(problem));
	try_next(dial);
}

static void on_late(void *arg)
{
	struct dial *dial = arg;

	dial->timer = NULL;
	note(dial, ERROR_TIMEOUT, "no answer in time");
	if (dial->is_looking) {
		/* libuv hands look_up back later; on_found frees. */
		struct error err = dial->last;

		dial->is_cancelled = 1;
		uv_cancel((uv_req_t *)&dial->look_up);
		dial->done(dial->arg, -1, &err);
		return;
	}
	if (dial->watch)
		close(unwatch(dial));
	try_next(dial);
}

/* Starts to connect to one address; -1 when that failed at once. */
static int try_one(struct dial *dial, const struct sockaddr_storage *address)
{
	socklen_t len = address->ss_family == AF_INET6 ? sizeof(struct sockaddr_in6)
						       : sizeof(struct sockaddr_in);
	int fd = socket(address->ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
	int64_t left = dial->deadline - now(dial);

	if (fd < 0) {
		note(dial, ERROR_UNAVAILABLE, strerror(errno));
		return -1;
	}
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (connect(fd, (const struct sockaddr *)address, len) < 0 && errno != EINPROGRESS) {
		note(dial, ERROR_UNAVAILABLE, strerror(errno));
		close(fd);
		return -1;
	}
	dial->watch = calloc(1, sizeof(*dial->watch));
	if (!dial->watch)
		abort();
	dial->watch->dial = dial;
	dial->watch->fd = fd;
	if (uv_poll_init(loop_uv(dial->loop), &dial->watch->poll, fd) < 0) {
		note(dial, ERROR_UNAVAILABLE, "the socket cannot be watched");
		free(dial->watch);
		dial->watch = NULL;
		close(fd);
		return -1;
	}
	dial->watch->poll.data = dial->watch;
	uv_poll_start(&dial->watch->poll, UV_WRITABLE, on_writable);
	if (dial->next < dial->count && left > ONE_TIMEOUT)
		left = ONE_TIMEOUT;
	dial->timer = loop_after(dial->loop, left, on_late, dial);
	return 0;
}

static void try_next(struct dial *dial)
{
	while (dial->next < dial->count && now(dial) < dial->deadline)
		if (try_one(dial, &dial->addresses[dial->next++]) == 0)
			return;
	finish(dial, -1);
}

static void on_found(uv_getaddrinfo_t *request, int status, struct addrinfo *list)
{
	struct dial *dial = request->data;

	dial->is_looking = 0;
	if (dial->is_cancelled) {
		uv_freeaddrinfo(list);
		free(dial);
		return;
	}
	timer_cancel(dial->timer);
	dial->timer = NULL;
	if (status < 0)
		note(dial, ERROR_UNAVAILABLE, uv_strerror(status));
	for (struct addrinfo *info = list; info && dial->count < MAX_ADDRESSES;
	     info = info->ai_next)
		if (info->ai_addrlen <= sizeof(dial->addresses[0]))
			memcpy(&dial->addresses[dial->count++], info->ai_addr, info->ai_addrlen);
	uv_freeaddrinfo(list);
	try_next(dial);
}

static void begin(void *arg)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
	struct dial *dial = arg;
	int rc;

	dial->timer = NULL;
	if (dial->count) {
		try_next(dial);
		return;
	}
	rc = uv_getaddrinfo(loop_uv(dial->loop), &dial->look_up, on_found, dial->host, dial->port,
			    &hints);
	if (rc < 0) {
		note(dial, ERROR_UNAVAILABLE, uv_strerror(rc));
		finish(dial, -1);
		return;
	}
	dial->is_looking = 1;
	dial->timer = loop_after(dial->loop, dial->deadline - now(dial), on_late, dial);
}

struct dial *dial_start(struct loop *loop, const char *host, const char *port, int64_t timeout,
			void (*done)(void *arg, int fd, const struct error *err), void *arg)
{
	struct dial *dial = calloc(1, sizeof(*dial));

	if (!dial)
		abort();
	dial->loop = loop;
	dial->done = done;
	dial->arg = arg;
	dial->look_up.data = dial;
	snprintf(dial->host, sizeof(dial->host), "%s", host);
	snprintf(dial->port, sizeof(dial->port), "%s", port);
	note(dial, ERROR_UNAVAILABLE, "no address");
	if (uv_ip4_addr(host, atoi(port), (struct sockaddr_in *)&dial->addresses[0]) == 0 ||
	    uv_ip6_addr(host, atoi(port), (struct sockaddr_in6 *)&dial->addresses[0]) == 0)
		dial->count = 1;
	dial->timer = loop_after(loop, 0, begin, dial);
	dial->deadline = now(dial) + timeout;
	return dial;
}

void dial_cancel(struct dial *dial)
{
	if (!dial)
		return;
	timer_cancel(dial->timer);
	dial->timer = NULL;
	if (dial->is_looking) {
		dial->is_cancelled = 1;
		uv_cancel((uv_req_t *)&dial->look_up);
		return;
	}
	if (dial->watch)
		close(unwatch(dial));
	free(dial);
}
