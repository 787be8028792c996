/*
 * WebSocket connections. wslay cuts and builds frames; this file moves bytes between it and the
 * socket, keeps time, and sees to it that on_close is heard once.
 *
 * What is sent within one turn of the loop leaves in one write: ws_send only queues, and the
 * prepare handle flushes right before the loop would sleep. The same handle delivers bytes that
 * came with the handshake, so nothing is ever called from inside ws_accept or ws_connect.
 *
 * A connection that failed or was closed hears nothing more but on_close, from the loop.
 */
#include "http/ws_conn.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/id.h"

#define PING_EVERY 5000
#define SILENCE_MAX 20000
#define MESSAGE_MAX (16u * 1024 * 1024)
#define OUT_FULL (64u * 1024) /* bytes collected before the kernel is asked */
#define READ_PER_TURN (1024 * 1024) /* bytes taken before others have their turn */

static void on_ready(uv_poll_t *handle, int status, int events);

static int64_t now(const struct ws *ws)
{
	return (int64_t)uv_now(loop_uv(ws->loop));
}

void ws_free(struct ws *ws)
{
	if (ws->frames)
		wslay_event_context_free(ws->frames);
	buf_done(&ws->in);
	buf_done(&ws->out);
	free(ws->target);
	free(ws);
}

static void on_handle_closed(uv_handle_t *handle)
{
	struct ws *ws = handle->data;

	if (--ws->open_handles)
		return;
	if (ws->fd >= 0)
		close(ws->fd);
	if (ws->events.on_close)
		ws->events.on_close(ws->events.arg, ws->why);
	ws_free(ws);
}

void ws_shut(struct ws *ws)
{
	if (ws->state == WS_CLOSED)
		return;
	ws->state = WS_CLOSED;
	timer_cancel(ws->timer);
	ws->timer = NULL;
	dial_cancel(ws->dial);
	ws->dial = NULL;
	ws_forget_secured(ws);
	uv_close((uv_handle_t *)&ws->prepare, on_handle_closed);
	if (ws->has_poll)
		uv_close((uv_handle_t *)&ws->poll, on_handle_closed);
}

int ws_fail(struct ws *ws, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (!ws->why[0])
		vsnprintf(ws->why, sizeof(ws->why), format, args);
	va_end(args);
	ws->is_broken = 1;
	return -1;
}

/* Moves what is left to the front, so that a peer that is always behind costs no more memory. */
static void forget_sent(struct ws *ws)
{
	if (!ws->out_used)
		return;
	ws->out.len -= ws->out_used;
	memmove(ws->out.data, ws->out.data + ws->out_used, ws->out.len);
	ws->out_used = 0;
}

/* Gives the kernel what it takes. */
static int flush_out(struct ws *ws)
{
	while (ws->out_used < ws->out.len && !ws->is_broken) {
		ssize_t sent = send(ws->fd, ws->out.data + ws->out_used, ws->out.len - ws->out_used,
				    MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
			forget_sent(ws);
			return 0;
		}
		if (sent < 0)
			return ws_fail(ws, "%s", strerror(errno));
		ws->out_used += (size_t)sent;
	}
	buf_clear(&ws->out);
	ws->out_used = 0;
	if (ws->out.cap > 4 * OUT_FULL)
		buf_done(&ws->out);
	return ws->is_broken ? -1 : 0;
}

/* Bytes into `to`: 0 when there are none now, -1 at the end of the connection. */
static ssize_t pull(struct ws *ws, void *to, size_t len)
{
	ssize_t got;

	if (ws->in_used < ws->in.len) {
		size_t left = ws->in.len - ws->in_used;

		len = len < left ? len : left;
		memcpy(to, ws->in.data + ws->in_used, len);
		ws->in_used += len;
		if (ws->in_used == ws->in.len) {
			buf_done(&ws->in);
			ws->in_used = 0;
		}
		return (ssize_t)len;
	}
	if (ws->budget <= 0)
		return 0;
	do {
		got = recv(ws->fd, to, len, 0);
	} while (got < 0 && errno == EINTR);
	if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
		return 0;
	if (got < 0)
		return ws_fail(ws, "%s", strerror(errno));
	if (got == 0)
		return ws_fail(ws, "the peer hung up");
	ws->budget -= (int)got;
	ws->last_heard = now(ws);
	return got;
}

