/*
 * One request, one pair of sockets: the server hangs up behind its answer, so the answer ends
 * where the bytes end.
 */
#include "http/local.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/conn.h"

#define ANSWER_MAX ((size_t)64 << 20)
#define TIMEOUT_MS 600000 /* an action with `wait` may take its time */

struct http_local {
	struct loop *loop;
	int fd;
	uv_poll_t poll;
	int has_poll; /* there are sockets */
	struct timer *timer, *soon;
	struct buf out, in;
	size_t sent;
	struct error err; /* why it failed; code NONE: it did not */
	http_local_fn fn; /* NULL: nobody listens any more */
	void *arg;
};

static void local_free(struct http_local *local)
{
	buf_done(&local->out);
	buf_done(&local->in);
	free(local);
}

static void on_closed(uv_handle_t *handle)
{
	struct http_local *local = handle->data;

	close(local->fd);
	local_free(local);
}

/* The body behind the head, and the status in front of it; -1 when that is no answer. */
static int cut_answer(const struct http_local *local, struct span *ret_body)
{
	const char *head = local->in.data, *body;
	int status;

	if (local->in.len < 16 || strncmp(head, "HTTP/1.", 7) != 0)
		return -1;
	status = atoi(head + 9);
	body = strstr(head, "\r\n\r\n");
	if (!body || status < 100 || status > 599)
		return -1;
	body += 4;
	*ret_body = (struct span){body, local->in.len - (size_t)(body - head)};
	return status;
}

/* Tells the end, and closes. */
static void finish(struct http_local *local)
{
	http_local_fn fn = local->fn;
	struct span body = {0};
	int status = -1;

	local->fn = NULL;
	timer_cancel(local->timer);
	timer_cancel(local->soon);
	local->timer = local->soon = NULL;
	if (local->has_poll)
		uv_poll_stop(&local->poll);
	if (fn) {
		if (local->err.code == ERROR_NONE)
			status = cut_answer(local, &body);
		if (local->err.code == ERROR_NONE && status < 0)
			error_set(&local->err, ERROR_UNAVAILABLE, "the server gave no answer");
		if (status < 0)
			fn(local->arg, -1, 0, (struct span){0}, &local->err);
		else
			fn(local->arg, 0, status, body, NULL);
	}
	if (local->has_poll)
		uv_close((uv_handle_t *)&local->poll, on_closed);
	else
		local_free(local);
}

static void on_timeout(void *arg)
{
	struct http_local *local = arg;

	local->timer = NULL;
	error_set(&local->err, ERROR_TIMEOUT, "the server did not answer");
	finish(local);
}

static void on_refused(void *arg)
{
	struct http_local *local = arg;

	local->soon = NULL;
	finish(local);
}

/* 1: all is sent, 0: the rest later, -1: the other end is gone. */
static int send_more(struct http_local *local)
{
	while (local->sent < local->out.len) {
		ssize_t sent = send(local->fd, local->out.data + local->sent,
				    local->out.len - local->sent, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (sent > 0)
			local->sent += (size_t)sent;
		else if (errno != EINTR)
			return errno == EAGAIN ? 0 : -1;
	}
	return 1;
}

/* 1: the answer is whole, 0: more will come, -1: too much. */
static int read_more(struct http_local *local)
{
	for (;;) {
		ssize_t got = recv(local->fd, buf_room(&local->in, 16384), 16384, MSG_DONTWAIT);

		if (got == 0)
			return 1;
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno == EAGAIN ? 0 : 1; /* hung up: what came is what there is */
		local->in.len += (size_t)got;
		local->in.data[local->in.len] = '\0';
		if (local->in.len > ANSWER_MAX)
			return -1;
	}
}

static void on_ready(uv_poll_t *poll, int status, int events)
{
	struct http_local *local = poll->data;
	int rc = 0;

	if (status < 0)
		rc = 1;
	if (rc == 0 && (events & UV_WRITABLE) && send_more(local) != 0)
		uv_poll_start(&local->poll, UV_READABLE, on_ready);
	if (rc == 0 && (events & (UV_READABLE | UV_DISCONNECT)))
		rc = read_more(local);
	if (rc < 0)
		error_set(&local->err, ERROR_INVALID, "the answer is larger than %zu MiB",
			  ANSWER_MAX >> 20);
	if (rc != 0)
		finish(local);
}

static int is_line(const char *text)
{
	return !strpbrk(text, "\r\n");
}

static void write_request(struct http_local *local, const char *method, const char *target,
			  const char *const *headers, struct span body)
{
	struct buf *out = &local->out;

	if (!is_line(method) || !is_line(target) || *target != '/')
		error_set(&local->err, ERROR_INVALID, "that is no path: it begins with '/'");
	buf_addf(out, "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n", method, target);
	for (; headers && *headers; headers++) {
		if (!is_line(*headers))
			error_set(&local->err, ERROR_INVALID, "a header has a line break");
		buf_addf(out, "%s\r\n", *headers);
	}
	if (body.len)
		buf_addf(out, "Content-Type: application/json\r\n");
	buf_addf(out, "Content-Length: %zu\r\n\r\n", body.len);
	buf_add(out, body.at, body.len);
}

struct http_local *http_local_start(struct http_server *server, const char *method,
				    const char *target, const char *const *headers,
				    struct span body, http_local_fn fn, void *arg)
{
	struct http_local *local = calloc(1, sizeof(*local));
	int fds[2];

	if (!local)
		abort();
	local->loop = server->loop;
	local->fn = fn;
	local->arg = arg;
	write_request(local, method, target, headers, body);
	if (local->err.code == ERROR_NONE &&
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds) < 0)
		error_errno(&local->err, "a pair of sockets");
	if (local->err.code != ERROR_NONE) {
		local->soon = loop_after(local->loop, 0, on_refused, local);
		return local;
	}
	local->fd = fds[0];
	local->poll.data = local;
	if (uv_poll_init(loop_uv(local->loop), &local->poll, local->fd) < 0)
		abort(); /* a new socket can be polled */
	local->has_poll = 1;
	local->timer = loop_after(local->loop, TIMEOUT_MS, on_timeout, local);
	uv_poll_start(&local->poll, UV_READABLE | UV_WRITABLE, on_ready);
	server_serve(server, fds[1]);
	return local;
}

void http_local_cancel(struct http_local *local)
{
	if (!local)
		return;
	local->fn = NULL;
	finish(local);
}
