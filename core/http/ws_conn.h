/*
 * A WebSocket connection from the inside: ws.c moves frames, ws_connect.c opens the client's side.
 * Private to core/http/. Loop thread only.
 */
#ifndef HTTP_WS_CONN_H
#define HTTP_WS_CONN_H

#include <wslay/wslay.h>

#include "base/buf.h"
#include "http/dial.h"
#include "http/handshake.h"
#include "http/ws.h"

enum ws_state {
	WS_DIALING, /* no socket yet */
	WS_HANDSHAKE, /* client: our request goes out, the answer comes in */
	WS_OPEN,
	WS_CLOSED, /* handles are closing; on_close follows */
};

struct ws {
	struct loop *loop;
	struct ws_events events;
	enum ws_state state;
	int is_client;
	int fd;
	wslay_event_context_ptr frames;
	uv_poll_t poll;
	uv_prepare_t prepare;
	int open_handles;
	int has_poll;
	int watched; /* UV_ events that poll is started for */
	struct buf in; /* bytes read before wslay asks: early ones, the handshake */
	size_t in_used;
	struct buf out; /* bytes wslay gave that the kernel has not taken */
	size_t out_used;
	int budget; /* bytes this turn may still read */
	int is_broken; /* why is filled, nothing more comes or goes */
	int64_t last_heard; /* loop time */
	int64_t last_tick; /* loop time of the latest ping */
	int64_t ping_every, silence_max;
	struct timer *timer; /* the ping's, or the handshake's limit */
	struct dial *dial;
	struct ws_secured *secured; /* client: TLS is being agreed upon */
	struct handshake_target *target; /* client, until it is open */
	char key[HANDSHAKE_KEY_SIZE];
	unsigned char random[256]; /* masks are cut from here */
	size_t random_used;
	char why[256];
};

/* A connection without a socket; handles are made by ws_start and ws_watch. */
struct ws *ws_new(struct loop *loop, const struct ws_events *events, int is_client);

/* Frees at once; only before ws_start. */
void ws_free(struct ws *ws);

/* From here on it ends by ws_shut only. */
void ws_start(struct ws *ws);

/* Takes the socket, unless it fails: then a libuv error. */
int ws_watch(struct ws *ws, int fd);

/* The handshake is over: frames flow, pings start. */
void ws_open(struct ws *ws);

/* Reads and delivers what is there. */
void ws_take(struct ws *ws);

/* Writes what waits; ends the connection when it is broken. */
void ws_push(struct ws *ws);

/* Notes why it ends; the first reason is kept. Returns -1. */
int ws_fail(struct ws *ws, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The end; on_close follows from the loop. */
void ws_shut(struct ws *ws);

/* Client: it ends before TLS was agreed upon. (ws_connect.c) */
void ws_forget_secured(struct ws *ws);

/* Client: reads the server's answer to the handshake. (ws_connect.c) */
void ws_take_answer(struct ws *ws);

#endif
