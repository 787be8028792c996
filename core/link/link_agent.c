/*
 * The agent's end: keeps one connection to the server, and runs its requests.
 *
 * The server repeats what was not answered, so each id is remembered: one that waits or
 * runs is answered with a sign of life, one that has ended with the same answer again. Work
 * goes on when the connection is lost; its answer waits for the server to ask once more.
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
#include "http/basic.h"
#include "link/event.h"
#include "link/map.h"

enum {
	BACKOFF_FIRST = 1000,
	BACKOFF_MAX = 15000,
	WELCOME_MS = 10000, /* how long the server may take to accept us */
	KEEP_CALLS = 1000, /* answers remembered */
	KEEP_MS = 600000,
	KEEP_BYTES = 16 << 20,
	PROGRESS_MS = 200, /* progress is a hint: at most this often */
};

enum call_state { CALL_WAITING, CALL_RUNNING, CALL_ENDED };

struct link_call {
	struct map_node node; /* in link_agent.calls, by id */
	struct link_agent *agent; /* NULL: the agent was freed while it ran */
	struct link_call *next, *previous; /* in agent->active or agent->ended */
	struct link_call *behind; /* the next one of the same resource */
	struct link_call *next_ready;
	char key[EVENT_NAME_MAX + EVENT_TYPE_MAX];
	struct event request; /* its data borrows from text */
	struct buf text; /* the request; once ended, the answer */
	enum call_state state;
	int cancelled; /* the server took it back before its turn came */
	int64_t ended_at, progress_at; /* monotonic ms */
};

struct call_list {
	struct link_call *first, *last;
};

/* The newest call of a resource: the one behind which the next one waits. */
struct queue {
	struct map_node node; /* in link_agent.queues, by key */
	char key[EVENT_NAME_MAX + EVENT_TYPE_MAX];
	struct link_call *last;
};

struct link_agent {
	struct loop *loop;
	struct link_agent_events events;
	char *url, *header; /* header: a secret */
	struct wire wire; /* no ops between connections */
	struct wire (*dial)(void *arg, const struct ws_events *events, struct error *err);
	void *dial_arg;
	struct link_faults faults;
	struct late *late; /* texts that faults hold back */
	int up; /* the server said welcome */
	int backoff;
	struct timer *timer; /* the next attempt, or the wait for the welcome */
	struct timer *starter; /* starts the calls whose turn has come */
	struct link_call *ready, **ready_end;
	struct map calls, queues;
	struct call_list active, ended;
	int ended_count;
	size_t ended_bytes;
};

/* A text on its way through faults. */
struct late {
	struct late *next, **link;
	struct link_agent *agent;
	struct timer *timer;
	int out;
	struct buf text;
};

static void connect_now(void *arg);
static void take_message(struct link_agent *agent, const char *data, size_t len);

/* --- Lists ------------------------------------------------------------------------------ */

static void list_add(struct call_list *list, struct link_call *call)
{
	call->next = NULL;
	call->previous = list->last;
	*(list->last ? &list->last->next : &list->first) = call;
	list->last = call;
}

static void list_remove(struct call_list *list, struct link_call *call)
{
	*(call->previous ? &call->previous->next : &list->first) = call->next;
	*(call->next ? &call->next->previous : &list->last) = call->previous;
	call->next = call->previous = NULL;
}

/* --- Faults ----------------------------------------------------------------------------- */

static void late_free(struct late *late)
{
	*late->link = late->next;
	if (late->next)
		late->next->link = late->link;
	timer_cancel(late->timer);
	buf_done(&late->text);
	free(late);
}

static void late_arrives(void *arg)
{
	struct late *late = arg;
	struct link_agent *agent = late->agent;
	AUTO(buf_done) struct buf text = late->text;
	int out = late->out;

	late->timer = NULL;
	late->text = (struct buf){0};
	late_free(late);
	if (!agent->wire.ops)
		return;
	if (out)
		wire_send(agent->wire, text.data, text.len);
	else
		take_message(agent, text.data, text.len);
}

static void hold_back(struct link_agent *agent, const char *data, size_t len, int out, int64_t ms)
{
	struct late *late = calloc(1, sizeof(*late));

	if (!late)
		abort();
	late->agent = agent;
	late->out = out;
	buf_add(&late->text, data, len);
	late->link = &agent->late;
	late->next = agent->late;
	if (late->next)
		late->next->link = &late->next;
	agent->late = late;
	late->timer = loop_after(agent->loop, ms, late_arrives, late);
}

