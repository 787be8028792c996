/* WebSocket subscribers. */
#include "api/subscribe.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/access.h"
#include "api/auth.h"
#include "api/errors.h"
#include "api/ids.h"
#include "base/auto.h"
#include "base/clock.h"
#include "base/id.h"

#define GATHER_MS 100
#define FLUSH_MAX 500 /* resources in one turn of the loop */
#define PING_MS 5000
#define PINGS_MAX 8640 /* twelve hours */
#define QUEUE_MAX (4u << 20) /* a subscriber that lags further is hung up on */
#define DIRTY_MAX 200000 /* beyond it the oldest would be stale anyway */

struct subscriber {
	struct subscriber *next, *previous;
	struct api *api;
	struct ws *ws;
	struct identity who;
	int plain, changes, pings;
	char base[300];
	struct buf includes; /* names, each ended by NUL */
	const char *include[RENDER_MAX_INCLUDES];
	int include_count;
};

struct dirty {
	const struct type *type; /* base */
	int64_t id;
};

struct subscribers {
	struct api *api;
	struct subscriber *first;
	struct timer *flush, *ping;
	struct dirty *list;
	int count, cap, done; /* list[done..count) wait to be sent */
	int *table; /* index + 1 into list, open addressing */
	unsigned mask;
};

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

/* Hangs up; the subscriber is gone when this returns. */
static void hang_up(struct subscriber *subscriber, const char *why)
{
	struct ws_events silent = {.on_message = ignore_message, .on_close = ignore_close};
	struct ws *ws = subscriber->ws;

	ws_set_events(ws, &silent);
	forget(subscriber);
	ws_close(ws, why);
}

void subscribers_free(struct subscribers *subscribers)
{
	if (!subscribers)
		return;
	while (subscribers->first)
		hang_up(subscribers->first, "the server stops");
	timer_cancel(subscribers->ping);
	timer_cancel(subscribers->flush);
	free(subscribers->list);
	free(subscribers->table);
	free(subscribers);
}

void subscribers_drop(struct subscribers *subscribers, int64_t account_id)
{
	struct subscriber *next;

	for (struct subscriber *at = subscribers->first; at; at = next) {
		next = at->next;
		if (at->who.account_id == account_id && !at->who.assumed)
			hang_up(at, "the key or its account changed");
	}
}

/* The message around `data`; every member is always there. */
static void add_message(struct buf *ret, const char *name, const char *resource_id,
			const char *resource_type, const struct buf *resource)
{
	char id[UUID_LEN + 1];

	id_uuid(id);
	buf_addf(ret, "{\"id\":\"%s\",\"name\":\"%s\",\"replyTo\":null,\"resourceId\":", id, name);
	buf_json_string(ret, resource_id);
	buf_adds(ret, ",\"resourceType\":");
	buf_json_string(ret, resource_type);
	buf_adds(ret, ",\"publisher\":null,\"transitioning\":null,\"transitioningMessage\":null,"
		      "\"transitioningInternalMessage\":null,\"previousIds\":null,"
		      "\"previousNames\":null,\"data\":");
	if (resource) {
		buf_adds(ret, "{\"resource\":");
		buf_add(ret, resource->data, resource->len);
		buf_addc(ret, '}');
	} else {
		buf_adds(ret, "{\"options\":{},\"resources\":[]}");
	}
	buf_addf(ret,
		 ",\"time\":%lld,\"timeoutMillis\":null,\"transitioningProgress\":null,"
		 "\"context\":null}",
		 (long long)clock_now());
}

static void send_ping(struct subscriber *subscriber)
{
	AUTO(buf_done) struct buf text = {0};

	add_message(&text, "ping", NULL, NULL, NULL);
	ws_send(subscriber->ws, text.data, text.len);
	subscriber->pings++;
}

static void ping_all(void *arg)
{
	struct subscribers *all = arg;
	struct subscriber *next;

	for (struct subscriber *at = all->first; at; at = next) {
		next = at->next;
		if (at->pings >= PINGS_MAX)
			hang_up(at, "twelve hours are over, subscribe again");
		else
			send_ping(at);
	}
}

