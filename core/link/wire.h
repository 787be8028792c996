/*
 * A connection as the link sees it: whole texts, both ways, and one end. Over a WebSocket, or
 * between two ends in one process, which is how the server speaks with the agents that it
 * pretends itself. Loop thread only.
 */
#ifndef LINK_WIRE_H
#define LINK_WIRE_H

#include "http/ws.h"
#include "loop/loop.h"

/* What a kind of connection offers; as the functions of ws.h with the same names. */
struct wire_ops {
	void (*send)(void *self, const char *data, size_t len);
	void (*close)(void *self, const char *why);
	void (*set_events)(void *self, const struct ws_events *events);
	size_t (*queued)(const void *self);
};

/* A value; self is the connection's and gone after its on_close. ops NULL: no connection. */
struct wire {
	const struct wire_ops *ops;
	void *self;
};

struct wire wire_of_ws(struct ws *ws);

/*
 * Two ends that hear each other, each text in a later turn of the loop and in order. What one
 * end sent before it closed still arrives. An end without events yet keeps what comes for it.
 */
void wire_pair(struct loop *loop, struct wire *one, struct wire *other);

static inline void wire_send(struct wire wire, const char *data, size_t len)
{
	wire.ops->send(wire.self, data, len);
}

/* Bytes that the other side has not taken yet: for flow control. */
static inline size_t wire_queued(struct wire wire)
{
	return wire.ops->queued(wire.self);
}

/* on_close follows. */
static inline void wire_close(struct wire wire, const char *why)
{
	wire.ops->close(wire.self, why);
}

static inline void wire_set_events(struct wire wire, const struct ws_events *events)
{
	wire.ops->set_events(wire.self, events);
}

#endif
