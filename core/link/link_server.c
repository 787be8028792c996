/*
 * The server's end: one peer per agent, each with the requests that wait for its answer
 * (link_request.c). A new connection gets all of them again at once.
 *
 * A second connection of an agent has to wait until the first one has shown, by answering
 * a ping, that it is alive (then it is refused) or not (then it takes its place).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"
#include "link/link_parts.h"

enum {
	TELL_AT_ONCE = 256, /* requests sent in one turn of the loop over a new connection, */
	TELL_AGAIN_MS = 5, /* and when the connection does not take them, a little later */
	PROBE_MS = 3000, /* how long the first of two connections may take to show that it lives */
};

static void on_message(void *arg, const char *data, size_t len);
static void on_close(void *arg, const char *why);

static struct peer *peer_find(const struct link_server *server, int64_t agent_id)
{
	char key[24];

	snprintf(key, sizeof(key), "%" PRId64, agent_id);
	struct map_node *node = map_find(&server->peers, key);

	return node ? container_of(node, struct peer, node) : NULL;
}

struct peer *peer_ensure(struct link_server *server, int64_t agent_id)
{
	struct peer *peer = peer_find(server, agent_id);

	if (peer)
		return peer;
	peer = calloc(1, sizeof(*peer));
	if (!peer)
		abort();
	peer->server = server;
	peer->agent_id = agent_id;
	snprintf(peer->key, sizeof(peer->key), "%" PRId64, agent_id);
	map_add(&server->peers, &peer->node, peer->key);
	return peer;
}

static void close_connection(struct connection *connection, const char *why)
{
	if (connection->closing)
		return;
	connection->closing = 1;
	wire_close(connection->wire, why);
}

/* --- Connections ------------------------------------------------------------------------ */

static void say(struct connection *connection, const char *name)
{
	AUTO(buf_done) struct buf text = {0};
	struct event event;

	event_start(&event, name);
	event_print(&event, &text);
	wire_send(connection->wire, text.data, text.len);
}

/* Some at a time, as the connection takes them: a million may wait. */
static void tell_more(void *arg)
{
	struct peer *peer = arg;
	int64_t ms = 0;

	peer->teller = NULL;
	if (!peer_is_up(peer))
		peer->untold = NULL;
	for (int i = 0; i < TELL_AT_ONCE && peer->untold; i++) {
		struct link_request *request = peer->untold;

		if (wire_queued(peer->current->wire) > TELL_QUEUED) {
			ms = TELL_AGAIN_MS;
			break;
		}
		peer->untold = request->next;
		if (request->told == peer->connection_count)
			continue;
		request->silent = 0;
		request->heard_at = clock_mono();
		request_send(request);
		request_begin_period(request);
	}
	if (peer->untold)
		peer->teller = loop_after(peer->server->loop, ms, tell_more, peer);
}

/* A connection becomes the agent's: everything that waits is sent (again) over it. */
static void promote(struct peer *peer, struct connection *connection)
{
	peer->current = connection;
	peer->connection_count++;
	peer->refused = 0;
	say(connection, "link.welcome");
	peer->untold = peer->first;
	timer_cancel(STEAL(peer->teller));
	tell_more(peer);
	peer->server->events.on_up(peer->server->events.arg, peer->agent_id);
}

static void refuse_candidate(struct peer *peer)
{
	struct connection *candidate = STEAL(peer->candidate);

	timer_cancel(STEAL(peer->probe));
	if (!peer->refused)
		log_warn("link", "second connection of an agent refused, as all that follow",
			 "agent=%" PRId64, peer->agent_id);
	peer->refused = 1;
	close_connection(candidate, "another agent uses this key");
}

static void on_probe_silence(void *arg)
{
	struct peer *peer = arg;

	peer->probe = NULL;
	if (peer->current)
		close_connection(peer->current, "replaced by a new connection of this agent");
}

void link_server_attach(struct link_server *server, int64_t agent_id, struct wire wire)
{
	struct peer *peer = peer_ensure(server, agent_id);
	struct connection *connection = calloc(1, sizeof(*connection));

	if (!connection)
		abort();
	connection->peer = peer;
	connection->wire = wire;
	wire_set_events(wire, &(struct ws_events){.on_message = on_message,
						  .on_close = on_close,
						  .arg = connection});
	if (!peer->current) {
		promote(peer, connection);
		return;
	}
	if (peer->candidate) {
		close_connection(connection, "another agent uses this key");
		return;
	}
	peer->candidate = connection;
	if (!peer->current->closing) {
		say(peer->current, "link.ping");
		peer->probe = loop_after(server->loop, PROBE_MS, on_probe_silence, peer);
	}
}

