/* A heap of what to purge, what is due first on top; see purge.h. */
#include "purge.h"

#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "loop/pool.h"

enum {
	TICK_MS = 5000,
	FIRST_SCAN_MS = 10000, /* let the start be over */
	AGAIN_MS = 60000, /* until another scan when one was not enough */
	TICK_MAX = 500, /* purges begun at once */
	QUEUE_MAX = 100000,
	SCAN_MAX = 10000,
	TYPES_MAX = 256,
};

struct entry {
	int64_t id, due; /* UTC ms */
	int type; /* index into purge->types */
};

struct purge {
	struct loop *loop;
	struct engine *engine;
	struct store *store;
	struct reader *reader;
	struct pool *pool;
	struct timer *tick, *scan;
	char *types[TYPES_MAX]; /* names of base types; they outlive a reload of the model */
	int type_count;
	struct entry *heap; /* [0] is due first */
	size_t count, capacity;
	int scanning, stopping;
};

struct found {
	struct entry entry;
	const char *type; /* a name of the model */
};

/* One scan: made on the loop, filled by the worker, taken back on the loop. */
struct scan {
	struct purge *purge;
	struct model *model;
	struct lifecycles *lifecycles;
	struct found *found;
	const struct type *type; /* that is being read */
	int count, capacity;
	int64_t last_id;
	struct error err;
};

static int type_index(struct purge *purge, const char *name)
{
	for (int i = 0; i < purge->type_count; i++) {
		if (strcmp(purge->types[i], name) == 0)
			return i;
	}
	if (purge->type_count == TYPES_MAX)
		return -1;
	purge->types[purge->type_count] = strdup(name);
	if (!purge->types[purge->type_count])
		abort();
	return purge->type_count++;
}

static void start_scan(void *arg);

static void scan_later(struct purge *purge, int64_t ms)
{
	if (!purge->scan && !purge->scanning && !purge->stopping)
		purge->scan = loop_after(purge->loop, ms, start_scan, purge);
}

static void queue_add(struct purge *purge, int type, int64_t id, int64_t due)
{
	size_t at;

	if (type < 0)
		return;
	if (purge->count == QUEUE_MAX) {
		scan_later(purge, AGAIN_MS);
		return;
	}
	if (purge->count == purge->capacity) {
		purge->capacity = purge->capacity ? purge->capacity * 2 : 64;
		purge->heap = realloc(purge->heap, purge->capacity * sizeof(*purge->heap));
		if (!purge->heap)
			abort();
	}
	for (at = purge->count++; at && purge->heap[(at - 1) / 2].due > due; at = (at - 1) / 2)
		purge->heap[at] = purge->heap[(at - 1) / 2];
	purge->heap[at] = (struct entry){id, due, type};
}

/* Takes the one that is due first. There is one. */
static struct entry queue_take(struct purge *purge)
{
	struct entry first = purge->heap[0], last = purge->heap[--purge->count];
	size_t at = 0, child;

	while ((child = 2 * at + 1) < purge->count) {
		if (child + 1 < purge->count && purge->heap[child + 1].due < purge->heap[child].due)
			child++;
		if (purge->heap[child].due >= last.due)
			break;
		purge->heap[at] = purge->heap[child];
		at = child;
	}
	purge->heap[at] = last;
	return first;
}

static const struct process *purge_process(const struct lifecycles *set, const struct type *type,
					   const char *state)
{
	const struct process *process = lifecycles_find(set, type->base->name, "purge");

	return process && process_starts_from(process, state) ? process : NULL;
}

void purge_changed(struct purge *purge, const struct type *type, int64_t id, const char *state)
{
	struct row row;

	if (strcmp(state, "removed") != 0 ||
	    !purge_process(engine_lifecycles(purge->engine), type, state))
		return;
	/* How long it can be restored is a setting, as it was when it was removed. */
	if (reader_get(purge->reader, type, id, &row, NULL) == 0)
		queue_add(purge, type_index(purge, type->base->name), id, row.remove_time);
}

/* --- What is due ------------------------------------------------------------------------ */

static void on_scheduled(void *arg, const struct outcome *outcome)
{
	(void)arg;
	if (outcome->rc < 0 && outcome->err.code != ERROR_CONFLICT &&
	    outcome->err.code != ERROR_CANCELLED)
		log_warn("purge", "purge could not be begun, a later scan tries again",
			 "id=%lld error=\"%s\"", (long long)outcome->id, outcome->err.text);
}