/* One text through the faults, if there are any. Taking one in may close the connection. */
static void pass(struct link_agent *agent, const char *data, size_t len, int out)
{
	int64_t delay[2] = {0, 0};
	/* Until it is welcome it is no agent yet: a lost welcome would be a lost connection. */
	int faulty = agent->faults.pass && agent->up;
	int times = faulty ? agent->faults.pass(agent->faults.arg, out, delay) : 1;

	for (int i = 0; i < times && agent->wire.ops; i++) {
		if (delay[i] > 0)
			hold_back(agent, data, len, out, delay[i]);
		else if (out)
			wire_send(agent->wire, data, len);
		else
			take_message(agent, data, len);
	}
}

/* --- Sending ---------------------------------------------------------------------------- */

static void send_event(struct link_agent *agent, const struct event *event)
{
	AUTO(buf_done) struct buf text = {0};

	if (!agent || !agent->up)
		return;
	event_print(event, &text);
	pass(agent, text.data, text.len, 1);
}

static void send_sign_of_life(struct link_call *call)
{
	struct event event;

	event_start_reply(&event, &call->request);
	event.transitioning = EVENT_PROGRESS;
	send_event(call->agent, &event);
}

void link_agent_say(struct link_agent *agent, const char *name, struct span data)
{
	struct event event;

	event_start(&event, name);
	event.data = data;
	send_event(agent, &event);
}

/* --- Calls ------------------------------------------------------------------------------ */

static void call_free(struct link_call *call)
{
	buf_done(&call->text);
	free(call);
}

static void forget_ended(struct link_agent *agent)
{
	int64_t now = clock_mono();
	struct link_call *call;

	while ((call = agent->ended.first) &&
	       (agent->ended_count > KEEP_CALLS || agent->ended_bytes > KEEP_BYTES ||
		now - call->ended_at > KEEP_MS)) {
		list_remove(&agent->ended, call);
		map_remove(&agent->calls, &call->node);
		agent->ended_count--;
		agent->ended_bytes -= call->text.len;
		call_free(call);
	}
}

static void call_start(struct link_call *call)
{
	struct link_agent *agent = call->agent;

	call->state = CALL_RUNNING;
	if (call->cancelled) {
		link_call_fail(call, &(struct error){.code = ERROR_CANCELLED,
						     .text = "the server took the request back"});
		return;
	}
	agent->events.on_call(agent->events.arg, call, call->request.name,
			      call->request.data.len ? call->request.data : span_of("{}"));
}

/* From a timer, so that answering at once does not nest one call in another. */
static void start_ready(void *arg)
{
	struct link_agent *agent = arg;

	agent->starter = NULL;
	while (agent->ready) {
		struct link_call *call = agent->ready;

		agent->ready = call->next_ready;
		if (!agent->ready)
			agent->ready_end = &agent->ready;
		call_start(call);
	}
}

static void make_ready(struct link_call *call)
{
	struct link_agent *agent = call->agent;

	*agent->ready_end = call;
	agent->ready_end = &call->next_ready;
	if (!agent->starter)
		agent->starter = loop_after(agent->loop, 0, start_ready, agent);
}

/* Lines up behind the calls of the same resource; 1 when there is none. */
static int queue_join(struct link_call *call)
{
	struct link_agent *agent = call->agent;
	struct map_node *node;
	struct queue *queue;

	if (!call->key[0])
		return 1;
	node = map_find(&agent->queues, call->key);
	if (node) {
		queue = MAP_ENTRY(node, struct queue, node);
		queue->last->behind = call;
		queue->last = call;
		return 0;
	}
	queue = calloc(1, sizeof(*queue));
	if (!queue)
		abort();
	memcpy(queue->key, call->key, sizeof(queue->key));
	queue->last = call;
	map_add(&agent->queues, &queue->node, queue->key);
	return 1;
}

/* The head of its queue is through: the next one's turn. */
static void queue_leave(struct link_call *call)
{
	struct link_agent *agent = call->agent;

	if (!call->key[0])
		return;
	if (call->behind) {
		make_ready(call->behind);
		call->behind = NULL;
		return;
	}

	struct queue *queue = MAP_ENTRY(map_find(&agent->queues, call->key), struct queue, node);

	map_remove(&agent->queues, &queue->node);
	free(queue);
}

