/*
 * The requests that an agent runs, one at a time of each resource, and their answers.
 *
 * The server repeats what was not answered, so each id is remembered: one that waits or
 * runs is answered with a sign of life, one that has ended with the same answer again. Work
 * goes on when the connection is lost; its answer waits for the server to ask once more.
 */
#include "link/link_agent.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

enum {
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

/* The newest call of a resource: the one behind which the next one waits. */
struct queue {
	struct map_node node; /* in link_agent.queues, by key */
	char key[EVENT_NAME_MAX + EVENT_TYPE_MAX];
	struct link_call *last;
};

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

/* --- Calls ------------------------------------------------------------------------------ */

static void send_sign_of_life(struct link_call *call)
{
	struct event event;

	event_start_reply(&event, &call->request);
	event.transitioning = EVENT_PROGRESS;
	link_agent_send(call->agent, &event);
}

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
		queue = container_of(node, struct queue, node);
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

	struct queue *queue = container_of(map_find(&agent->queues, call->key), struct queue, node);

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
		link_agent_pass(agent, text.data, text.len, 1);

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
	link_agent_send(call->agent, &event);
}

/* --- What the server says --------------------------------------------------------------- */

void link_agent_request(struct link_agent *agent, const char *text, size_t len,
			const struct event *event)
{
	struct map_node *node = map_find(&agent->calls, event->id);
	struct link_call *call = node ? container_of(node, struct link_call, node) : NULL;

	if (call && call->state == CALL_ENDED) {
		link_agent_pass(agent, call->text.data, call->text.len, 1);
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

void link_agent_cancel(struct link_agent *agent, const struct event *event)
{
	struct map_node *node = map_find(&agent->calls, event->previous_id);

	if (node)
		container_of(node, struct link_call, node)->cancelled = 1;
}

void link_agent_drop_calls(struct link_agent *agent)
{
	struct map_node *node;

	timer_cancel(agent->starter);
	while ((node = map_any(&agent->calls))) {
		struct link_call *call = container_of(node, struct link_call, node);

		map_remove(&agent->calls, node);
		/* One that runs belongs to its runner until it ends. */
		if (call->state == CALL_RUNNING)
			call->agent = NULL;
		else
			call_free(call);
	}
	while ((node = map_any(&agent->queues))) {
		struct queue *queue = container_of(node, struct queue, node);

		map_remove(&agent->queues, node);
		free(queue);
	}
	map_done(&agent->calls);
	map_done(&agent->queues);
}
