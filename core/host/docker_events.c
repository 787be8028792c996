/*
 * The event stream. `since` is fixed before `up` is called and moves with each event, so
 * between what the listener finds when it looks and what it hears there is no gap, not even
 * over a reconnection (within what the engine remembers).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"
#include "host/docker_parts.h"

#define RETRY_MIN 500
#define RETRY_MAX 10000

struct docker_events {
	struct docker *docker;
	struct loop *loop;
	struct docker_listener listener;
	struct docker_call
		*call; /* the stream, or the call that looks whether the engine is there */
	struct timer *retry;
	int64_t wait; /* ms until the next try */
	int64_t since_ns;
	struct buf pending;
	int is_down; /* `down` was told */
};

static void find_engine(void *arg);

static void try_again(struct docker_events *events, const struct error *err)
{
	events->call = NULL;
	events->retry = loop_after(events->loop, events->wait, find_engine, events);
	events->wait = events->wait * 2 > RETRY_MAX ? RETRY_MAX : events->wait * 2;
	if (events->is_down)
		return;
	events->is_down = 1;
	log_debug("docker", "event stream ended", "reason=%s", err->text);
	if (events->listener.down)
		events->listener.down(events->listener.arg, err);
}

static int on_line(void *arg, struct span json)
{
	struct docker_events *events = arg;
	AUTO(buf_done) struct buf action = {0}, id = {0};
	struct docker_event event;

	memset(&event, 0, sizeof(event));
	if (!span_is(json_get(json, "Type"), "\"container\"") ||
	    json_string(json_get(json, "Action"), &action) < 0 ||
	    json_string(json_path(json, "Actor.ID"), &id) < 0 || !action.len || !id.len)
		return 0;
	event.action = action.data;
	event.id = id.data;
	event.attributes = json_path(json, "Actor.Attributes");
	json_int(json_get(json, "timeNano"), &event.time_ns);
	if (event.time_ns >= events->since_ns)
		events->since_ns = event.time_ns + 1;
	events->listener.event(events->listener.arg, &event);
	return 0;
}

static int on_data(void *arg, const char *data, size_t len)
{
	struct docker_events *events = arg;

	return docker_lines(&events->pending, data, len, on_line, events);
}

static void on_end(void *arg, int rc, const struct docker_answer *answer, const struct error *err)
{
	struct docker_events *events = arg;
	struct error own;

	(void)answer;
	if (rc < 0)
		own = *err;
	else
		error_set(&own, ERROR_UNAVAILABLE, "docker closed the event stream");
	buf_clear(&events->pending);
	try_again(events, &own);
}

static void keep_stream(void *stream)
{
	/* The stream is the events struct, which outlives its calls. */
	(void)stream;
}

static void follow(struct docker_events *events)
{
	AUTO(buf_done) struct buf path = {0};
	struct docker_call *call;

	buf_addf(&path,
		 "/events?since=%lld.%09lld&filters=", (long long)(events->since_ns / 1000000000),
		 (long long)(events->since_ns % 1000000000));
	docker_add_escaped(&path, "{\"type\":[\"container\"]}");
	call = docker_call_new(events->docker, "GET", path.data);
	call->done = on_end;
	call->arg = events;
	call->timeout = 0;
	call->on_data = on_data;
	call->stream = events;
	call->stream_free = keep_stream;
	events->call = call;
	docker_send(call);
}

static void on_ping(void *arg, int rc, const struct docker_answer *answer, const struct error *err)
{
	struct docker_events *events = arg;

	(void)answer;
	events->call = NULL;
	if (rc < 0) {
		try_again(events, err);
		return;
	}
	events->wait = RETRY_MIN;
	events->is_down = 0;
	follow(events);
	if (events->listener.up)
		events->listener.up(events->listener.arg);
}

static void find_engine(void *arg)
{
	struct docker_events *events = arg;
	struct docker_call *call = docker_call_new(events->docker, "GET", "/_ping");

	events->retry = NULL;
	call->done = on_ping;
	call->arg = events;
	call->timeout = 10000;
	events->call = call;
	docker_send(call);
}

struct docker_events *docker_events_new(struct docker *docker, struct loop *loop,
					const struct docker_listener *listener)
{
	struct docker_events *events = calloc(1, sizeof(*events));

	if (!events)
		abort();
	events->docker = docker;
	events->loop = loop;
	events->listener = *listener;
	events->wait = RETRY_MIN;
	events->since_ns = clock_now() * 1000000;
	find_engine(events);
	return events;
}

void docker_events_free(struct docker_events *events)
{
	if (!events)
		return;
	timer_cancel(events->retry);
	docker_cancel(events->call);
	buf_done(&events->pending);
	free(events);
}
