/*
 * Resuming: every process row that was pending when the engine started is loaded, a page at a
 * time as room is there, and the state of its resource decides what is left to do. What the
 * memory of a run says is never needed; a run that doubts its state takes the same look.
 */
#include "engine/engine_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"

#define LONGEST_SLEEP_MS 60000 /* a clock that was set back must not keep a retry away */

const char *state_of(const struct process *process, const char *state)
{
	for (const char *const *start = process->start; *start; start++)
		if (strcmp(*start, state) == 0)
			return *start;
	for (const struct state_pair *via = process->via; via->to; via++)
		if (strcmp(via->to, state) == 0)
			return via->to;
	for (const struct state_pair *done = process->done; done->to; done++)
		if (strcmp(done->to, state) == 0)
			return done->to;
	return NULL;
}

int state_read(struct engine *engine, struct slot *slot, const struct type *type, int column,
	       char *ret, size_t size, struct error *err)
{
	struct row row;
	const char *state;
	char label[128];

	if (reader_get(engine->reader, type->base, slot->id, &row, err) < 0) {
		if (err && err->code == ERROR_NOT_FOUND) {
			engine_label(type, slot->id, label, sizeof(label));
			error_set(err, ERROR_NOT_FOUND, "%s does not exist", label);
		}
		return -1;
	}
	slot->account_id = row.account_id;
	state = column ? row.allocation : row.state;
	snprintf(ret, size, "%s", state ? state : "");
	return 0;
}

static void verify_again(struct run *run)
{
	run->step = RUN_LOGIC;
	if (run->cancelled)
		run_quit(run);
	else if (run_verify(run))
		run_step_on(run);
}

int run_verify(struct run *run)
{
	const struct process *process;
	char state[STATE_SIZE];
	struct error err;

	if (run->slot->moving) {
		run->again = verify_again;
		run->step = RUN_DEFERRED;
		slot_defer(run->slot, &run->later);
		return 0;
	}
	run->again = verify_again;
	if (state_read(run->engine, run->slot, run->type, run->process->column, state,
		       sizeof(state), &err) < 0) {
		if (err.code == ERROR_NOT_FOUND) {
			run->cancelled = 1;
			run_quit(run);
		} else {
			retry_stall(run);
		}
		return 0;
	}
	run->verify = 0;
	switch (engine_judge(run->first, state, 0, &process)) {
	case VERDICT_VIA:
		run->process = process;
		run->state = state_of(process, state);
		run->shown = 1;
		return 1;
	case VERDICT_DONE:
		commit_already(run);
		return 0;
	case VERDICT_START:
		run->process = process;
		run->state = state_of(process, state);
		commit_enter(run);
		return 0;
	default:
		run->cancelled = 1;
		run_quit(run);
		return 0;
	}
}

/* --- Loading ---------------------------------------------------------------------------- */

/* What one read found; attached when it is over, since the reader serves one question at a time. */
struct page {
	struct engine *engine;
	struct node runs; /* struct run.sibling */
	int64_t ids[RECOVER_PAGE];
	int count;
	int64_t last;
};

const struct unknown *unknown_find(const struct engine *engine, int64_t process_id)
{
	struct link *link = table_first(&engine->unknown, table_hash((uint64_t)process_id));

	for (; link; link = link->next)
		if (container_of(link, struct unknown, link)->id == process_id)
			return container_of(link, struct unknown, link);
	return NULL;
}

void unknown_drop(struct engine *engine)
{
	for (size_t i = 0; i < engine->unknown.size; i++)
		for (struct link *link = engine->unknown.heads[i], *next; link; link = next) {
			next = link->next;
			free(container_of(link, struct unknown, link));
		}
	table_done(&engine->unknown);
}

/* It waits, visibly, until a definition of it comes (again). */
static void add_unknown(struct engine *engine, const struct process_row *row)
{
	struct unknown *unknown;

	if (unknown_find(engine, row->id))
		return;
	log_warn("engine", "no definition for a pending process, it waits for one",
		 "process=%s id=%lld", row->name, (long long)row->id);
	unknown = malloc(sizeof(*unknown));
	if (!unknown)
		abort();
	*unknown = (struct unknown){.id = row->id, .name = engine_intern(engine, row->name)};
	table_add(&engine->unknown, &unknown->link, table_hash((uint64_t)row->id));
}

