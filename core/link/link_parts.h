/*
 * What link_server.c (agents and their connections) and link_request.c (what they are asked) share.
 * Nobody else includes this. Loop thread.
 */
#ifndef LINK_LINK_PARTS_H
#define LINK_LINK_PARTS_H

#include "base/id.h"
#include "link/event.h"
#include "link/link.h"
#include "link/map.h"

enum { TELL_QUEUED = 1 << 20 /* bytes that may wait to be taken before requests are held back */ };

struct peer;

struct link_request {
	struct map_node node; /* in link_server.requests, by id */
	struct peer *peer;
	struct link_request *next, *previous; /* in peer->requests, oldest first */
	char id[UUID_LEN + 1];
	uint32_t told; /* the peer's connection over which it was sent last */
	char *parts; /* owned: of the event, its name, resource type and data, each with a NUL */
	int64_t resource_id, time;
	struct timer *timer;
	int64_t period_end, repeat_at, repeat_ms; /* monotonic ms */
	int64_t timeout;
	int64_t heard_at, silence; /* last sign of life; how long without one is worth a word */
	int attempts;
	int silent; /* periods since it was made, or since the last sign of life */
	void (*on_progress)(void *arg, int percent, const char *message);
	void (*done)(void *arg, int rc, struct span data, const struct error *err);
	void *arg;
};

/* One connection: what its ws events carry, so that a replaced one is still told apart. */
struct connection {
	struct peer *peer;
	struct wire wire;
	int closing; /* wire_close was called; on_close follows */
	int knows_ids; /* the agent tells a repeated request from a new one */
};

struct peer {
	struct map_node node; /* in link_server.peers, by key */
	struct link_server *server;
	char key[24]; /* the agent's id as text */
	int64_t agent_id;
	struct connection *current; /* NULL: not connected */
	struct connection *candidate; /* a second one that waits for the first to be probed */
	struct timer *probe;
	struct link_request *first, *last;
	uint32_t connection_count; /* numbers the current one */
	struct link_request *untold; /* the next one to be sent over a new connection, or NULL */
	struct timer *teller;
	int warned; /* a malformed message was logged */
	int refused; /* that a second agent uses the key was logged */
};

struct link_server {
	struct loop *loop;
	struct link_server_events events;
	struct map peers, requests;
};

/* --- link_server.c ---------------------------------------------------------------------- */

/* The agent's entry, made at the first look. */
struct peer *peer_ensure(struct link_server *server, int64_t agent_id);

static inline int peer_is_up(const struct peer *peer)
{
	return peer && peer->current && !peer->current->closing;
}

/* --- link_request.c --------------------------------------------------------------------- */

/* Over the connection that there is now, if there is one. */
void request_send(struct link_request *request);

/* The time for an answer begins: anew (what was asked over a new connection), or again (a sign of
 * life). */
void request_begin_period(struct link_request *request);
void request_restart_period(struct link_request *request);

/* It is gone before its owner hears of it, so the owner may do as it likes. */
void request_end(struct link_request *request, int rc, struct span data, const struct error *err);

/* Nobody hears of it any more. */
void request_free(struct link_request *request);

#endif
