/*
 * Both ends of the link in one loop, over a pretended WebSocket that loses and doubles what it is
 * told to. It replaces http/ws.h: for one test program each.
 */
#ifndef SPEC_LINK_HELP_H
#define SPEC_LINK_HELP_H

#include "base/clock.h"
#include "check.h"
#include "link/event.h"
#include "link/link.h"

/* --- A WebSocket in memory, with faults ------------------------------------------------- */

struct ws {
	struct loop *loop;
	struct ws *other;
	struct ws_events events;
	int closed;
};

struct message {
	struct ws *to;
	size_t len;
	char data[];
};

static struct {
	struct loop *loop;
	struct link_server *server;
	int64_t agent_id;
	int refuse; /* connections fail */
	int lose, twice; /* next messages to drop; every message doubled */
	int mute; /* the next agent to connect says nothing (its end is dead) */
	int live, sent, connects;
	char url[128], header[128];
	char closed_why[256];
} net;

static inline void ws_free_soon(void *arg)
{
	struct ws *ws = arg;

	if (ws->other)
		ws->other->other = NULL;
	ws->events.on_close(ws->events.arg, net.closed_why);
	free(ws);
	net.live--;
}

static inline struct ws *ws_make(const struct ws_events *events)
{
	struct ws *ws = calloc(1, sizeof(*ws));

	ws->loop = net.loop;
	if (events)
		ws->events = *events;
	net.live++;
	return ws;
}

void ws_close(struct ws *ws, const char *why)
{
	snprintf(net.closed_why, sizeof(net.closed_why), "%s", why);
	for (struct ws *end = ws; end; end = end == ws ? ws->other : NULL) {
		if (!end->closed)
			loop_after(net.loop, 1, ws_free_soon, end);
		end->closed = 1;
	}
}

static inline void deliver(void *arg)
{
	struct message *message = arg;

	/* The target may be gone: `to` is cleared by nobody, so closed ends stay until delivery. */
	if (!message->to->closed && message->to->events.on_message)
		message->to->events.on_message(message->to->events.arg, message->data,
					       message->len);
	free(message);
}

void ws_send(struct ws *ws, const char *data, size_t len)
{
	if (ws->closed || !ws->other || ws->other->closed)
		return;
	net.sent++;
	if (net.lose > 0) {
		net.lose--;
		return;
	}
	for (int i = 0; i <= net.twice; i++) {
		struct message *message = malloc(sizeof(*message) + len);

		message->to = ws->other;
		message->len = len;
		memcpy(message->data, data, len);
		loop_after(net.loop, 0, deliver, message);
	}
}

size_t ws_queued(const struct ws *ws)
{
	(void)ws;
	return 0;
}

void ws_set_events(struct ws *ws, const struct ws_events *events)
{
	ws->events = *events;
}

static inline void attach(void *arg)
{
	struct ws *server_end = arg;

	if (!server_end->closed)
		link_server_attach(net.server, net.agent_id, wire_of_ws(server_end));
}

struct ws *ws_connect(struct loop *loop, const char *url, const char *const *headers,
		      const struct ws_events *events, struct error *err)
{
	struct ws *ws;

	(void)loop;
	net.connects++;
	snprintf(net.url, sizeof(net.url), "%s", url);
	snprintf(net.header, sizeof(net.header), "%s", headers[0]);
	if (net.refuse) {
		error_set(err, ERROR_UNAVAILABLE, "connection refused");
		return NULL;
	}
	ws = ws_make(events);
	ws->other = ws_make(NULL);
	ws->other->other = ws;
	loop_after(net.loop, 0, attach, ws->other);
	return ws;
}

/* --- The test's two ends ---------------------------------------------------------------- */

struct answer {
	int count, rc, percent, progress;
	struct error err;
	char data[256], message[64];
};

static struct {
	int up, down;
	char event[64], event_data[128];
} server_saw;