/* Remembers the answer under the id, sends it, and lets the next call of the resource begin. */
static void call_end(struct link_call *call, struct event *answer)
{
	struct link_agent *agent = call->agent;
	struct buf text = {0};

	if (!agent) {
		call_free(call);
		return;
	}
	event_print(answer, &text);
	buf_done(&call->text);
	call->text = text;
	call->request.data = (struct span){0};
	call->state = CALL_ENDED;
	call->ended_at = clock_mono();
	if (agent->up)
		pass(agent, text.data, text.len, 1);

	list_remove(&agent->active, call);
	list_add(&agent->ended, call);
	agent->ended_count++;
	agent->ended_bytes += text.len;
	queue_leave(call);
	forget_ended(agent);
}

struct span link_call_text(const struct link_call *call)
{
	return (struct span){call->text.data, call->text.len};
}

void link_call_reply(struct link_call *call, struct span data)
{
	struct event answer;

	event_start_reply(&answer, &call->request);
	answer.data = data;
	call_end(call, &answer);
}

void link_call_fail(struct link_call *call, const struct error *err)
{
	struct event answer;

	event_start_reply(&answer, &call->request);
	answer.transitioning = EVENT_ERROR;
	answer.error = *err;
	call_end(call, &answer);
}

void link_call_progress(struct link_call *call, int percent, const char *message)
{
	struct event event;
	int64_t now = clock_mono();

	if (call->progress_at && now - call->progress_at < PROGRESS_MS)
		return;
	call->progress_at = now;
	event_start_reply(&event, &call->request);
	event.transitioning = EVENT_PROGRESS;
	event.progress = percent;
	snprintf(event.error.text, sizeof(event.error.text), "%s", message ? message : "");
	send_event(call->agent, &event);
}

/* --- What the server says --------------------------------------------------------------- */

static void take_request(struct link_agent *agent, const char *text, size_t len,
			 const struct event *event)
{
	struct map_node *node = map_find(&agent->calls, event->id);
	struct link_call *call = node ? MAP_ENTRY(node, struct link_call, node) : NULL;

	if (call && call->state == CALL_ENDED) {
		pass(agent, call->text.data, call->text.len, 1);
		return;
	}
	if (call) {
		send_sign_of_life(call);
		return;
	}
	call = calloc(1, sizeof(*call));
	if (!call)
		abort();
	call->agent = agent;
	buf_add(&call->text, text, len);
	call->request = *event;
	if (event->data.len)
		call->request.data.at = call->text.data + (event->data.at - text);
	event_resource_key(event, call->key, sizeof(call->key));
	map_add(&agent->calls, &call->node, call->request.id);
	list_add(&agent->active, call);
	if (queue_join(call))
		make_ready(call);
}

/* The server no longer wants a request. One that runs goes on: half an effect helps nobody. */
static void take_cancel(struct link_agent *agent, const struct event *event)
{
	struct map_node *node = map_find(&agent->calls, event->previous_id);

	if (node)
		MAP_ENTRY(node, struct link_call, node)->cancelled = 1;
}

static void take_message(struct link_agent *agent, const char *data, size_t len)
{
	struct event event;
	struct error err = {0};

	if (event_parse(data, len, &event, &err) < 0) {
		log_warn("link", "malformed message, connection closed", "error=\"%s\"", err.text);
		wire_close(agent->wire, err.text);
		return;
	}
	if (strcmp(event.name, "link.welcome") == 0) {
		if (agent->up)
			return;
		agent->up = 1;
		agent->backoff = BACKOFF_FIRST;
		timer_cancel(STEAL(agent->timer));
		link_agent_say(agent, "link.ready", (struct span){0});
		agent->events.on_up(agent->events.arg);
	} else if (strcmp(event.name, "link.ping") == 0) {
		link_agent_say(agent, "link.pong", (struct span){0});
	} else if (strcmp(event.name, "link.cancel") == 0) {
		take_cancel(agent, &event);
	} else if (event.reply_to[0] && agent->up) {
		take_request(agent, data, len, &event);
	} else {
		log_debug("link", "event without a reply address, ignoring", "name=%s", event.name);
	}
}

static void on_message(void *arg, const char *data, size_t len)
{
	pass(arg, data, len, 0);
}

/* --- The connection --------------------------------------------------------------------- */

static void connect_later(struct link_agent *agent)
{
	uint32_t dice;
	int64_t wait = agent->backoff;

	/* Half of it is chance, so that the agents of a restarted server do not come all at once.
	 */
	id_random(&dice, sizeof(dice));
	wait = wait / 2 + (int64_t)(dice % (uint32_t)(wait / 2 + 1));
	agent->backoff = agent->backoff * 2 < BACKOFF_MAX ? agent->backoff * 2 : BACKOFF_MAX;
	timer_cancel(agent->timer);
	agent->timer = loop_after(agent->loop, wait, connect_now, agent);
}