/* Whether two subscribers get the very same text for a row that both may see. */
static int is_same_view(const struct subscriber *a, const struct subscriber *b)
{
	if (a->who.role != b->who.role || a->plain != b->plain || strcmp(a->base, b->base) != 0 ||
	    a->include_count != b->include_count)
		return 0;
	for (int i = 0; i < a->include_count; i++)
		if (strcmp(a->include[i], b->include[i]) != 0)
			return 0;
	/* What is included depends on whose rows one may see. */
	return !a->include_count || (a->who.sees_all && b->who.sees_all) ||
	       a->who.account_id == b->who.account_id;
}

static void render_change(const struct subscriber *to, const struct snapshot *snapshot,
			  const struct type *type, const struct row *row, struct buf *ret)
{
	const struct type *shown = snapshot_shown(snapshot, type, to->who.role, row->kind);
	AUTO(buf_done) struct buf resource = {0};
	AUTO(buf_done) struct buf id = {0};
	struct render render = {
		.snapshot = snapshot,
		.role = to->who.role,
		.plain = to->plain,
		.base = to->base,
		.base_len = strlen(to->base),
		.seal = to->api->seal,
		.account_id = to->who.sees_all ? 0 : to->who.account_id,
		.inner = to->api->threads[API_MAX_THREADS].inner,
		.include_count = to->include_count,
	};

	memcpy(render.include, to->include, sizeof(render.include));
	render_resource(&render, type, row, &resource);
	ids_add(&id, render_prefix(&render, shown), row->id);
	add_message(ret, "resource.change", id.data, type->name, &resource);
}

static int may_see(const struct subscriber *to, const struct snapshot *snapshot,
		   const struct type *type, const struct row *row)
{
	return snapshot_shown(snapshot, type, to->who.role, row->kind)->visible[to->who.role] &&
	       access_row(snapshot, type, row, to->who.sees_all ? 0 : to->who.account_id);
}

static void send_change(struct subscribers *all, const struct snapshot *snapshot,
			const struct type *type, int64_t id)
{
	struct api_thread *thread = &all->api->threads[API_MAX_THREADS];
	AUTO(buf_done) struct buf text = {0};
	const struct subscriber *rendered = NULL;
	struct subscriber *next;
	struct row row;

	if (reader_get(thread->reader, type, id, &row, NULL) < 0)
		return;
	for (struct subscriber *at = all->first; at; at = next) {
		next = at->next;
		if (!at->changes || !may_see(at, snapshot, type, &row))
			continue;
		if (ws_queued(at->ws) > QUEUE_MAX) {
			/* It may hold what `rendered` points to. */
			rendered = rendered == at ? NULL : rendered;
			hang_up(at, "too slow");
			continue;
		}
		if (!rendered || !is_same_view(rendered, at)) {
			buf_clear(&text);
			render_change(at, snapshot, type, &row, &text);
			rendered = at;
		}
		ws_send(at->ws, text.data, text.len);
	}
}

static void flush(void *arg);

static void flush_some(struct subscribers *all, int most)
{
	struct snapshot *snapshot = all->api->snapshot;
	int ready = snapshot && api_thread_ready(all->api, &all->api->threads[API_MAX_THREADS],
						 snapshot, NULL) == 0;

	while (ready && all->first && all->done < all->count && most-- > 0) {
		struct dirty dirty = all->list[all->done++];

		send_change(all, snapshot, dirty.type, dirty.id);
	}
	if (all->first && all->done < all->count) {
		if (!all->flush)
			all->flush = loop_after(all->api->loop, ready ? 1 : GATHER_MS, flush, all);
		return;
	}
	all->count = all->done = 0;
	if (all->table)
		memset(all->table, 0, (all->mask + 1) * sizeof(all->table[0]));
}

static void flush(void *arg)
{
	struct subscribers *all = arg;

	all->flush = NULL;
	flush_some(all, FLUSH_MAX);
}

void subscribers_flush(struct subscribers *all)
{
	flush_some(all, DIRTY_MAX);
	/* What could not be sent speaks of types that are about to go. */
	all->count = all->done = 0;
	if (all->table)
		memset(all->table, 0, (all->mask + 1) * sizeof(all->table[0]));
}

