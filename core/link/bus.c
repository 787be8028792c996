/* Hearers in a list, requests in a map by their replyTo. */
#include "link/bus.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/log.h"
#include "link/map.h"

enum {
	DEFAULT_TIMEOUT = 15000,
	DEFAULT_ATTEMPTS = 3,
	LOOK_AT_ONCE = 256, /* requests, in one turn of the loop: very many may wait */
	ENDED_MAX = 256, /* that are remembered, so that a second answer is told apart */
};

struct bus_request {
	struct map_node node; /* in bus->requests, by event.reply_to */
	struct bus *bus;
	struct bus_request *previous, *next;
	struct event event; /* its data points into `data` */
	struct buf data;
	struct timer *timer;
	int64_t key, timeout;
	int attempts, sent; /* sent: since it was made, or since the last sign of life */
	unsigned waits : 1, is_absent : 1;
	void (*on_absent)(void *arg, int is_absent);
	void (*on_progress)(void *arg, int percent, const char *message);
	void (*done)(void *arg, int rc, struct span data, const struct error *err);
	void *arg;
};

struct bus {
	struct loop *loop;
	struct bus_events events;
	struct bus_hearer *hearers;
	struct map requests;
	struct bus_request *first, *last;
	char ended[ENDED_MAX][EVENT_NAME_MAX + 1]; /* replyTo of those that were answered */
	unsigned ended_at;
	struct timer *look; /* whether somebody hears what waits */
	struct bus_request *looked; /* the next one to be looked at; NULL: all were, */
	int look_again; /* but those who hear have changed since */
};

/* --- Names ------------------------------------------------------------------------------ */

/* Whether a name is what a pattern stands for. */
static int fits(const char *pattern, const char *name)
{
	const char *star = NULL, *mark = NULL;

	while (*name) {
		if (*pattern == '*') {
			star = ++pattern;
			mark = name;
		} else if (*pattern == *name) {
			pattern++;
			name++;
		} else if (star) {
			pattern = star;
			name = ++mark;
		} else {
			return 0;
		}
	}
	while (*pattern == '*')
		pattern++;
	return !*pattern;
}

static int hears(const struct bus_hearer *hearer, const char *name)
{
	size_t len = strlen(name), suffix = strlen(hearer->suffix);
	char plain[EVENT_NAME_MAX + 1];

	if (suffix) {
		if (len < suffix || strcmp(name + len - suffix, hearer->suffix) != 0)
			return 0;
		len -= suffix;
	}
	snprintf(plain, sizeof(plain), "%.*s", (int)len, name);
	for (const char *at = hearer->names; at && *at; at += strlen(at) + 1)
		if (fits(at, plain))
			return 1;
	return 0;
}

int bus_hearers(const struct bus *bus, const char *name)
{
	int count = 0;

	for (const struct bus_hearer *at = bus->hearers; at; at = at->next)
		count += hears(at, name);
	return count;
}

int bus_publish(struct bus *bus, const struct event *event)
{
	int count = 0;

	for (struct bus_hearer *at = bus->hearers; at; at = at->next) {
		char name[EVENT_NAME_MAX + 1];

		if (!hears(at, event->name))
			continue;
		count++;
		snprintf(name, sizeof(name), "%s", event->name);
		if (at->cut)
			name[strlen(name) - strlen(at->suffix)] = 0;
		at->hear(at, event, name);
	}
	return count;
}

/* --- Requests --------------------------------------------------------------------------- */

static void on_silence(void *arg);

static void request_free(struct bus_request *request)
{
	struct bus *bus = request->bus;

	timer_cancel(request->timer);
	if (bus->looked == request)
		bus->looked = request->next;
	map_remove(&bus->requests, &request->node);
	*(request->previous ? &request->previous->next : &bus->first) = request->next;
	*(request->next ? &request->next->previous : &bus->last) = request->previous;
	buf_done(&request->data);
	free(request);
}

/* The request is gone before its owner hears of it, so the owner may do as it likes. */
static void request_end(struct bus_request *request, int rc, struct span data,
			const struct error *err)
{
	void (*done)(void *, int, struct span, const struct error *) = request->done;
	void *arg = request->arg;

	request_free(request);
	done(arg, rc, data, err);
}

static void request_send(struct bus_request *request)
{
	struct bus *bus = request->bus;
	int was_absent = request->is_absent;

	timer_cancel(request->timer);
	request->is_absent = bus_publish(bus, &request->event) == 0;
	/* One that waits for a hearer has all the time there is; else it ends in a later turn. */
	request->timer = request->is_absent && request->waits
				 ? NULL
				 : loop_after(bus->loop, request->is_absent ? 0 : request->timeout,
					      on_silence, request);
	if (!request->is_absent)
		request->sent++;
	if (was_absent != request->is_absent && request->on_absent)
		request->on_absent(request->arg, request->is_absent);
}

