/* The two kinds of connection. */
#include "link/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void over_ws_send(void *self, const char *data, size_t len)
{
	ws_send(self, data, len);
}

static void over_ws_close(void *self, const char *why)
{
	ws_close(self, why);
}

static void over_ws_set_events(void *self, const struct ws_events *events)
{
	ws_set_events(self, events);
}

static size_t over_ws_queued(const void *self)
{
	return ws_queued(self);
}

struct wire wire_of_ws(struct ws *ws)
{
	static const struct wire_ops ops = {over_ws_send, over_ws_close, over_ws_set_events,
					    over_ws_queued};

	return (struct wire){&ops, ws};
}

/* --- Pairs ------------------------------------------------------------------------------ */

struct text {
	struct text *next;
	size_t len;
	char data[];
};

struct pair;

struct end {
	struct pair *pair;
	struct end *other;
	struct ws_events events;
	struct text *first, **last; /* what it has not heard yet */
	size_t bytes; /* of those */
	int has_events, over; /* over: its on_close was called */
};

struct pair {
	struct loop *loop;
	struct timer *timer;
	struct end ends[2];
	int closing, delivering;
	char why[128];
};

static void deliver(void *arg);

static void deliver_soon(struct pair *pair)
{
	if (!pair->timer)
		pair->timer = loop_after(pair->loop, 0, deliver, pair);
}

static void hear(struct end *end)
{
	struct text *text = end->first;

	while (text && !end->over && end->has_events) {
		struct text *next = text->next;

		end->bytes -= text->len;
		end->first = next;
		if (!next)
			end->last = &end->first;
		if (end->events.on_message)
			end->events.on_message(end->events.arg, text->data, text->len);
		free(text);
		text = next;
	}
}

static void end_over(struct end *end)
{
	struct text *next;

	end->over = 1;
	for (struct text *text = end->first; text; text = next) {
		next = text->next;
		free(text);
	}
	end->first = NULL;
	if (end->events.on_close)
		end->events.on_close(end->events.arg, end->pair->why);
}

/* Everything that was said until now; what is said meanwhile waits for another turn. */
static void deliver(void *arg)
{
	struct pair *pair = arg;
	struct text *now[2] = {pair->ends[0].first, pair->ends[1].first};

	pair->timer = NULL;
	for (int i = 0; i < 2; i++)
		if (now[i])
			hear(&pair->ends[i]);
	if (!pair->closing)
		return;
	for (int i = 0; i < 2; i++)
		end_over(&pair->ends[i]);
	timer_cancel(pair->timer);
	free(pair);
}

static void end_send(void *self, const char *data, size_t len)
{
	struct end *end = self, *other = end->other;
	struct text *text;

	if (end->pair->closing)
		return;
	text = malloc(sizeof(*text) + len + 1);
	if (!text)
		abort();
	text->next = NULL;
	text->len = len;
	memcpy(text->data, data, len);
	text->data[len] = '\0';
	*other->last = text;
	other->last = &text->next;
	other->bytes += len;
	deliver_soon(end->pair);
}

static void end_close(void *self, const char *why)
{
	struct end *end = self;

	if (end->pair->closing)
		return;
	end->pair->closing = 1;
	snprintf(end->pair->why, sizeof(end->pair->why), "%s", why);
	deliver_soon(end->pair);
}

static void end_set_events(void *self, const struct ws_events *events)
{
	struct end *end = self;

	end->events = *events;
	end->has_events = 1;
	if (end->first)
		deliver_soon(end->pair);
}

static size_t end_queued(const void *self)
{
	return ((const struct end *)self)->other->bytes;
}

void wire_pair(struct loop *loop, struct wire *one, struct wire *other)
{
	static const struct wire_ops ops = {end_send, end_close, end_set_events, end_queued};
	struct pair *pair = calloc(1, sizeof(*pair));

	if (!pair)
		abort();
	pair->loop = loop;
	for (int i = 0; i < 2; i++) {
		pair->ends[i].pair = pair;
		pair->ends[i].other = &pair->ends[1 - i];
		pair->ends[i].last = &pair->ends[i].first;
	}
	*one = (struct wire){&ops, &pair->ends[0]};
	*other = (struct wire){&ops, &pair->ends[1]};
}
