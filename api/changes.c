/*
 * resource.change: what changed is gathered for a moment, once per resource, and sent to each
 * subscriber as it would GET it. Loop thread.
 */
#include <stdlib.h>
#include <string.h>

#include "api/access.h"
#include "api/ids.h"
#include "api/subscriber.h"
#include "base/auto.h"
#include "base/clock.h"

#define GATHER_MS 100
#define FLUSH_MAX 500 /* resources in one turn of the loop */
#define FLUSH_NS \
	5000000 /* and no longer than that: with many subscribers a resource takes its time */
#define DIRTY_MAX 200000 /* beyond it subscribers are told that they missed something */

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
	AUTO(buf_done) struct buf data = {0};
	struct event event;
	struct render render = {
		.snapshot = snapshot,
		.role = to->who.role,
		.plain = to->plain,
		.base = to->base,
		.base_len = strlen(to->base),
		.seal = to->api->seal,
		.script = to->api->script,
		.account_id = to->who.sees_all ? 0 : to->who.account_id,
		.inner = to->api->threads[API_MAX_THREADS].inner,
		.include_count = to->include_count,
	};

	memcpy(render.include, to->include, sizeof(render.include));
	render_resource(&render, type, row, &resource);
	ids_add(&id, render_prefix(&render, shown), row->id);
	buf_adds(&data, "{\"resource\":");
	buf_add(&data, resource.data, resource.len);
	buf_addc(&data, '}');
	event_start(&event, "resource.change");
	event.data = (struct span){data.data, data.len};
	subscriber_render(&event, event.name, type->name, id.data, ret);
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
		if (!at->changes || (at->changes_of && at->changes_of != row.account_id) ||
		    !may_see(at, snapshot, type, &row))
			continue;
		if (subscriber_queued(at) > SUBSCRIBER_QUEUE_MAX) {
			/* It may hold what `rendered` points to. */
			rendered = rendered == at ? NULL : rendered;
			subscriber_hang_up(at, "too slow");
			continue;
		}
		if (!rendered || !is_same_view(rendered, at)) {
			buf_clear(&text);
			render_change(at, snapshot, type, &row, &text);
			rendered = at;
		}
		subscriber_send(at, &text);
	}
}

static void flush(void *arg);

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

/* Forgets those that were sent, while others still come. */
static void forget_sent(struct subscribers *all)
{
	if (all->done < all->count / 2)
		return;
	all->count -= all->done;
	memmove(all->list, all->list + all->done, (size_t)all->count * sizeof(all->list[0]));
	all->done = 0;
	memset(all->table, 0, (all->mask + 1) * sizeof(all->table[0]));
	for (int i = 0; i < all->count; i++)
		table_put(all, i);
}

/* Who would miss a change must know that it did. */
static void end_all(struct subscribers *all)
{
	struct subscriber *next;

	all->lost = 0;
	for (struct subscriber *at = all->first; at; at = next) {
		next = at->next;
		if (at->changes)
			subscriber_hang_up(at, "more changed at once than can be told, "
					       "subscribe again and read anew");
	}
}

static void flush_some(struct subscribers *all, int most, int64_t longest)
{
	int64_t until = clock_mono_ns() + longest;
	struct snapshot *snapshot = all->api->snapshot;
	int ready = snapshot && api_thread_ready(all->api, &all->api->threads[API_MAX_THREADS],
						 snapshot, NULL) == 0;

	if (all->lost)
		end_all(all);
	while (ready && all->first && all->done < all->count && most-- > 0) {
		struct dirty dirty = all->list[all->done++];

		send_change(all, snapshot, dirty.type, dirty.id);
		if (clock_mono_ns() > until)
			break;
	}
	if (all->first && all->done < all->count) {
		forget_sent(all);
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
	flush_some(all, FLUSH_MAX, FLUSH_NS);
}

void subscribers_flush(struct subscribers *all)
{
	flush_some(all, DIRTY_MAX, INT64_MAX / 2);
	/* What could not be sent speaks of types that are about to go. */
	all->count = all->done = 0;
	if (all->table)
		memset(all->table, 0, (all->mask + 1) * sizeof(all->table[0]));
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
	if (!all->first)
		return;
	if (all->count >= DIRTY_MAX) {
		all->lost = 1;
		return;
	}
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