static void on_silence(void *arg)
{
	struct bus_request *request = arg;
	const char *name = request->event.name;
	struct error err = {0};

	request->timer = NULL;
	if (request->is_absent) {
		error_field(&err, ERROR_UNAVAILABLE, "Absent", NULL, "nobody subscribes to %s",
			    name);
		request_end(request, -1, (struct span){0}, &err);
	} else if (request->sent < request->attempts) {
		request_send(request);
	} else {
		error_set(&err, ERROR_TIMEOUT,
			  "nobody answered %s, which was sent %d times in %" PRId64 " s", name,
			  request->sent, (request->timeout * request->sent + 999) / 1000);
		request_end(request, -1, (struct span){0}, &err);
	}
}

struct bus_request *
bus_request(struct bus *bus, const struct bus_request_options *options,
	    void (*done)(void *arg, int rc, struct span data, const struct error *err), void *arg)
{
	struct bus_request *request = calloc(1, sizeof(*request));
	struct event *event;

	if (!request)
		abort();
	event = &request->event;
	request->bus = bus;
	request->key = options->key;
	request->timeout = options->timeout > 0 ? options->timeout : DEFAULT_TIMEOUT;
	request->attempts = options->attempts > 0 ? options->attempts : DEFAULT_ATTEMPTS;
	request->waits = options->waits ? 1 : 0;
	request->on_progress = options->on_progress;
	request->done = done;
	request->arg = arg;
	event_start(event, options->name);
	snprintf(event->reply_to, sizeof(event->reply_to), "reply.%.100s", event->id);
	snprintf(event->resource_type, sizeof(event->resource_type), "%s",
		 options->resource_type ? options->resource_type : "");
	event->resource_id = options->resource_id;
	event->timeout = request->timeout;
	buf_add(&request->data, options->data.at, options->data.len);
	event->data = (struct span){request->data.data, request->data.len};
	map_add(&bus->requests, &request->node, event->reply_to);
	request->previous = bus->last;
	*(bus->last ? &bus->last->next : &bus->first) = request;
	bus->last = request;
	request_send(request);
	request->on_absent = options->on_absent;
	return request;
}

const char *bus_request_name(const struct bus_request *request)
{
	return request->event.name;
}

void bus_request_pass(struct bus_request *request, void (*on_absent)(void *arg, int is_absent),
		      void (*on_progress)(void *arg, int percent, const char *message),
		      void (*done)(void *arg, int rc, struct span data, const struct error *err),
		      void *arg)
{
	request->on_absent = on_absent;
	request->on_progress = on_progress;
	request->done = done;
	request->arg = arg;
}

int bus_request_is_absent(const struct bus_request *request)
{
	return request->is_absent;
}

void bus_request_cancel(struct bus_request *request)
{
	if (request)
		request_free(request);
}

void bus_sweep(struct bus *bus, int (*keep)(void *arg, int64_t key, const char *name), void *arg)
{
	struct bus_request *request = bus->first;
	struct error err = {0};

	error_field(&err, ERROR_CANCELLED, "Dropped", NULL, "%s",
		    "who was to answer is not asked any more");
	while (request) {
		if (!request->key || keep(arg, request->key, request->event.name)) {
			request = request->next;
			continue;
		}
		/* Whoever hears of it may end others. */
		request_end(request, -1, (struct span){0}, &err);
		request = bus->first;
	}
}

/* --- Answers ---------------------------------------------------------------------------- */

static int was_ended(const struct bus *bus, const char *name)
{
	for (int i = 0; i < ENDED_MAX; i++)
		if (strcmp(bus->ended[i], name) == 0)
			return 1;
	return 0;
}

/* For people who look on: NAME.reply, qualified as the request was. */
static void tell_reply(struct bus *bus, const struct bus_request *request,
		       const struct event *event)
{
	size_t base = strcspn(request->event.name, ";");
	struct event told = *event;
	int len = snprintf(told.name, sizeof(told.name), "%.*s.reply%s", (int)base,
			   request->event.name, request->event.name + base);

	if (len > 0 && (size_t)len < sizeof(told.name))
		bus_publish(bus, &told);
}