static ssize_t on_recv(wslay_event_context_ptr frames, uint8_t *to, size_t len, int flags,
		       void *arg)
{
	struct ws *ws = arg;
	ssize_t got;

	(void)flags;
	/* A message may have led to the end of this connection. */
	got = ws->state == WS_OPEN ? pull(ws, to, len) : 0;
	if (got > 0)
		return got;
	wslay_event_set_error(frames, got == 0 ? WSLAY_ERR_WOULDBLOCK : WSLAY_ERR_CALLBACK_FAILURE);
	return -1;
}

static ssize_t on_send(wslay_event_context_ptr frames, const uint8_t *from, size_t len, int flags,
		       void *arg)
{
	struct ws *ws = arg;

	(void)flags;
	if (ws->out.len - ws->out_used >= OUT_FULL && flush_out(ws) < 0) {
		wslay_event_set_error(frames, WSLAY_ERR_CALLBACK_FAILURE);
		return -1;
	}
	if (ws->out.len - ws->out_used >= OUT_FULL) {
		wslay_event_set_error(frames, WSLAY_ERR_WOULDBLOCK);
		return -1;
	}
	if (len > OUT_FULL)
		len = OUT_FULL;
	buf_add(&ws->out, from, len);
	return (ssize_t)len;
}

static int on_mask(wslay_event_context_ptr frames, uint8_t *to, size_t len, void *arg)
{
	struct ws *ws = arg;

	(void)frames;
	if (len > sizeof(ws->random) - ws->random_used) {
		id_random(ws->random, sizeof(ws->random));
		ws->random_used = 0;
	}
	memcpy(to, ws->random + ws->random_used, len);
	ws->random_used += len;
	return 0;
}

static void on_frame(wslay_event_context_ptr frames, const struct wslay_event_on_msg_recv_arg *got,
		     void *arg)
{
	struct ws *ws = arg;
	char why[200];

	(void)frames;
	if (ws->state != WS_OPEN)
		return;
	if (got->opcode == WSLAY_CONNECTION_CLOSE) {
		int len = got->msg_length > 2 ? (int)got->msg_length - 2 : 0;

		snprintf(why, sizeof(why), "closed by the peer (%d)%s%.*s", got->status_code,
			 len ? ": " : "", len, len ? (const char *)got->msg + 2 : "");
		for (char *c = why; *c; c++)
			if ((unsigned char)*c < ' ')
				*c = ' ';
		/* is_broken stays clear: wslay has queued the answer, which is to be sent. */
		if (!ws->why[0])
			snprintf(ws->why, sizeof(ws->why), "%s", why);
	} else if (!wslay_is_ctrl_frame(got->opcode) && ws->events.on_message) {
		/* An empty message has no bytes at all. */
		ws->events.on_message(ws->events.arg, got->msg ? (const char *)got->msg : "",
				      got->msg_length);
	}
}

static void start_frames(struct ws *ws)
{
	static const struct wslay_event_callbacks callbacks = {
		.recv_callback = on_recv,
		.send_callback = on_send,
		.genmask_callback = on_mask,
		.on_msg_recv_callback = on_frame,
	};
	int rc = ws->is_client ? wslay_event_context_client_init(&ws->frames, &callbacks, ws)
			       : wslay_event_context_server_init(&ws->frames, &callbacks, ws);

	if (rc != 0)
		abort();
	wslay_event_config_set_max_recv_msg_length(ws->frames, MESSAGE_MAX);
}