static void on_close(void *arg, const char *why)
{
	struct link_agent *agent = arg;

	agent->wire = (struct wire){0};
	agent->up = 0;
	connect_later(agent);
	agent->events.on_down(agent->events.arg, why);
}

static void on_no_welcome(void *arg)
{
	struct link_agent *agent = arg;

	agent->timer = NULL;
	wire_close(agent->wire, "the server did not accept the agent in time");
}

static struct wire dial_url(void *arg, const struct ws_events *events, struct error *err)
{
	struct link_agent *agent = arg;
	const char *headers[] = {agent->header, NULL};
	struct ws *ws = ws_connect(agent->loop, agent->url, headers, events, err);

	return ws ? wire_of_ws(ws) : (struct wire){0};
}

static void connect_now(void *arg)
{
	struct link_agent *agent = arg;
	struct ws_events events = {.on_message = on_message, .on_close = on_close, .arg = agent};
	struct error err = {0};

	agent->timer = NULL;
	agent->wire = agent->dial(agent->dial_arg, &events, &err);
	if (agent->wire.ops) {
		agent->timer = loop_after(agent->loop, WELCOME_MS, on_no_welcome, agent);
		return;
	}
	connect_later(agent);
	agent->events.on_down(agent->events.arg, err.text);
}

static int check_options(const struct link_agent_options *options, struct error *err)
{
	if (strncmp(options->url, "http://", 7) != 0 && strncmp(options->url, "ws://", 5) != 0)
		return error_field(err, ERROR_INVALID, NULL, "url",
				   "the server's address is http://HOST:PORT, not \"%s\"",
				   options->url);
	if (!options->access_key || !*options->access_key || !options->secret_key ||
	    !*options->secret_key ||
	    strlen(options->access_key) + strlen(options->secret_key) > 512)
		return error_field(err, ERROR_INVALID, "MissingRequired", "accessKey",
				   "an agent needs its access key and its secret key");
	return 0;
}

struct link_agent *link_agent_new(struct loop *loop, const struct link_agent_options *options,
				  const struct link_agent_events *events, struct error *err)
{
	struct link_agent *agent;

	if (!options->dial && check_options(options, err) < 0)
		return NULL;
	agent = calloc(1, sizeof(*agent));
	if (!agent)
		abort();
	agent->loop = loop;
	agent->events = *events;
	agent->faults = options->faults;
	agent->dial = options->dial ? options->dial : dial_url;
	agent->dial_arg = options->dial ? options->dial_arg : agent;
	if (!options->dial) {
		struct buf url = {0};
		size_t len = strlen(options->url);

		while (len && options->url[len - 1] == '/')
			len--;
		buf_add(&url, options->url, len);
		buf_adds(&url, "/v1/link");
		agent->url = buf_steal(&url);
		agent->header = http_basic_header(options->access_key, options->secret_key);
	}
	agent->backoff = BACKOFF_FIRST;
	agent->ready_end = &agent->ready;
	agent->timer = loop_after(loop, 0, connect_now, agent);
	return agent;
}

void link_agent_cut(struct link_agent *agent, const char *why)
{
	if (agent->wire.ops)
		wire_close(agent->wire, why);
}

static void ignore_message(void *arg, const char *data, size_t len)
{
	(void)arg, (void)data, (void)len;
}

static void ignore_close(void *arg, const char *why)
{
	(void)arg, (void)why;
}

void link_agent_free(struct link_agent *agent)
{
	struct map_node *node;

	if (!agent)
		return;
	timer_cancel(agent->timer);
	timer_cancel(agent->starter);
	while (agent->late)
		late_free(agent->late);
	if (agent->wire.ops) {
		wire_set_events(agent->wire, &(struct ws_events){.on_message = ignore_message,
								 .on_close = ignore_close});
		wire_close(agent->wire, "the agent ends");
	}
	while ((node = map_any(&agent->calls))) {
		struct link_call *call = MAP_ENTRY(node, struct link_call, node);

		map_remove(&agent->calls, node);
		/* One that runs belongs to its runner until it ends. */
		if (call->state == CALL_RUNNING)
			call->agent = NULL;
		else
			call_free(call);
	}
	while ((node = map_any(&agent->queues))) {
		struct queue *queue = MAP_ENTRY(node, struct queue, node);

		map_remove(&agent->queues, node);
		free(queue);
	}
	map_done(&agent->calls);
	map_done(&agent->queues);
	if (agent->header)
		explicit_bzero(agent->header, strlen(agent->header));
	free(agent->header);
	free(agent->url);
	free(agent);
}