static int load_row(void *arg, const struct process_row *row)
{
	struct page *page = arg;
	struct engine *engine = page->engine;
	const struct process *process = lifecycles_find_name(engine->lifecycles, row->name);
	const struct type *type = model_type(engine->model, row->type);
	struct run *run;

	page->last = row->id;
	if (row->id > engine->recover_last)
		return 1;
	if (engine_find(engine, row->id))
		return 0;
	if (!process || !type) {
		add_unknown(engine, row);
		return 0;
	}
	run = run_new(engine, type, process, row->data, row->actor);
	run->process_id = row->id;
	run->start = row->start;
	run->first_at = row->start;
	run->attempt = row->attempt > 0 ? row->attempt : 1;
	run->next_at = row->next_at;
	run->verify = 1;
	text_set(&run->last_error, row->last_error);
	text_set(&run->row_handler, row->handler);
	list_add(&page->runs, &run->sibling);
	page->ids[page->count++] = row->resource_id;
	return 0;
}

static void attach(struct run *run, int64_t resource_id)
{
	struct slot *slot = slot_get(run->engine, run->type, resource_id);
	struct run *old = slot->live[run->process->column];
	int64_t ms = run->next_at - clock_now();

	slot_pin(slot);
	run_accept(run, slot, run->process_id, NULL);
	if (old && old->process_id > run->process_id) {
		/* A newer one has the resource already. */
		slot->live[run->process->column] = old;
		run->cancelled = 1;
		run_quit(run);
	} else {
		if (old)
			run_interrupt(old, 0);
		if (ms > 0) {
			waiting_set(run, WAITS_UNKNOWN, NULL);
			retry_sleep(run, ms < LONGEST_SLEEP_MS ? ms : LONGEST_SLEEP_MS);
		} else {
			run_enqueue(run);
		}
	}
	slot_unpin(slot);
}

static void attach_all(struct page *page)
{
	struct node *node;

	page->engine->recovering++;
	for (int i = 0; (node = list_take(&page->runs)); i++)
		attach(container_of(node, struct run, sibling), page->ids[i]);
	page->engine->recovering--;
}

void recover_slot(struct slot *slot)
{
	struct engine *engine = slot->engine;
	struct page page = {.engine = engine};
	struct error err;

	list_init(&page.runs);
	if (reader_pending(engine->reader, slot->type, slot->id, engine->recover_after,
			   RECOVER_PAGE, load_row, &page, &err) < 0)
		log_error("engine", "cannot read the pending processes of a resource",
			  "type=%s id=%lld error='%s'", slot->type, (long long)slot->id, err.text);
	attach_all(&page);
}

static int load_page(struct engine *engine, struct error *err)
{
	struct page page = {.engine = engine, .last = engine->recover_after};
	int rc;

	list_init(&page.runs);
	rc = reader_pending(engine->reader, NULL, 0, engine->recover_after, RECOVER_PAGE, load_row,
			    &page, err);
	if (rc == 0) {
		/* Nothing found: that was all. */
		engine->recover_after =
			page.last > engine->recover_after && page.last < engine->recover_last
				? page.last
				: engine->recover_last;
	}
	attach_all(&page);
	return rc;
}

static void load_more(void *arg)
{
	struct engine *engine = arg;
	struct error err;

	if (engine->recover_after >= engine->recover_last || engine->executing >= RUNS_MAX / 2)
		return; /* the next run that ends asks again */
	if (load_page(engine, &err) < 0)
		log_error("engine", "cannot read the pending processes", "error='%s'", err.text);
	recover_more(engine);
}

void recover_more(struct engine *engine)
{
	if (engine->recover_after >= engine->recover_last || list_has(&engine->recover_call.node))
		return;
	engine->recover_call.fn = load_more;
	engine->recover_call.arg = engine;
	engine_soon(engine, &engine->recover_call);
}

void recover_unknown(struct engine *engine)
{
	int64_t first = INT64_MAX, last = 0;

	for (size_t i = 0; i < engine->unknown.size; i++)
		for (struct link *link = engine->unknown.heads[i]; link; link = link->next) {
			int64_t id = container_of(link, struct unknown, link)->id;

			first = id < first ? id : first;
			last = id > last ? id : last;
		}
	if (!last)
		return;
	/* Those that find none again are noted again. What is in memory is passed over. */
	unknown_drop(engine);
	if (engine->recover_after >= engine->recover_last) {
		engine->recover_after = first - 1;
		engine->recover_last = last;
	} else {
		if (first - 1 < engine->recover_after)
			engine->recover_after = first - 1;
		if (last > engine->recover_last)
			engine->recover_last = last;
	}
	recover_more(engine);
}

static int newest(void *arg, const struct process_row *row)
{
	*(int64_t *)arg = row->id;
	return 1;
}

int engine_start(struct engine *engine, struct error *err)
{
	engine->recover_after = 0;
	engine->recover_last = 0;
	if (reader_processes(engine->reader, 0, INT64_MAX, 1, newest, &engine->recover_last, err) <
	    0)
		return error_wrap(err, "resume");
	if (!engine->recover_last)
		return 0;
	if (load_page(engine, err) < 0)
		return error_wrap(err, "resume");
	recover_more(engine);
	return 0;
}
