/*
 * WebSocket connections on the loop (RFC 6455; frames by wslay), both ends. Pings every 5 s
 * and closes a peer that is silent for 20 s. Loop thread only.
 */
#ifndef HTTP_WS_H
#define HTTP_WS_H

#include "base/error.h"
#include "loop/loop.h"

struct ws;

struct ws_events {
	/* Client side: the handshake is done. May be NULL. */
	void (*on_open)(void *arg);
	/* A whole text or binary message; borrowed. May be NULL. Longer than 16 MiB closes the
	 * connection. */
	void (*on_message)(void *arg, const char *data, size_t len);
	/* Once, last; the ws is freed after it returns. `why` for people. */
	void (*on_close)(void *arg, const char *why);
	void *arg;
};

/* Takes a socket from http_upgrade (and the bytes that came early). Owns the descriptor. */
struct ws *ws_accept(struct loop *loop, int fd, const void *early, size_t early_len,
		     const struct ws_events *events, struct error *err);

/*
 * Connects to ws://HOST:PORT/PATH (or http://), or over TLS to wss:// (https://). Name look-up,
 * connection and handshake are asynchronous: on_open or on_close follows. `headers` as "Name:
 * value", NULL-terminated.
 */
struct ws *ws_connect(struct loop *loop, const char *url, const char *const *headers,
		      const struct ws_events *events, struct error *err);

/* Queues one text message. Bytes are copied. */
void ws_send(struct ws *ws, const char *data, size_t len);

/* Bytes queued and not yet taken by the kernel: for flow control. */
size_t ws_queued(const struct ws *ws);

/* Sends a close frame and ends; on_close follows. */
void ws_close(struct ws *ws, const char *why);

/*
 * Ends it politely: a close frame (1008, why) goes out behind the message that is under way, what
 * else is queued is dropped, and the peer has `patience` ms to take its leave before the connection
 * is cut. on_close follows.
 */
void ws_end(struct ws *ws, const char *why, int64_t patience);

/* Changes who hears it. Members may be NULL: then nobody does. */
void ws_set_events(struct ws *ws, const struct ws_events *events);

/* Changes how often it pings and after how long a silence it closes (ms; 5000 and 20000). */
void ws_set_patience(struct ws *ws, int64_t ping_every, int64_t silence_max);

#endif
