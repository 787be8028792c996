/* Subscribers: who comes, what they want to hear, and how it reaches them. */
#include "api/subscribe.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/access.h"
#include "api/auth.h"
#include "api/errors.h"
#include "api/ids.h"
#include "api/input.h"
#include "api/subscriber.h"
#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"

#define PING_MS 5000
#define PING_MS_LEAST 100
#define PING_MS_MOST 3600000
#define PINGS_MAX 8640 /* twelve hours */
#define END_PATIENCE 30000 /* ms that one who is hung up on has to read what is queued */
#define NAMES_MAX 100
#define CHANGE "resource.change"

struct subscribers *subscribers_new(struct api *api)
{
	struct subscribers *subscribers = calloc(1, sizeof(*subscribers));

	if (!subscribers)
		abort();
	subscribers->api = api;
	return subscribers;
}

static void subscriber_free(struct subscriber *subscriber)
{
	buf_done(&subscriber->names);
	buf_done(&subscriber->includes);
	free(subscriber);
}

static void ignore_message(void *arg, const char *data, size_t len)
{
	(void)arg, (void)data, (void)len;
}

static void ignore_close(void *arg, const char *why)
{
	(void)arg, (void)why;
}

static void forget(struct subscriber *subscriber)
{
	struct subscribers *all = subscriber->api->subscribers;

	if (subscriber->previous)
		subscriber->previous->next = subscriber->next;
	else
		all->first = subscriber->next;
	if (subscriber->next)
		subscriber->next->previous = subscriber->previous;
	if (all->api->bus)
		bus_remove(all->api->bus, &subscriber->hearer);
	subscriber_free(subscriber);
	if (!all->first) {
		timer_cancel(STEAL(all->ping));
		timer_cancel(STEAL(all->flush));
		all->count = all->done = 0;
	}
}

static void on_close(void *arg, const char *why)
{
	(void)why;
	forget(arg);
}

static void on_closed(void *arg)
{
	forget(arg);
}

static void end(struct subscriber *subscriber, const char *why, int64_t patience)
{
	struct ws_events silent = {.on_message = ignore_message, .on_close = ignore_close};
	struct http_stream *stream = subscriber->stream;
	struct ws *ws = subscriber->ws;
	AUTO(buf_done) struct buf text = {0};
	struct event event;

	if (stream) {
		/* Behind all that is queued: who is merely slow reads on to here, and knows. */
		event_start(&event, "subscribe.end");
		event.transitioning = EVENT_ERROR;
		snprintf(event.error.text, sizeof(event.error.text), "%s", why);
		subscriber_render(&event, event.name, NULL, NULL, &text);
		subscriber_send(subscriber, &text);
	}
	log_info("api", "a subscriber is hung up on", "why=\"%s\" account=%" PRId64 " queued=%zu",
		 why, subscriber->who.account_id, subscriber_queued(subscriber));
	if (ws)
		ws_set_events(ws, &silent);
	forget(subscriber);
	if (ws && patience)
		ws_end(ws, why, patience);
	else if (ws)
		ws_close(ws, why);
	if (stream)
		http_stream_close(stream);
}

void subscriber_hang_up(struct subscriber *subscriber, const char *why)
{
	end(subscriber, why, END_PATIENCE);
}

int subscribers_count(const struct subscribers *subscribers)
{
	int count = 0;

	for (const struct subscriber *at = subscribers->first; at; at = at->next)
		count++;
	return count;
}

void subscribers_free(struct subscribers *subscribers)
{
	if (!subscribers)
		return;
	while (subscribers->first)
		end(subscribers->first, "the server stops", 0);
	timer_cancel(subscribers->ping);
	timer_cancel(subscribers->flush);
	free(subscribers->list);
	free(subscribers->table);
	free(subscribers);
}

void subscribers_drop(struct subscribers *subscribers, int64_t account_id, uint64_t session)
{
	struct subscriber *next;

	for (struct subscriber *at = subscribers->first; at; at = next) {
		next = at->next;
		if (account_id && at->who.account_id == account_id && !at->who.assumed)
			end(at, "the key or its account changed", 0);
		else if (session && at->who.session == session)
			end(at, "logged out", 0);
	}
}

/* --- Messages --------------------------------------------------------------------------- */

static void add_text(struct buf *ret, const char *key, const char *text)
{
	buf_json_key(ret, key);
	buf_json_string(ret, text && *text ? text : NULL);
}