/* Lets wslay write, gives it to the kernel, and asks to hear when there is room again. */
void ws_push(struct ws *ws)
{
	int events = UV_READABLE, is_open = ws->state == WS_OPEN;

	if (ws->state == WS_CLOSED)
		return;
	do {
		if (is_open && wslay_event_want_write(ws->frames) &&
		    wslay_event_send(ws->frames) != 0)
			ws_fail(ws, "a frame could not be sent");
	} while (flush_out(ws) == 0 && ws->out.len == 0 && is_open &&
		 wslay_event_want_write(ws->frames));
	if (!ws->is_broken && is_open && ws->out.len == 0 && !wslay_event_want_read(ws->frames)) {
		/* The peer said goodbye, or wslay refused to read on and told the peer why. */
		ws_fail(ws, "the peer broke the protocol (%d)",
			wslay_event_get_status_code_sent(ws->frames));
	}
	if (ws->is_broken) {
		ws_shut(ws);
		return;
	}
	if (ws->out.len)
		events |= UV_WRITABLE;
	if (events != ws->watched)
		uv_poll_start(&ws->poll, events, on_ready);
	ws->watched = events;
}

/* Has wslay read and deliver what is there. */
void ws_take(struct ws *ws)
{
	ws->budget = READ_PER_TURN;
	if (wslay_event_recv(ws->frames) != 0)
		ws_fail(ws, "the peer broke the protocol");
}

/* A frame leaves, and early bytes arrive, right before the loop would sleep. */
static void on_prepare(uv_prepare_t *handle)
{
	struct ws *ws = handle->data;

	uv_prepare_stop(handle);
	if (ws->state == WS_OPEN && ws->in.len)
		ws_take(ws);
	ws_push(ws);
}

static void flush_soon(struct ws *ws)
{
	uv_prepare_start(&ws->prepare, on_prepare);
}

static void on_tick(void *arg)
{
	struct ws *ws = arg;
	struct wslay_event_msg ping = {.opcode = WSLAY_PING};

	/* When it is we who slept, the peer gets its time anew. */
	if (now(ws) - ws->last_tick > 2 * ws->ping_every)
		ws->last_heard = now(ws);
	ws->last_tick = now(ws);
	if (now(ws) - ws->last_heard > ws->silence_max)
		ws_take(ws);
	if (ws->state == WS_OPEN && now(ws) - ws->last_heard > ws->silence_max)
		ws_fail(ws, "the peer is silent");
	if (ws->state == WS_OPEN && !ws->is_broken)
		wslay_event_queue_msg(ws->frames, &ping);
	ws_push(ws);
}

static void start_ticking(struct ws *ws)
{
	timer_cancel(ws->timer);
	ws->timer = loop_every(ws->loop, ws->ping_every, on_tick, ws);
	ws->last_tick = now(ws);
}

void ws_open(struct ws *ws)
{
	ws->state = WS_OPEN;
	ws->last_heard = now(ws);
	start_ticking(ws);
	free(ws->target);
	ws->target = NULL;
}

static void on_ready(uv_poll_t *handle, int status, int events)
{
	struct ws *ws = handle->data;

	/* An error (libuv calls every one EBADF) is read too: bytes may stand before it. */
	if (status < 0 || events & UV_READABLE) {
		if (ws->state == WS_HANDSHAKE)
			ws_take_answer(ws);
		else
			ws_take(ws);
	}
	if (status < 0 && ws->state != WS_CLOSED)
		ws_fail(ws, "the connection broke");
	ws_push(ws);
}

int ws_watch(struct ws *ws, int fd)
{
	int rc = uv_poll_init(loop_uv(ws->loop), &ws->poll, fd);

	if (rc < 0)
		return rc;
	ws->fd = fd;
	ws->poll.data = ws;
	ws->has_poll = 1;
	ws->open_handles++;
	return 0;
}

struct ws *ws_new(struct loop *loop, const struct ws_events *events, int is_client)
{
	struct ws *ws = calloc(1, sizeof(*ws));

	if (!ws)
		abort();
	ws->loop = loop;
	ws->events = *events;
	ws->is_client = is_client;
	ws->fd = -1;
	ws->ping_every = PING_EVERY;
	ws->silence_max = SILENCE_MAX;
	ws->random_used = sizeof(ws->random);
	ws->prepare.data = ws;
	start_frames(ws);
	return ws;
}

