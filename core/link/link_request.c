/*
 * Requests to agents. One lives until its answer, its last silent period, or link_request_cancel;
 * the connection under it may come and go meanwhile (contract: link.h).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "link/link_parts.h"

enum {
	DEFAULT_TIMEOUT = 15000,
	DEFAULT_SILENCE = 10000,
	DEFAULT_ATTEMPTS = 3,
	REPEAT_MS = 2000, /* the first repetition; each further one comes after twice as long */
};

void request_free(struct link_request *request)
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

void request_end(struct link_request *request, int rc, struct span data, const struct error *err)
{
	void (*done)(void *, int, struct span, const struct error *) = request->done;
	void *arg = request->arg;

	request_free(request);
	done(arg, rc, data, err);
}

/* Printed each time: it may wait for long, with a million others. */
void request_send(struct link_request *request)
{
	AUTO(buf_done) struct buf text = {0};
	struct event event = {.progress = -1, .time = request->time, .timeout = request->timeout};
	const char *type = request->parts + strlen(request->parts) + 1;

	if (!peer_is_up(request->peer))
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
	if (peer_is_up(request->peer))
		snprintf(text, sizeof(text),
			 "agent %" PRId64 " has not answered for %" PRId64 " s, asked again",
			 request->peer->agent_id, (silence + 500) / 1000);
	else
		snprintf(text, sizeof(text), "agent %" PRId64 " is not connected, waited for",
			 request->peer->agent_id);
	request->on_progress(request->arg, -1, text);
}

void request_begin_period(struct link_request *request)
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
	if (peer_is_up(request->peer) && request->peer->current->knows_ids &&
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
		request_begin_period(request);
		say_silent(request);
		return;
	}
	if (peer_is_up(peer))
		error_field(&err, ERROR_TIMEOUT, NULL, "agent",
			    "agent %" PRId64 " did not answer within %" PRId64 " s", peer->agent_id,
			    (request->timeout * request->attempts + 999) / 1000);
	else
		error_field(&err, ERROR_UNAVAILABLE, NULL, "agent",
			    "agent %" PRId64 " is not connected", peer->agent_id);
	request_end(request, -1, (struct span){0}, &err);
}

/* A sign of life: the repetitions go on as they were, each further apart. */
void request_restart_period(struct link_request *request)
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
	request_begin_period(request);
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
	if (peer_is_up(request->peer)) {
		AUTO(buf_done) struct buf text = {0};
		struct event event;

		event_start(&event, "link.cancel");
		snprintf(event.previous_id, sizeof(event.previous_id), "%s", request->id);
		event_print(&event, &text);
		wire_send(request->peer->current->wire, text.data, text.len);
	}
	request_free(request);
}