static struct {
	int up, down, calls, running, most;
	char order[64], why[256];
	struct link_call *held[8];
	int held_count;
} agent_saw;

static inline void server_up(void *arg, int64_t agent_id)
{
	(void)arg;
	CHECK_INT(agent_id, 3);
	server_saw.up++;
}

static inline void server_down(void *arg, int64_t agent_id)
{
	(void)arg, (void)agent_id;
	server_saw.down++;
}

static inline void server_event(void *arg, int64_t agent_id, const char *name, struct span data)
{
	(void)arg, (void)agent_id;
	snprintf(server_saw.event, sizeof(server_saw.event), "%s", name);
	snprintf(server_saw.event_data, sizeof(server_saw.event_data), "%.*s", (int)data.len,
		 data.at);
}

static inline void agent_up(void *arg)
{
	(void)arg;
	agent_saw.up++;
}

static inline void agent_down(void *arg, const char *why)
{
	(void)arg;
	agent_saw.down++;
	snprintf(agent_saw.why, sizeof(agent_saw.why), "%s", why);
}

/* "echo" answers at once, "fail" fails, everything else is held until the test ends it. */
static inline void agent_call(void *arg, struct link_call *call, const char *name, struct span data)
{
	(void)arg;
	agent_saw.calls++;
	if (strcmp(name, "echo") == 0) {
		struct buf tag = {0};

		if (json_string(json_get(data, "tag"), &tag) == 0)
			strncat(agent_saw.order, tag.data, 4);
		buf_done(&tag);
		link_call_reply(call, data);
	} else if (strcmp(name, "fail") == 0) {
		struct error err;

		error_field(&err, ERROR_UNAVAILABLE, "NoDocker", "docker", "docker is \"away\"");
		link_call_fail(call, &err);
	} else {
		agent_saw.held[agent_saw.held_count++] = call;
	}
}

static inline struct link_agent *agent_make(void)
{
	struct link_agent_options options = {
		.url = "http://127.0.0.1:9080/", .access_key = "KEY", .secret_key = "secret"};
	struct link_agent_events events = {agent_up, agent_down, agent_call, NULL};
	struct error err = {0};
	struct link_agent *agent = link_agent_new(net.loop, &options, &events, &err);

	CHECK(agent);
	return agent;
}

static inline void turn(int ms)
{
	int64_t end = clock_mono() + ms;

	do
		loop_once(net.loop, 5);
	while (clock_mono() < end);
}

/* Turns until *flag is at least `want` (8 s at most: the backoff grows from case to case). */
static inline void turn_until(const int *flag, int want)
{
	int64_t end = clock_mono() + 8000;

	while (*flag < want && clock_mono() < end)
		loop_once(net.loop, 5);
	CHECK(*flag >= want);
}

static inline void on_done(void *arg, int rc, struct span data, const struct error *err)
{
	struct answer *answer = arg;

	answer->count++;
	answer->rc = rc;
	if (err)
		answer->err = *err;
	snprintf(answer->data, sizeof(answer->data), "%.*s", (int)data.len, data.at ? data.at : "");
}

static inline void on_progress(void *arg, int percent, const char *message)
{
	struct answer *answer = arg;

	answer->progress++;
	answer->percent = percent;
	snprintf(answer->message, sizeof(answer->message), "%s", message);
}

static inline struct link_request *ask(const char *name, const char *data, int timeout,
				       int attempts, struct answer *answer)
{
	struct link_request_options options = {
		.name = name,
		.resource_type = "instanceHostMap",
		.resource_id = 7,
		.data = span_of(data),
		.timeout = timeout,
		.attempts = attempts,
		.silence = net.lose || net.refuse ? 15 : 0,
		.on_progress = on_progress,
	};

	memset(answer, 0, sizeof(*answer));
	return link_request(net.server, 3, &options, on_done, answer);
}

static inline void reset(void)
{
	memset(&agent_saw, 0, sizeof(agent_saw));
	memset(&server_saw, 0, sizeof(server_saw));
}

#endif
