/*
 * A table of sets of two, by type and id. A row is kept when it is asked for the second time
 * without another of its set in between: a crowd that reads a million rows at random would only
 * push out what others come back for, and pay for it.
 */
#include "api/kept.h"

#include <stdlib.h>
#include <string.h>

#include "api/access.h"

#define WORTH_GETS 100 /* before, a thread has no table: an idle server is small */
#define SETS 1024
#define WAYS 2
#define BODY_MAX (16 * 1024)
#define BYTES_MAX (4 * 1024 * 1024) /* of documents, a thread; then it begins anew */

/* All that an answer hangs on besides its row. */
struct asker {
	struct identity who;
	int plain;
	char base[300];
	char peer[64];
};

struct kept {
	const struct type *type;
	int64_t id;
	uint32_t stamp;
	uint16_t asker; /* index */
	size_t size;
	struct http_kept *answer; /* NULL: none */
};

struct set {
	struct kept ways[WAYS];
	const struct type *type; /* asked for last */
	int64_t id;
	int next; /* way to be given away */
};

enum { ASKERS = 16 };

struct kept_answers {
	size_t bytes;
	struct asker askers[ASKERS];
	int asker_count;
	unsigned settings; /* as of which change of them */
	struct set sets[SETS];
};

static void let_go(struct kept_answers *all, struct kept *kept)
{
	http_kept_free(kept->answer);
	all->bytes -= kept->size;
	kept->answer = NULL;
	kept->size = 0;
}

static void begin_anew(struct kept_answers *all)
{
	for (int i = 0; i < SETS; i++)
		for (int way = 0; way < WAYS; way++)
			let_go(all, &all->sets[i].ways[way]);
	all->asker_count = 0;
}

void kept_free(struct kept_answers *kept)
{
	if (!kept)
		return;
	begin_anew(kept);
	free(kept);
}

static int is_asker(const struct asker *asker, const struct call *call)
{
	const struct identity *one = &asker->who, *other = &call->who;

	return one->account_id == other->account_id && one->role == other->role &&
	       one->sees_all == other->sees_all && one->read_only == other->read_only &&
	       one->plain == other->plain && one->assumed == other->assumed &&
	       asker->plain == call->plain && strcmp(asker->base, call->base) == 0 &&
	       strcmp(asker->peer, call->request->peer) == 0;
}

/* The index of who asks; new ones push out all. */
static int asker_of(struct kept_answers *all, const struct call *call)
{
	struct asker *asker;

	for (int i = 0; i < all->asker_count; i++)
		if (is_asker(&all->askers[i], call))
			return i;
	if (all->asker_count == ASKERS)
		begin_anew(all);
	asker = &all->askers[all->asker_count];
	asker->who = call->who;
	asker->plain = call->plain;
	memcpy(asker->base, call->base, sizeof(asker->base));
	memcpy(asker->peer, call->request->peer, sizeof(asker->peer));
	return all->asker_count++;
}

static int repeats(const struct snapshot *snapshot, const struct type *type)
{
	const struct shape *shape = snapshot_shape(snapshot, type);

	return shape->repeats && !shape->extra;
}

/* Reads, answers and keeps. */
static int renew(struct call *call, struct kept *kept, const struct type *type, int64_t id,
		 int asker)
{
	struct kept_answers *all = call->thread->kept;
	/* Before the read: a change that comes between shows later. */
	uint32_t stamp = reader_stamp(call->thread->reader, id);
	const struct type *shown;
	struct error err;
	struct row row;

	let_go(all, kept);
	if (access_get(call, call->thread->reader, type, id, &row, &err) < 0 ||
	    row.doc.len > BODY_MAX)
		return 0;
	shown = snapshot_shown(call->snapshot, type->base, call->who.role, row.kind);
	if (!repeats(call->snapshot, shown))
		return 0;
	if (all->bytes > BYTES_MAX) {
		begin_anew(all);
		asker = asker_of(all, call);
	}
	*kept = (struct kept){
		type, id, stamp, (uint16_t)asker, row.doc.len, access_reply_keep(call, type, &row)};
	all->bytes += kept->size;
	return 1;
}

/* What else an answer may hang on: who says so is answered in the ordinary way. */
static int asks_more(const struct call *call)
{
	struct http_request *request = call->request;

	return *request->query || http_header(request, "If-None-Match") ||
	       http_header(request, "Accept-Encoding") || http_header(request, "Origin") ||
	       http_header(request, "X-Forwarded-For") ||
	       (call->thread->rules.override && http_header(request, "X-API-client-ip"));
}

static struct set *set_of(struct kept_answers *all, const struct type *type, int64_t id)
{
	return &all->sets[((uint64_t)id + (uint64_t)type->index * 31) % SETS];
}

int kept_get(struct call *call, const struct type *type, int64_t id)
{
	struct kept_answers *all = call->thread->kept;
	struct set *set;
	int asker;

	if (!repeats(call->snapshot, type) || asks_more(call) || call->is_browser)
		return 0;
	if (!all && ++call->thread->gets < WORTH_GETS)
		return 0;
	if (!all && !(all = call->thread->kept = calloc(1, sizeof(*all))))
		abort();
	/* Some of their headers follow from settings. */
	if (all->settings != call->thread->rules.seen)
		begin_anew(all);
	all->settings = call->thread->rules.seen;
	set = set_of(all, type, id);
	asker = asker_of(all, call);
	for (int way = 0; way < WAYS; way++) {
		struct kept *kept = &set->ways[way];

		if (!kept->answer || kept->id != id || kept->type != type || kept->asker != asker)
			continue;
		if (kept->stamp != reader_stamp(call->thread->reader, id))
			return renew(call, kept, type, id, asker);
		return http_reply_kept(call->request, 200, kept->answer) == 0;
	}
	if (set->id == id && set->type == type) {
		set->next = (set->next + 1) % WAYS;
		return renew(call, &set->ways[set->next], type, id, asker);
	}
	set->id = id;
	set->type = type;
	return 0;
}