static void on_close(void *arg, const char *why)
{
	struct connection *connection = arg;
	struct peer *peer = connection->peer;
	struct link_server *server = peer->server;

	log_debug("link", "connection ended", "agent=%" PRId64 " why=\"%s\"", peer->agent_id, why);
	if (connection == peer->candidate) {
		peer->candidate = NULL;
		timer_cancel(STEAL(peer->probe));
	} else if (connection == peer->current) {
		struct connection *candidate = STEAL(peer->candidate);

		peer->current = NULL;
		timer_cancel(STEAL(peer->probe));
		free(connection);
		server->events.on_down(server->events.arg, peer->agent_id);
		if (candidate && peer->current)
			close_connection(candidate, "another agent uses this key");
		else if (candidate)
			promote(peer, candidate);
		return;
	}
	free(connection);
}

static void take_reply(struct peer *peer, const struct event *event)
{
	struct map_node *node = map_find(&peer->server->requests, event->previous_id);
	struct link_request *request = node ? container_of(node, struct link_request, node) : NULL;

	if (!request || request->peer != peer)
		return; /* answered already, or given up; not its to answer */
	switch (event->transitioning) {
	case EVENT_PROGRESS:
		request_restart_period(request);
		if (request->on_progress && (event->progress >= 0 || event->error.text[0]))
			request->on_progress(request->arg, event->progress, event->error.text);
		break;
	case EVENT_ERROR:
		request_end(request, -1, event->data, &event->error);
		break;
	case EVENT_FINAL:
		request_end(request, 0, event->data.len ? event->data : span_of("{}"), NULL);
		break;
	}
}

static void on_message(void *arg, const char *data, size_t len)
{
	struct connection *connection = arg;
	struct peer *peer = connection->peer;
	struct event event;
	struct error err = {0};

	if (connection->closing || connection != peer->current)
		return; /* a candidate has nothing to say yet */
	if (event_parse(data, len, &event, &err) < 0) {
		if (!peer->warned)
			log_warn("link", "malformed message, connection closed",
				 "agent=%" PRId64 " error=\"%s\"", peer->agent_id, err.text);
		peer->warned = 1;
		close_connection(connection, err.text);
		return;
	}
	if (peer->candidate && peer->probe)
		refuse_candidate(peer);
	if (event.previous_id[0])
		take_reply(peer, &event);
	else if (strcmp(event.name, "link.ready") == 0)
		connection->knows_ids = 1;
	else if (strcmp(event.name, "link.pong") != 0)
		peer->server->events.on_event(peer->server->events.arg, peer->agent_id, event.name,
					      event.data.len ? event.data : span_of("{}"));
}

/* --- The rest --------------------------------------------------------------------------- */

int link_server_is_up(const struct link_server *server, int64_t agent_id)
{
	return peer_is_up(peer_find(server, agent_id));
}

int64_t link_server_asked(const struct link_server *server, const char *event_id)
{
	struct map_node *node = map_find(&server->requests, event_id);

	return node ? container_of(node, struct link_request, node)->peer->agent_id : 0;
}

void link_server_drop(struct link_server *server, int64_t agent_id, const char *why)
{
	struct peer *peer = peer_find(server, agent_id);

	if (peer_is_up(peer))
		close_connection(peer->current, why);
}

struct link_server *link_server_new(struct loop *loop, const struct link_server_events *events)
{
	struct link_server *server = calloc(1, sizeof(*server));

	if (!server)
		abort();
	server->loop = loop;
	server->events = *events;
	return server;
}

static void ignore_message(void *arg, const char *data, size_t len)
{
	(void)arg, (void)data, (void)len;
}

static void ignore_close(void *arg, const char *why)
{
	(void)arg, (void)why;
}

/* The wire outlives us until its close is through; nobody hears it any more. */
static void abandon(struct connection *connection)
{
	if (!connection)
		return;
	wire_set_events(connection->wire, &(struct ws_events){.on_message = ignore_message,
							      .on_close = ignore_close});
	if (!connection->closing)
		wire_close(connection->wire, "the server ends");
	free(connection);
}

void link_server_free(struct link_server *server)
{
	struct map_node *node;

	if (!server)
		return;
	while ((node = map_any(&server->peers))) {
		struct peer *peer = container_of(node, struct peer, node);

		while (peer->first)
			request_free(peer->first);
		timer_cancel(peer->probe);
		timer_cancel(peer->teller);
		abandon(peer->current);
		abandon(peer->candidate);
		map_remove(&server->peers, node);
		free(peer);
	}
	map_done(&server->peers);
	map_done(&server->requests);
	free(server);
}
