/*
 * The client's side of a WebSocket until it is open: dial, send our handshake, read the answer.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/tls.h"
#include "http/ws_conn.h"

#define OPEN_TIMEOUT 10000 /* ms for look-up and connection, and again for the handshake */

void ws_take_answer(struct ws *ws)
{
	struct error err;
	ssize_t got;
	int len;

	do {
		got = recv(ws->fd, buf_room(&ws->in, 4096), 4096, 0);
	} while (got < 0 && errno == EINTR);
	if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
		return;
	if (got <= 0) {
		ws_fail(ws, "%s:%s: %s", ws->target->host, ws->target->port,
			got < 0 ? strerror(errno) : "hung up during the handshake");
		return;
	}
	ws->in.len += (size_t)got;
	len = handshake_response(ws->in.data, ws->in.len, ws->key, &err);
	if (len < 0)
		ws_fail(ws, "%s:%s: %s", ws->target->host, ws->target->port, err.text);
	if (len <= 0)
		return;
	ws->in_used = (size_t)len;
	if (ws->in_used == ws->in.len) {
		buf_done(&ws->in);
		ws->in_used = 0;
	}
	ws_open(ws);
	if (ws->events.on_open)
		ws->events.on_open(ws->events.arg);
	/* Frames that came right behind the answer. */
	if (ws->state == WS_OPEN && ws->in.len)
		ws_take(ws);
}

static void on_handshake_late(void *arg)
{
	struct ws *ws = arg;

	ws->timer = NULL;
	ws_fail(ws, "%s:%s: no answer to the handshake", ws->target->host, ws->target->port);
	ws_shut(ws);
}

/* There is a connection in plain text: our handshake goes out. */
static void on_plain(struct ws *ws, int fd, const struct error *err)
{
	int rc;

	if (fd < 0) {
		ws_fail(ws, "%s", err->text);
		ws_shut(ws);
		return;
	}
	rc = ws_watch(ws, fd);
	if (rc < 0) {
		close(fd);
		ws_fail(ws, "%s", uv_strerror(rc));
		ws_shut(ws);
		return;
	}
	ws->state = WS_HANDSHAKE;
	ws->timer = loop_after(ws->loop, OPEN_TIMEOUT, on_handshake_late, ws);
	ws_push(ws);
}

/* A connection that TLS is spoken on meanwhile, by another thread. */
struct ws_secured {
	struct loop *loop;
	struct ws *ws; /* NULL: it was closed meanwhile */
	int fd;
	struct error err;
};

static void on_secured(void *arg)
{
	struct ws_secured *secured = arg;

	if (secured->ws) {
		secured->ws->secured = NULL;
		on_plain(secured->ws, secured->fd, &secured->err);
	} else if (secured->fd >= 0) {
		close(secured->fd);
	}
	free(secured);
}

/* On the relay's thread. */
static void post_secured(void *arg, int fd, const struct error *err)
{
	struct ws_secured *secured = arg;

	secured->fd = fd;
	if (fd < 0)
		secured->err = *err;
	loop_post(secured->loop, on_secured, secured);
}

void ws_forget_secured(struct ws *ws)
{
	if (ws->secured)
		ws->secured->ws = NULL;
	ws->secured = NULL;
}

static void on_dialed(void *arg, int fd, const struct error *err)
{
	struct ws *ws = arg;

	ws->dial = NULL;
	if (fd < 0 || !ws->target->is_tls) {
		on_plain(ws, fd, err);
		return;
	}
	ws->secured = calloc(1, sizeof(*ws->secured));
	if (!ws->secured)
		abort();
	ws->secured->loop = ws->loop;
	ws->secured->ws = ws;
	tls_connect(fd, ws->target->host, ws->target->port, post_secured, ws->secured);
}

struct ws *ws_connect(struct loop *loop, const char *url, const char *const *headers,
		      const struct ws_events *events, struct error *err)
{
	struct ws *ws = ws_new(loop, events, 1);

	ws->state = WS_DIALING;
	ws->target = calloc(1, sizeof(*ws->target));
	if (!ws->target)
		abort();
	handshake_key(ws->key);
	if (handshake_parse_url(url, ws->target, err) < 0 ||
	    handshake_request(&ws->out, ws->target, ws->key, headers, err) < 0) {
		ws_free(ws);
		return NULL;
	}
	ws_start(ws);
	ws->dial =
		dial_start(loop, ws->target->host, ws->target->port, OPEN_TIMEOUT, on_dialed, ws);
	return ws;
}