/* Every member is always there, and the text has no line break: one message, one line. */
void subscriber_render(const struct event *event, const char *name, const char *resource_type,
		       const char *resource_id, struct buf *ret)
{
	static const char *const words[] = {
		[EVENT_FINAL] = NULL, [EVENT_PROGRESS] = "yes", [EVENT_ERROR] = "error"};

	buf_addc(ret, '{');
	add_text(ret, "id", event->id);
	add_text(ret, "name", name);
	add_text(ret, "replyTo", event->reply_to);
	add_text(ret, "resourceId", resource_id);
	add_text(ret, "resourceType", resource_type);
	add_text(ret, "publisher", NULL);
	add_text(ret, "transitioning", words[event->transitioning]);
	add_text(ret, "transitioningMessage", event->error.text);
	add_text(ret, "transitioningInternalMessage",
		 event->transitioning == EVENT_ERROR ? event->error.text : NULL);
	buf_adds(ret, ",\"previousIds\":");
	if (event->previous_id[0]) {
		buf_addc(ret, '[');
		buf_json_string(ret, event->previous_id);
		buf_addc(ret, ']');
	} else {
		buf_adds(ret, "null");
	}
	buf_adds(ret, ",\"previousNames\":null,\"data\":");
	if (event->data.len)
		json_one_line(event->data, ret);
	else
		buf_adds(ret, "null");
	buf_addf(ret, ",\"time\":%" PRId64 ",\"timeoutMillis\":", event->time);
	if (event->timeout)
		buf_add_int(ret, event->timeout);
	else
		buf_adds(ret, "null");
	buf_adds(ret, ",\"transitioningProgress\":");
	if (event->transitioning == EVENT_PROGRESS && event->progress >= 0)
		buf_add_int(ret, event->progress);
	else
		buf_adds(ret, "null");
	buf_adds(ret, ",\"context\":null}");
}

void subscriber_send(struct subscriber *subscriber, const struct buf *text)
{
	if (subscriber->ws) {
		ws_send(subscriber->ws, text->data, text->len);
		return;
	}
	http_stream_write(subscriber->stream, text->data, text->len);
	http_stream_write(subscriber->stream, "\n\n", 2);
}

size_t subscriber_queued(const struct subscriber *subscriber)
{
	return subscriber->ws ? ws_queued(subscriber->ws) : http_stream_queued(subscriber->stream);
}

/* An event of the bus. A subscriber that lags is hung up on at the next ping: not from here. */
static void hear(struct bus_hearer *hearer, const struct event *event, const char *name)
{
	struct subscriber *subscriber =
		(struct subscriber *)((char *)hearer - offsetof(struct subscriber, hearer));
	const struct snapshot *snapshot = subscriber->api->snapshot;
	const struct type *type = snapshot
					  ? model_type_by_url(snapshot->model, event->resource_type,
							      strlen(event->resource_type))
					  : NULL;
	AUTO(buf_done) struct buf text = {0};
	AUTO(buf_done) struct buf id = {0};

	if (subscriber_queued(subscriber) > SUBSCRIBER_QUEUE_MAX)
		return;
	if (event->resource_id)
		ids_add(&id, type && !subscriber->plain ? type->id_prefix : NULL,
			event->resource_id);
	subscriber_render(event, name, event->resource_type, id.data, &text);
	subscriber_send(subscriber, &text);
}

static void send_ping(struct subscriber *subscriber)
{
	AUTO(buf_done) struct buf text = {0};
	struct event event;

	event_start(&event, "ping");
	event.data = span_of("{\"options\":{},\"resources\":[]}");
	subscriber_render(&event, event.name, NULL, NULL, &text);
	subscriber_send(subscriber, &text);
	subscriber->pings++;
}

static void ping_all(void *arg)
{
	struct subscribers *all = arg;
	struct subscriber *next;

	for (struct subscriber *at = all->first; at; at = next) {
		next = at->next;
		if (at->pings >= at->pings_max)
			subscriber_hang_up(at, "its time is over, subscribe again");
		else if (at->who.session && at->who.until < clock_now())
			subscriber_hang_up(at, "the session is over, log in again");
		else if (subscriber_queued(at) > SUBSCRIBER_QUEUE_MAX)
			subscriber_hang_up(at, "too slow");
		else
			send_ping(at);
	}
}

/* --- Coming ----------------------------------------------------------------------------- */

