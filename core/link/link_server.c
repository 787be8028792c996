/*
 * The server's end: one peer per agent, each with the requests that wait for its answer.
 *
 * A request lives until its answer, its last silent period, or link_request_cancel; the
 * connection under it may come and go meanwhile: a new one gets all of them again at once.
 * A second connection of an agent has to wait until the first one has shown, by answering
 * a ping, that it is alive (then it is refused) or not (then it takes its place).
 */
#include "link/link.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "link/event.h"
#include "link/map.h"

enum {
	DEFAULT_TIMEOUT = 15000,
	DEFAULT_SILENCE = 10000,
	DEFAULT_ATTEMPTS = 3,
	REPEAT_MS = 2000, /* the first repetition; each further one comes after twice as long */
	TELL_AT_ONCE = 256, /* requests sent in one turn of the loop over a new connection, */
	TELL_QUEUED = 1 << 20, /* unless so many bytes wait to be taken: */
	TELL_AGAIN_MS = 5, /* then a little later */
	PROBE_MS = 3000, /* how long the first of two connections may take to show that it lives */
};

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

static void on_message(void *arg, const char *data, size_t len);
static void on_close(void *arg, const char *why);

static struct peer *peer_find(const struct link_server *server, int64_t agent_id)
{
	char key[24];

	snprintf(key, sizeof(key), "%" PRId64, agent_id);
	struct map_node *node = map_find(&server->peers, key);

	return node ? MAP_ENTRY(node, struct peer, node) : NULL;
}

static struct peer *peer_ensure(struct link_server *server, int64_t agent_id)
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

static int is_up(const struct peer *peer)
{
	return peer && peer->current && !peer->current->closing;
}

static void close_connection(struct connection *connection, const char *why)
{
	if (connection->closing)
		return;
	connection->closing = 1;
	wire_close(connection->wire, why);
}

/* --- Requests --------------------------------------------------------------------------- */

static void request_free(struct link_request *request)
{
	struct peer *peer = request->peer;

	timer_cancel(request->timer);
	if (peer->untold == request)
		peer->untold = request->next;
	map_remove(&peer->server->requests, &request->node);
	*(request->previous ? &request->previous->next : &peer->first) = request->next;
	*(request->next ? &request->next->previous : &peer->last) = request->previous;
	free(request->parts);
	free(request);
}

/* The request is gone before its owner hears of it, so the owner may do as it likes. */
static void request_end(struct link_request *request, int rc, struct span data,
			const struct error *err)
{
	void (*done)(void *, int, struct span, const struct error *) = request->done;
	void *arg = request->arg;

	request_free(request);
	done(arg, rc, data, err);
}

/* Printed each time: it may wait for long, with a million others. */
static void request_send(struct link_request *request)
{
	AUTO(buf_done) struct buf text = {0};
	struct event event = {.progress = -1, .time = request->time, .timeout = request->timeout};
	const char *type = request->parts + strlen(request->parts) + 1;

	if (!is_up(request->peer))
		return;
	snprintf(event.id, sizeof(event.id), "%s", request->id);
	snprintf(event.name, sizeof(event.name), "%s", request->parts);
	snprintf(event.reply_to, sizeof(event.reply_to), "reply.%s", request->id);
	snprintf(event.resource_type, sizeof(event.resource_type), "%s", type);
	event.resource_id = request->resource_id;
	event.data = span_of(type + strlen(type) + 1);
	event_print(&event, &text);
	request->told = request->peer->connection_count;
	wire_send(request->peer->current->wire, text.data, text.len);
}

static void on_due(void *arg);

/* One timer for both: the end of the period, and the next repetition within it. */
static void arm(struct link_request *request)
{
	int64_t next = request->period_end;

	if (request->repeat_at < next)
		next = request->repeat_at;
	timer_cancel(request->timer);
	request->timer =
		loop_after(request->peer->server->loop, next - clock_mono(), on_due, request);
}

int link_request_is_silent(const struct link_request *request)
{
	return clock_mono() - request->heard_at >= request->silence;
}

/* Whoever looks at what waits sees what for. The last thing that is done: it may end the request.
 */
static void say_silent(struct link_request *request)
{
	char text[96];
	int64_t silence = clock_mono() - request->heard_at;

	if (!request->on_progress || !link_request_is_silent(request))
		return;
	if (is_up(request->peer))
		snprintf(text, sizeof(text),
			 "agent %" PRId64 " has not answered for %" PRId64 " s, asked again",
			 request->peer->agent_id, (silence + 500) / 1000);
	else
		snprintf(text, sizeof(text), "agent %" PRId64 " is not connected, waited for",
			 request->peer->agent_id);
	request->on_progress(request->arg, -1, text);
}

static void begin_period(struct link_request *request)
{
	request->period_end = clock_mono() + request->timeout;
	request->repeat_ms = REPEAT_MS;
	request->repeat_at = clock_mono() + REPEAT_MS;
	arm(request);
}

