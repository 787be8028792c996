/*
 * What a handler sees of its run and tells about it: process data, progress, what it waits on.
 * Progress is written at most twice a second, however often it is reported; the first after a
 * moment.
 */
#include "engine/engine_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "store/doc.h"

#define PROGRESS_MS 500
#define PROGRESS_TEXT 1000 /* bytes of a message that are shown */
#define PROGRESS_FIRST_MS 100 /* what is over by then costs no commit */

const struct process *run_process(const struct run *run)
{
	return run->process;
}

const struct type *run_type(const struct run *run)
{
	return run->type;
}

int64_t run_resource_id(const struct run *run)
{
	return run->slot->id;
}

int64_t run_process_id(const struct run *run)
{
	return run->top->process_id;
}

int run_attempt(const struct run *run)
{
	return run->top->attempt;
}

const char *run_actor(const struct run *run)
{
	return run->top->actor ? run->top->actor : "system";
}

int run_is_cancelled(const struct run *run)
{
	return run->cancelled || run->timed_out || run->redo;
}

void *run_user(const struct run *run)
{
	return run->user;
}

void run_set_user(struct run *run, void *user)
{
	run->user = user;
}

void *run_kept(const struct run *run)
{
	return run->kept;
}

void run_set_kept(struct run *run, void *kept)
{
	run->kept = kept;
}

/* --- Process data ----------------------------------------------------------------------- */

struct span run_data(const struct run *run)
{
	const struct buf *data = &run->top->data;
	struct span top = data->len ? (struct span){data->data, data->len} : span_of("{}");
	struct buf *merged = (struct buf *)&run->merged; /* a cache */

	if (!run->overlay.len)
		return top;
	buf_clear(merged);
	doc_merge(top, (struct span){run->overlay.data, run->overlay.len}, merged);
	return (struct span){merged->data, merged->len};
}

void run_patch_data(struct run *run, struct span patch)
{
	AUTO(buf_done) struct buf data = {0};
	struct run *top = run->top;

	if (!json_is_object(patch))
		return;
	doc_merge(top->data.len ? (struct span){top->data.data, top->data.len} : span_of("{}"),
		  patch, &data);
	buf_clear(&top->data);
	buf_add(&top->data, data.data, data.len);
	top->data_dirty = 1;
}

int run_failure_text(const struct run *run, struct buf *ret)
{
	struct span text;

	if (!run->data.len)
		return 0;
	text = json_get((struct span){run->data.data, run->data.len}, "failure");
	return json_is_string(text) && json_string(text, ret) == 0 && ret->len > 0;
}

/* --- Waiting ---------------------------------------------------------------------------- */

/* In one piece: a million may wait. */
void waiting_set(struct run *run, const char *kind, const char *id)
{
	size_t len = strlen(kind) + 1, more = id ? strlen(id) + 1 : 0;
	char *text = malloc(len + more);

	if (!text)
		abort();
	memcpy(text, kind, len);
	if (more)
		memcpy(text + len, id, more);
	free(run->waiting_kind);
	run->waiting_kind = text;
	run->waiting_id = more ? text + len : NULL;
}

void run_waiting(struct run *run, const char *kind, const char *id)
{
	struct run *top = run->top;

	/* The last one is kept: it says what can wake the process when this attempt fails. */
	census_waits(top, kind != NULL);
	if (!kind)
		return;
	top->since = clock_now();
	waiting_set(top, kind, id);
}

/* --- Progress --------------------------------------------------------------------------- */

/* A status write in flight; the run may be over before it is durable. */
struct shown {
	struct engine *engine;
	struct model *model;
	const struct type *type[2];
	int64_t id[2], account_id[2];
	const char *state[2];
	struct lifecycles *lifecycles; /* keeps the states */
	int count;
};

static void shown_free(void *arg)
{
	struct shown *shown = arg;

	model_unref(shown->model);
	lifecycles_unref(shown->lifecycles);
	free(shown);
}

static void shown_done(void *arg, struct txn *txn)
{
	struct shown *shown = arg;
	const struct runner *runner = &shown->engine->runner;

	for (int i = 0; txn_result(txn, NULL) == 0 && runner->changed && i < shown->count; i++)
		runner->changed(runner->self, shown->type[i], shown->id[i], shown->account_id[i],
				shown->state[i]);
	shown_free(shown);
}

static void add(struct shown *shown, struct txn *txn, struct run *on, const struct run *from)
{
	AUTO(buf_done) struct buf failure = {0};
	int compensates = run_failure_text(on, &failure);

	on->shown = 1;
	txn_status(txn, on->type, on->slot->id, compensates,
		   compensates ? failure.data : from->progress_text, from->progress);
	shown->type[shown->count] = on->type;
	shown->id[shown->count] = on->slot->id;
	shown->account_id[shown->count] = on->slot->account_id;
	shown->state[shown->count++] = on->state;
}

static void write_progress(struct run *run);

static void progress_due(void *arg)
{
	struct run *run = arg;

	run->progress_timer = NULL;
	write_progress(run);
}

/* On its own resource, and on the one people look at. */
static void write_progress(struct run *run)
{
	struct run *top = run->top;
	struct shown *shown;
	struct txn *txn;

	if (run->cancelled || !run->in_handler)
		return;
	if (run->slot->moving || top->slot->moving) {
		run->progress_timer = loop_after(run->engine->loop, PROGRESS_MS, progress_due, run);
		return;
	}
	shown = calloc(1, sizeof(*shown));
	if (!shown)
		abort();
	shown->engine = run->engine;
	shown->model = model_ref(run->model);
	shown->lifecycles = lifecycles_ref(run->lifecycles);
	txn = txn_new();
	add(shown, txn, run, run);
	if (top->slot != run->slot && top->model == run->model)
		add(shown, txn, top, run);
	run->progress_at = clock_mono();
	engine_submit(run->engine, txn, shown_done, shown_free, shown);
}

/* Of a text, as much as a row shows; never half of a letter. */
static size_t shown_len(const char *text)
{
	size_t len = strnlen(text, PROGRESS_TEXT + 1);

	if (len <= PROGRESS_TEXT)
		return len;
	for (len = PROGRESS_TEXT; len && (text[len] & 0xc0) == 0x80;)
		len--;
	return len;
}

void run_progress(struct run *run, int percent, const char *message)
{
	char text[PROGRESS_TEXT + 1];
	int64_t due;

	if (message) {
		snprintf(text, sizeof(text), "%.*s", (int)shown_len(message), message);
		message = text;
	}

	if (!run->in_handler || run->cancelled)
		return;
	percent = percent < 0 ? -1 : percent > 100 ? 100 : percent;
	/* What is shown already costs nothing. */
	if (run->progress_at && percent == run->progress && message && run->progress_text &&
	    strcmp(message, run->progress_text) == 0)
		return;
	run->progress = percent;
	text_set(&run->progress_text, message);
	if (run->progress_timer)
		return; /* which will write the newest */
	due = run->progress_at ? run->progress_at + PROGRESS_MS - clock_mono() : PROGRESS_FIRST_MS;
	if (due > 0)
		run->progress_timer = loop_after(run->engine->loop, due, progress_due, run);
	else
		write_progress(run);
}

void show_reset(struct run *run)
{
	timer_cancel(run->progress_timer);
	run->progress_timer = NULL;
}