/* Loop thread: hears from now on. on_close may come at once. */
static void join(struct subscriber *subscriber)
{
	struct subscribers *all = subscriber->api->subscribers;

	subscriber->next = all->first;
	if (all->first)
		all->first->previous = subscriber;
	all->first = subscriber;
	subscriber->hearer.names = subscriber->names.data;
	subscriber->hearer.hear = hear;
	/* One timer for all: what the setting says when somebody comes counts for everybody. */
	if (all->ping && all->ping_ms != subscriber->ping_ms)
		timer_cancel(STEAL(all->ping));
	all->ping_ms = subscriber->ping_ms;
	if (!all->ping)
		all->ping = loop_every(subscriber->api->loop, all->ping_ms, ping_all, all);
}

/* The ping says that the subscription is live, so it comes before any event. */
static void begin(struct subscriber *subscriber)
{
	send_ping(subscriber);
	if (subscriber->api->bus)
		bus_add(subscriber->api->bus, &subscriber->hearer);
}

/* Loop thread: the handshake is answered. */
static void on_socket(void *arg, int fd, const void *early, size_t early_len)
{
	struct subscriber *subscriber = arg;
	struct api *api = subscriber->api;
	struct ws_events events = {
		.on_message = ignore_message, .on_close = on_close, .arg = subscriber};

	if (fd < 0 || api->closed) {
		if (fd >= 0)
			close(fd);
		subscriber_free(subscriber);
		api_unref(api);
		return;
	}
	/* From here on the list holds it, and api_free empties the list. */
	api_unref(api);
	join(subscriber);
	subscriber->ws = ws_accept(api->loop, fd, early, early_len, &events, NULL);
	if (!subscriber->ws)
		forget(subscriber);
	else
		begin(subscriber);
}

/* Loop thread: the answer without an end has begun. */
static void on_stream(void *arg)
{
	struct subscriber *subscriber = arg;
	struct api *api = subscriber->api;

	if (api->closed) {
		http_stream_close(subscriber->stream);
		subscriber_free(subscriber);
	} else {
		join(subscriber);
		begin(subscriber);
	}
	api_unref(api);
}

/* --- What they want --------------------------------------------------------------------- */

static int take_change(struct subscriber *subscriber, const char *name)
{
	static const char account[] = CHANGE ";account=";

	if (strcmp(name, CHANGE) == 0 || strcmp(name, "*") == 0 ||
	    strcmp(name, "resource.*") == 0) {
		subscriber->changes = 1;
		subscriber->changes_of = 0;
		return 1;
	}
	if (strncmp(name, account, sizeof(account) - 1) != 0)
		return 0;
	if (ids_parse(name + sizeof(account) - 1, strlen(name + sizeof(account) - 1), 1,
		      &subscriber->changes_of) == 0)
		subscriber->changes = 1;
	return 1;
}

/* One name that was asked for: qualified subscribers are heard by its first part only. */
static int take_name(struct subscriber *subscriber, struct buf *name, int strict, struct error *err)
{
	static const char allowed[] = "*._0123456789abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ;=";
	const char *text = name->data ? name->data : "";
	size_t len = strlen(text);

	if (len != name->len || text[strspn(text, allowed)])
		return strict ? errors_set(err, "InvalidCharacters", "eventNames") : 0;
	if (subscriber->hearer.cut)
		len = strcspn(text, ";");
	if (len > EVENT_NAME_MAX)
		return errors_set(err, "MaxLengthExceeded", "eventNames");
	if (!len)
		return 0;
	name->data[len] = 0;
	take_change(subscriber, text);
	if (strcmp(text, CHANGE) != 0)
		buf_add(&subscriber->names, text, len + 1);
	return 0;
}

static int take_names(struct subscriber *subscriber, struct span names, int strict,
		      struct error *err)
{
	AUTO(buf_done) struct buf text = {0};
	struct json_iter iter;
	struct span item;
	int count = 0;

	if (json_is_array(names)) {
		json_iter_start(&iter, names);
		while (json_iter_next(&iter, NULL, &item)) {
			buf_clear(&text);
			if (++count > NAMES_MAX)
				return errors_set(err, "MaxLengthExceeded", "eventNames");
			if (json_string(item, &text) < 0)
				return errors_set(err, "InvalidFormat", "eventNames");
			if (take_name(subscriber, &text, strict, err) < 0)
				return -1;
		}
	} else if (!json_is_null(names)) {
		if (json_string(names, &text) < 0)
			return errors_set(err, "InvalidFormat", "eventNames");
		if (take_name(subscriber, &text, strict, err) < 0)
			return -1;
	}
	/* An empty one ends them. */
	buf_addc(&subscriber->names, 0);
	return 0;
}