/* Restored meanwhile: nothing to do. Removed anew: later. */
static void take(struct purge *purge, const struct entry *entry, int64_t now)
{
	const struct type *type =
		model_type(engine_model(purge->engine), purge->types[entry->type]);
	struct request request = {
		.verb = "purge",
		.type = type,
		.id = entry->id,
		.data = span_of("{}"),
		.actor = "system",
		.to_end = 1,
	};
	struct row row;

	if (!type || reader_get(purge->reader, type, entry->id, &row, NULL) < 0 || !row.state ||
	    !purge_process(engine_lifecycles(purge->engine), type, row.state))
		return;
	if (row.remove_time > now)
		queue_add(purge, entry->type, entry->id, row.remove_time);
	else
		engine_schedule(purge->engine, &request, on_scheduled, purge);
}

static void on_tick(void *arg)
{
	struct purge *purge = arg;
	int64_t now = clock_now();

	for (int i = 0; i < TICK_MAX && purge->count && purge->heap[0].due <= now; i++) {
		struct entry entry = queue_take(purge);

		take(purge, &entry, now);
	}
}

/* --- The scan --------------------------------------------------------------------------- */

static int scan_row(void *arg, const struct row *row)
{
	struct scan *scan = arg;

	scan->last_id = row->id;
	if (scan->count == SCAN_MAX)
		return 1;
	if (scan->count == scan->capacity) {
		scan->capacity = scan->capacity ? scan->capacity * 2 : 64;
		scan->found = realloc(scan->found, (size_t)scan->capacity * sizeof(*scan->found));
		if (!scan->found)
			abort();
	}
	scan->found[scan->count++] =
		(struct found){{.id = row->id, .due = row->remove_time}, scan->type->name};
	return 0;
}

static int scan_type(struct scan *scan, struct reader *reader)
{
	const struct field *state = type_field(scan->type, "state", 5);
	struct filter filter = {state, STORE_EQ, "removed"};
	struct query query = {.type = scan->type,
			      .filters = &filter,
			      .filter_count = 1,
			      .limit = SCAN_MAX - scan->count};

	if (!state || query.limit <= 0)
		return 0;
	return reader_list(reader, &query, scan_row, scan, &scan->err);
}

static void scan_work(void *arg)
{
	struct scan *scan = arg;
	struct reader *reader = reader_open(scan->purge->store, &scan->err);
	int count = 0;
	const struct type *const *types = model_types(scan->model, &count);

	for (int i = 0; reader && i < count; i++) {
		scan->type = types[i];
		if (types[i]->base == types[i] && types[i]->has_table &&
		    purge_process(scan->lifecycles, types[i], "removed") &&
		    scan_type(scan, reader) < 0)
			break;
	}
	reader_close(reader);
	/* A connection, with a list for each type: a megabyte that this thread does not need again.
	 */
	memory_trim(0);
}

static void scan_done(void *arg)
{
	struct scan *scan = arg;
	struct purge *purge = scan->purge;

	purge->scanning = 0;
	if (scan->err.code)
		log_warn("purge", "removed resources could not be listed", "error=\"%s\"",
			 scan->err.text);
	for (int i = 0; i < scan->count && !purge->stopping; i++)
		queue_add(purge, type_index(purge, scan->found[i].type), scan->found[i].entry.id,
			  scan->found[i].entry.due);
	if (scan->count == SCAN_MAX || scan->err.code)
		scan_later(purge, AGAIN_MS);
	model_unref(scan->model);
	lifecycles_unref(scan->lifecycles);
	free(scan->found);
	free(scan);
}

static void start_scan(void *arg)
{
	struct purge *purge = arg;
	struct scan *scan = calloc(1, sizeof(*scan));

	purge->scan = NULL;
	if (!scan)
		abort();
	scan->purge = purge;
	scan->model = model_ref(engine_model(purge->engine));
	scan->lifecycles = lifecycles_ref(engine_lifecycles(purge->engine));
	purge->scanning = 1;
	pool_run(purge->pool, NULL, scan_work, scan_done, scan);
}

void purge_look(void *arg)
{
	struct purge *purge = arg;

	if (purge->scan) {
		timer_cancel(purge->scan);
		purge->scan = NULL;
	}
	scan_later(purge, 0);
}

struct purge *purge_new(struct loop *loop, struct engine *engine, struct store *store,
			struct error *err)
{
	struct purge *purge = calloc(1, sizeof(*purge));

	if (!purge)
		abort();
	purge->reader = reader_open(store, err);
	if (!purge->reader) {
		free(purge);
		return NULL;
	}
	purge->loop = loop;
	purge->engine = engine;
	purge->store = store;
	purge->pool = pool_new(loop, "purge", 1);
	purge->tick = loop_every(loop, TICK_MS, on_tick, purge);
	scan_later(purge, FIRST_SCAN_MS);
	return purge;
}

void purge_free(struct purge *purge)
{
	if (!purge)
		return;
	purge->stopping = 1;
	timer_cancel(purge->tick);
	timer_cancel(purge->scan);
	pool_free(purge->pool);
	reader_close(purge->reader);
	for (int i = 0; i < purge->type_count; i++)
		free(purge->types[i]);
	free(purge->heap);
	free(purge);
}