static int take_reply(struct bus *bus, const struct event *event, struct error *err)
{
	struct map_node *node = map_find(&bus->requests, event->name);
	struct bus_request *request = container_of(node, struct bus_request, node);

	if (!event->previous_id[0])
		return error_field(err, ERROR_INVALID, "MissingRequired", "previousIds",
				   "a reply says in previousIds which event it answers");
	if (strcmp(event->previous_id, request->event.id) != 0)
		return error_field(err, ERROR_INVALID, "InvalidReference", "previousIds",
				   "%s was not asked by event %s", event->name, event->previous_id);
	tell_reply(bus, request, event);
	if (event->transitioning == EVENT_PROGRESS) {
		request->sent = 1;
		timer_cancel(request->timer);
		request->timer = loop_after(bus->loop, request->timeout, on_silence, request);
		if (request->on_progress && (event->progress >= 0 || event->error.text[0]))
			request->on_progress(request->arg, event->progress, event->error.text);
		return 0;
	}
	memcpy(bus->ended[bus->ended_at++ % ENDED_MAX], event->name, sizeof(event->name));
	if (event->transitioning == EVENT_ERROR)
		request_end(request, -1, event->data, &event->error);
	else
		request_end(request, 0, event->data.len ? event->data : span_of("{}"), NULL);
	return 0;
}

int bus_reply(struct bus *bus, const struct event *event, const struct bus_party *party,
	      struct error *err)
{
	if (map_find(&bus->requests, event->name)) {
		/* What the bus asks, only those may answer who may hear it. */
		if (!party->is_raw)
			return error_set(err, ERROR_DENIED, "%s is not this account's to send",
					 event->name);
		return take_reply(bus, event, err);
	}
	if (party->is_raw && was_ended(bus, event->name))
		return error_set(err, ERROR_CONFLICT, "%s was answered already", event->name);
	if (bus->events.on_reply)
		return bus->events.on_reply(bus->events.arg, event, party, err);
	return error_set(err, ERROR_NOT_FOUND, "nothing waits for %s", event->name);
}

/* --- Hearers ---------------------------------------------------------------------------- */

static int agent_is_heard(const struct bus *bus, int64_t agent_id)
{
	for (const struct bus_hearer *at = bus->hearers; at; at = at->next)
		if (at->agent_id == agent_id)
			return 1;
	return 0;
}

/* What was asked of one who has left, and of nobody else, is not waited for in vain. */
static void lose(struct bus_request *request)
{
	timer_cancel(request->timer);
	request->is_absent = 1;
	request->timer = request->waits ? NULL
					: loop_after(request->bus->loop, request->timeout,
						     on_silence, request);
	if (request->on_absent)
		request->on_absent(request->arg, 1);
}

/* Those who hear have changed: what waits for somebody to hear it, and what nobody hears any more.
 * In turns of its own, so that nobody is called back from inside bus_add and bus_remove. */
static void look(void *arg)
{
	struct bus *bus = arg;

	bus->look = NULL;
	if (!bus->looked && bus->look_again) {
		bus->looked = bus->first;
		bus->look_again = 0;
	}
	for (int i = 0; i < LOOK_AT_ONCE && bus->looked; i++) {
		struct bus_request *request = bus->looked;
		int is_heard = bus_hearers(bus, request->event.name) > 0;

		bus->looked = request->next;
		if (is_heard && request->is_absent && request->waits)
			request_send(request);
		else if (!is_heard && !request->is_absent)
			lose(request);
	}
	if (bus->looked || bus->look_again)
		bus->look = loop_after(bus->loop, 0, look, bus);
}

static void look_soon(struct bus *bus)
{
	bus->look_again = 1;
	if (!bus->look)
		bus->look = loop_after(bus->loop, 0, look, bus);
}

void bus_add(struct bus *bus, struct bus_hearer *hearer)
{
	int is_first = hearer->agent_id && !agent_is_heard(bus, hearer->agent_id);

	hearer->previous = NULL;
	hearer->next = bus->hearers;
	if (hearer->next)
		hearer->next->previous = hearer;
	bus->hearers = hearer;
	look_soon(bus);
	if (is_first && bus->events.on_agent)
		bus->events.on_agent(bus->events.arg, hearer->agent_id, 1);
}

void bus_remove(struct bus *bus, struct bus_hearer *hearer)
{
	if (hearer->next)
		hearer->next->previous = hearer->previous;
	*(hearer->previous ? &hearer->previous->next : &bus->hearers) = hearer->next;
	hearer->previous = hearer->next = NULL;
	look_soon(bus);
	if (hearer->agent_id && !agent_is_heard(bus, hearer->agent_id) && bus->events.on_agent)
		bus->events.on_agent(bus->events.arg, hearer->agent_id, 0);
}

/* --- The rest --------------------------------------------------------------------------- */

struct bus *bus_new(struct loop *loop)
{
	struct bus *bus = calloc(1, sizeof(*bus));

	if (!bus)
		abort();
	bus->loop = loop;
	return bus;
}

void bus_on(struct bus *bus, const struct bus_events *events)
{
	bus->events = events ? *events : (struct bus_events){0};
}

void bus_free(struct bus *bus)
{
	if (!bus)
		return;
	assert(!bus->hearers);
	while (bus->first)
		request_free(bus->first);
	timer_cancel(bus->look);
	map_done(&bus->requests);
	free(bus);
}