/* How the names are qualified: by whose they are. */
static int qualify(struct call *call, struct subscriber *subscriber, struct span agent,
		   struct error *err)
{
	struct bus_hearer *hearer = &subscriber->hearer;
	AUTO(buf_done) struct buf text = {0};
	int64_t id = 0;
	struct row row;

	if (call->who.role == ROLE_USER || (call->who.role == ROLE_ADMIN && !call->who.sees_all)) {
		hearer->cut = 1;
		snprintf(hearer->suffix, sizeof(hearer->suffix), ";account=%" PRId64,
			 call->who.account_id);
		return 0;
	}
	if (!json_is_null(agent)) {
		const struct type *type = model_type(call->snapshot->model, "agent");

		if (json_string(agent, &text) < 0)
			buf_add(&text, agent.at, agent.len);
		if (!type ||
		    ids_parse(text.data ? text.data : "", text.len, call->plain, &id) < 0 ||
		    access_get(call, call->thread->inner, type, id, &row, NULL) < 0)
			return errors_set(err, "InvalidReference", "agentId");
	} else if (call->who.role == ROLE_AGENT && auth_agent(call, &id, err) < 0) {
		return -1;
	}
	if (!id)
		return 0;
	hearer->cut = call->who.role == ROLE_AGENT;
	hearer->agent_id = id;
	snprintf(hearer->suffix, sizeof(hearer->suffix), ";agent=%" PRId64, id);
	return 0;
}

/* How often there is a ping, and how many until a subscription's time is over. */
static void read_pings(struct call *call, struct subscriber *subscriber)
{
	struct reader *reader = call->thread->reader;
	const struct model *model = call->snapshot->model;
	int64_t every = reader_setting_number(reader, model, "api.sub.ping.interval.millis", 0);

	subscriber->ping_ms = every <= 0              ? PING_MS
			      : every < PING_MS_LEAST ? PING_MS_LEAST
			      : every > PING_MS_MOST  ? PING_MS_MOST
						      : every;
	subscriber->pings_max =
		reader_setting_number(reader, model, "api.sub.max.pings", PINGS_MAX);
	if (subscriber->pings_max <= 0)
		subscriber->pings_max = PINGS_MAX;
}

static int fill(struct call *call, struct subscriber *subscriber, int strict, struct error *err)
{
	AUTO(input_done) struct input input = {0};
	struct render render;

	if (input_gather(call, &input, err) < 0 ||
	    qualify(call, subscriber, input_get(&input, "agentId"), err) < 0 ||
	    take_names(subscriber, input_get(&input, "eventNames"), strict, err) < 0)
		return -1;
	read_pings(call, subscriber);
	subscriber->who = call->who;
	subscriber->plain = call->plain;
	memcpy(subscriber->base, call->base, call->base_len + 1);
	access_render(call, &subscriber->includes, &render);
	memcpy(subscriber->include, render.include, sizeof(subscriber->include));
	subscriber->include_count = render.include_count;
	return 0;
}

void subscribe_open(struct call *call)
{
	int is_stream = call->method == METHOD_POST;
	struct subscriber *subscriber;
	struct error err;

	if (!is_stream && (call->method != METHOD_GET || !http_header(call->request, "Upgrade"))) {
		errors_status(call, call->method == METHOD_GET ? 404 : 405);
		return;
	}
	if (is_stream && call->who.read_only) {
		errors_status(call, 405);
		return;
	}
	if (!auth_origin_ok(call)) {
		errors_status(call, 403);
		return;
	}
	subscriber = calloc(1, sizeof(*subscriber));
	if (!subscriber)
		abort();
	subscriber->api = call->api;
	if (fill(call, subscriber, is_stream, &err) < 0) {
		subscriber_free(subscriber);
		errors_reply(call, &err);
		return;
	}
	api_ref(call->api);
	if (is_stream) {
		call_headers(call);
		subscriber->stream = http_reply_stream(
			call->request, 201, "text/plain; charset=utf-8", on_closed, subscriber);
		/* Before on_closed can be: that one is posted behind it. */
		loop_post(call->api->loop, on_stream, subscriber);
	} else if (http_upgrade(call->request, on_socket, subscriber, &err) < 0) {
		api_unref(call->api);
		subscriber_free(subscriber);
		errors_status(call, 400);
	}
}