static unsigned dirty_hash(const struct type *type, int64_t id)
{
	uint64_t hash =
		((uint64_t)id << 8 ^ (uint64_t)(unsigned)type->index) * 0x9e3779b97f4a7c15ull;

	return (unsigned)(hash >> 32);
}

static void table_put(struct subscribers *all, int index)
{
	unsigned at = dirty_hash(all->list[index].type, all->list[index].id) & all->mask;

	while (all->table[at])
		at = (at + 1) & all->mask;
	all->table[at] = index + 1;
}

static void grow(struct subscribers *all)
{
	if (all->count < all->cap)
		return;
	all->cap = all->cap ? 2 * all->cap : 64;
	all->mask = 4 * (unsigned)all->cap - 1;
	all->list = realloc(all->list, (size_t)all->cap * sizeof(all->list[0]));
	free(all->table);
	all->table = calloc(all->mask + 1, sizeof(all->table[0]));
	if (!all->list || !all->table)
		abort();
	for (int i = all->done; i < all->count; i++)
		table_put(all, i);
}

void subscribers_changed(struct subscribers *all, const struct type *type, int64_t id)
{
	if (!all->first || all->count >= DIRTY_MAX)
		return;
	type = type->base;
	for (unsigned at = dirty_hash(type, id) & all->mask; all->table && all->table[at];
	     at = (at + 1) & all->mask) {
		int index = all->table[at] - 1;

		/* One that was sent already in this round is to be sent again. */
		if (all->list[index].id == id && all->list[index].type == type &&
		    index >= all->done)
			return;
	}
	grow(all);
	all->list[all->count] = (struct dirty){type, id};
	table_put(all, all->count++);
	if (!all->flush)
		all->flush = loop_after(all->api->loop, GATHER_MS, flush, all);
}

/* Loop thread: the handshake is answered. */
static void on_socket(void *arg, int fd, const void *early, size_t early_len)
{
	struct subscriber *subscriber = arg;
	struct api *api = subscriber->api;
	struct subscribers *all = api->subscribers;
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
	/* Linked first: on_close may come at once. */
	subscriber->next = all->first;
	if (all->first)
		all->first->previous = subscriber;
	all->first = subscriber;
	subscriber->ws = ws_accept(subscriber->api->loop, fd, early, early_len, &events, NULL);
	if (!subscriber->ws) {
		forget(subscriber);
		return;
	}
	if (!all->ping)
		all->ping = loop_every(subscriber->api->loop, PING_MS, ping_all, all);
	send_ping(subscriber);
}

static void read_query(const struct call *call, struct subscriber *ret)
{
	const char *cursor = call->request->query;
	AUTO(buf_done) struct buf key = {0};
	AUTO(buf_done) struct buf value = {0};

	while (*cursor && http_query_next(&cursor, &key, &value)) {
		static const char change[] = "resource.change";
		size_t len = sizeof(change) - 1;

		if (!key.len || !value.len || strcmp(key.data, "eventNames") != 0)
			continue;
		if (strncmp(value.data, change, len) == 0 &&
		    (value.data[len] == 0 || value.data[len] == ';'))
			ret->changes = 1;
	}
}

void subscribe_open(struct call *call)
{
	const char *upgrade = http_header(call->request, "Upgrade");
	struct subscriber *subscriber;
	struct render render;
	struct error err;

	if (call->method != METHOD_GET || !upgrade) {
		errors_status(call, call->method == METHOD_GET ? 404 : 405);
		return;
	}
	if (!auth_origin_ok(call)) {
		errors_status(call, 403);
		return;
	}
	subscriber = calloc(1, sizeof(*subscriber));
	if (!subscriber)
		abort();
	subscriber->api = api_ref(call->api);
	subscriber->who = call->who;
	subscriber->plain = call->plain;
	memcpy(subscriber->base, call->base, call->base_len + 1);
	read_query(call, subscriber);
	access_render(call, &subscriber->includes, &render);
	memcpy(subscriber->include, render.include, sizeof(subscriber->include));
	subscriber->include_count = render.include_count;
	if (http_upgrade(call->request, on_socket, subscriber, &err) < 0) {
		subscriber_free(subscriber);
		api_unref(call->api);
		errors_status(call, 400);
	}
}