/*
 * What is lost is lost at once (what nobody has read yet is not): an agent that knows the id of a
 * repeated request answers with its answer, or a sign of life, so asking again soon costs little.
 */
static void repeat(struct link_request *request)
{
	if (is_up(request->peer) && request->peer->current->knows_ids &&
	    wire_queued(request->peer->current->wire) <= TELL_QUEUED)
		request_send(request);
	request->repeat_ms *= 2;
	request->repeat_at = clock_mono() + request->repeat_ms;
	arm(request);
	say_silent(request);
}

static void on_due(void *arg)
{
	struct link_request *request = arg;
	struct peer *peer = request->peer;
	struct error err = {0};

	request->timer = NULL;
	if (request->repeat_at < request->period_end) {
		repeat(request);
		return;
	}
	if (++request->silent < request->attempts) {
		request_send(request);
		begin_period(request);
		say_silent(request);
		return;
	}
	if (is_up(peer))
		error_field(&err, ERROR_TIMEOUT, NULL, "agent",
			    "agent %" PRId64 " did not answer within %" PRId64 " s", peer->agent_id,
			    (request->timeout * request->attempts + 999) / 1000);
	else
		error_field(&err, ERROR_UNAVAILABLE, NULL, "agent",
			    "agent %" PRId64 " is not connected", peer->agent_id);
	request_end(request, -1, (struct span){0}, &err);
}

/* A sign of life: the repetitions go on as they were, each further apart. */
static void restart_period(struct link_request *request)
{
	request->silent = 0;
	request->heard_at = clock_mono();
	request->period_end = clock_mono() + request->timeout;
	arm(request);
}

static char *parts_of(const struct link_request_options *options)
{
	const char *type = options->resource_type ? options->resource_type : "";
	size_t name = strlen(options->name) + 1, kind = strlen(type) + 1;
	char *parts = malloc(name + kind + options->data.len + 1);

	if (!parts)
		abort();
	memcpy(parts, options->name, name);
	memcpy(parts + name, type, kind);
	if (options->data.len)
		memcpy(parts + name + kind, options->data.at, options->data.len);
	parts[name + kind + options->data.len] = 0;
	return parts;
}

struct link_request *
link_request(struct link_server *server, int64_t agent_id,
	     const struct link_request_options *options,
	     void (*done)(void *arg, int rc, struct span data, const struct error *err), void *arg)
{
	struct link_request *request = calloc(1, sizeof(*request));
	struct peer *peer = peer_ensure(server, agent_id);

	if (!request)
		abort();
	request->peer = peer;
	request->timeout = options->timeout > 0 ? options->timeout : DEFAULT_TIMEOUT;
	request->attempts = options->attempts > 0 ? options->attempts : DEFAULT_ATTEMPTS;
	request->silence = options->silence > 0 ? options->silence : DEFAULT_SILENCE;
	request->heard_at = clock_mono();
	request->on_progress = options->on_progress;
	request->done = done;
	request->arg = arg;
	request->resource_id = options->resource_id;
	request->time = clock_now();
	request->parts = parts_of(options);
	id_uuid(request->id);
	map_add(&server->requests, &request->node, request->id);
	request->previous = peer->last;
	*(peer->last ? &peer->last->next : &peer->first) = request;
	peer->last = request;

	request_send(request);
	begin_period(request);
	return request;
}

void link_request_pass(struct link_request *request,
		       void (*on_progress)(void *arg, int percent, const char *message),
		       void (*done)(void *arg, int rc, struct span data, const struct error *err),
		       void *arg)
{
	request->on_progress = on_progress;
	request->done = done;
	request->arg = arg;
}

void link_request_cancel(struct link_request *request)
{
	if (!request)
		return;
	/* What the agent has not begun, it need not begin; what it has, it finishes. */
	if (is_up(request->peer)) {
		AUTO(buf_done) struct buf text = {0};
		struct event event;

		event_start(&event, "link.cancel");
		snprintf(event.previous_id, sizeof(event.previous_id), "%s", request->id);
		event_print(&event, &text);
		wire_send(request->peer->current->wire, text.data, text.len);
	}
	request_free(request);
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
	if (!is_up(peer))
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
		begin_period(request);
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
	struct link_request *request = node ? MAP_ENTRY(node, struct link_request, node) : NULL;

	if (!request || request->peer != peer)
		return; /* answered already, or given up; not its to answer */
	switch (event->transitioning) {
	case EVENT_PROGRESS:
		restart_period(request);
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
	return is_up(peer_find(server, agent_id));
}

int64_t link_server_asked(const struct link_server *server, const char *event_id)
{
	struct map_node *node = map_find(&server->requests, event_id);

	return node ? MAP_ENTRY(node, struct link_request, node)->peer->agent_id : 0;
}

void link_server_drop(struct link_server *server, int64_t agent_id, const char *why)
{
	struct peer *peer = peer_find(server, agent_id);

	if (is_up(peer))
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
		struct peer *peer = MAP_ENTRY(node, struct peer, node);

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