void ws_start(struct ws *ws)
{
	uv_prepare_init(loop_uv(ws->loop), &ws->prepare);
	ws->prepare.data = ws;
	ws->open_handles++;
}

struct ws *ws_accept(struct loop *loop, int fd, const void *early, size_t early_len,
		     const struct ws_events *events, struct error *err)
{
	struct ws *ws;
	int on = 1;

	if (fd < 0) {
		error_set(err, ERROR_UNAVAILABLE, "the peer left during the handshake");
		return NULL;
	}
	ws = ws_new(loop, events, 0);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (ws_watch(ws, fd) < 0) {
		error_set(err, ERROR_UNAVAILABLE, "the socket cannot be watched");
		close(fd);
		ws_free(ws);
		return NULL;
	}
	ws_start(ws);
	if (early_len)
		buf_add(&ws->in, early, early_len);
	ws_open(ws);
	flush_soon(ws);
	return ws;
}

void ws_send(struct ws *ws, const char *data, size_t len)
{
	struct wslay_event_msg message = {
		.opcode = WSLAY_TEXT_FRAME, .msg = (const uint8_t *)data, .msg_length = len};

	if (ws->state == WS_CLOSED || ws->is_broken)
		return;
	/* Refused once a close frame is queued: then nobody reads it any more. */
	(void)wslay_event_queue_msg(ws->frames, &message);
	if (ws->state == WS_OPEN)
		flush_soon(ws);
}

size_t ws_queued(const struct ws *ws)
{
	size_t out = ws->state == WS_OPEN ? ws->out.len - ws->out_used : 0;

	return wslay_event_get_queued_msg_length(ws->frames) + out;
}

static void queue_close(struct ws *ws, int code, const char *why)
{
	size_t len = strlen(why);

	/* A control frame holds 125 bytes, two of them the code; cut between characters. */
	if (len > 123)
		for (len = 123; len && ((unsigned char)why[len] & 0xc0) == 0x80; len--)
			;
	wslay_event_queue_close(ws->frames, (uint16_t)code, (const uint8_t *)why, len);
}

static void on_patience_over(void *arg)
{
	struct ws *ws = arg;

	ws->timer = NULL;
	ws_fail(ws, "the peer did not take its leave");
	ws_shut(ws);
}

void ws_end(struct ws *ws, const char *why, int64_t patience)
{
	if (ws->state != WS_OPEN || ws->is_broken) {
		ws_close(ws, why);
		return;
	}
	queue_close(ws, WSLAY_CODE_POLICY_VIOLATION, why);
	snprintf(ws->why, sizeof(ws->why), "%s", why);
	timer_cancel(ws->timer);
	ws->timer = loop_after(ws->loop, patience, on_patience_over, ws);
	flush_soon(ws);
}

void ws_close(struct ws *ws, const char *why)
{
	if (ws->state == WS_CLOSED)
		return;
	if (ws->state == WS_OPEN && !ws->is_broken) {
		queue_close(ws, WSLAY_CODE_NORMAL_CLOSURE, why);
		/* What is queued goes as far as the kernel takes it; nobody waits for a peer. */
		while (wslay_event_want_write(ws->frames)) {
			size_t before = ws_queued(ws);

			if (wslay_event_send(ws->frames) != 0 || flush_out(ws) < 0 || ws->out.len ||
			    ws_queued(ws) == before)
				break;
		}
	}
	ws_fail(ws, "%s", why);
	ws_shut(ws);
}

void ws_set_events(struct ws *ws, const struct ws_events *events)
{
	ws->events = *events;
}

void ws_set_patience(struct ws *ws, int64_t ping_every, int64_t silence_max)
{
	ws->ping_every = ping_every;
	ws->silence_max = silence_max;
	if (ws->state != WS_OPEN)
		return;
	start_ticking(ws);
}
