/*
 * A run: coming and going, being cancelled, failing. Its handlers are in handlers.c.
 *
 * A run ends in exactly one of: commit_end (done, delegate, chain), run_failed, run_quit.
 */
#include "engine/commit.h"
#include "engine/engine_internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"

void text_set(char **at, const char *text)
{
	char *copy = text ? strdup(text) : NULL;

	if (text && !copy)
		abort();
	free(*at);
	*at = copy;
}

struct run *run_new(struct engine *engine, const struct type *type, const struct process *process,
		    struct span data, const char *actor)
{
	struct run *run = calloc(1, sizeof(*run));

	if (!run)
		abort();
	run->engine = engine;
	run->model = model_ref(engine->model);
	run->lifecycles = lifecycles_ref(engine->lifecycles);
	run->type = type;
	run->first = run->process = process;
	run->top = run;
	run->attempt = 1;
	run->start = run->since = run->first_at = clock_now();
	run->next_handle = -1;
	list_init(&run->kids);
	list_init(&run->strays);
	list_add(&engine->all_runs, &run->all);
	if (json_is_object(data) && data.len > 2) {
		buf_add(&run->data, data.at, data.len);
		buf_fit(&run->data);
		run->skips = json_is_array(json_get(data, "_skip"));
	}
	if (actor)
		text_set(&run->actor, actor);
	run->later.fn = commit_resume;
	run->later.arg = run;
	return run;
}

void run_free(struct run *run)
{
	if (!run)
		return;
	census_waits(run, 0);
	list_remove(&run->all);
	list_remove(&run->here);
	list_remove(&run->wait);
	list_remove(&run->sibling);
	list_remove(&run->wake);
	list_remove(&run->later.node);
	orphans_drop(&run->strays);
	timer_cancel(run->timer);
	timer_cancel(run->progress_timer);
	buf_done(&run->data);
	buf_done(&run->overlay);
	buf_done(&run->merged);
	buf_done(&run->patch);
	buf_done(&run->notes);
	free(run->actor);
	free(run->chain);
	buf_done(&run->effects);
	free(run->last_error);
	free(run->row_handler);
	run_unblame(run);
	free(run->result);
	free(run->traceback);
	free(run->waiting_kind);
	free(run->progress_text);
	lifecycles_unref(run->lifecycles);
	externals_unref(run->externals);
	model_unref(run->model);
	free(run);
}

void run_set_step(struct run *run, enum step step)
{
	run->step = step;
	/* Nobody looks at the time of steps that last microseconds; spare the clock for them. */
	if (step == RUN_SLEEP || step == RUN_STALLED || step == RUN_QUEUED)
		run->since = clock_now();
}

/* --- Coming and going ------------------------------------------------------------------- */

void run_accept(struct run *run, struct slot *slot, int64_t process_id, const char *state)
{
	run->slot = slot;
	run->state = state;
	run->process_id = process_id;
	slot_pin(slot);
	slot->live[run->process->column] = run;
	table_add(&run->engine->runs, &run->link, table_hash((uint64_t)process_id));
	census_enter(run);
}

void run_enqueue(struct run *run)
{
	struct engine *engine = run->engine;

	run->step = RUN_QUEUED;
	if (run->slot->holder) {
		run->since = clock_now();
		return; /* slot_wake finds it */
	}
	if (engine->executing >= RUNS_MAX) {
		run->since = clock_now();
		if (run->process->priority > 0)
			list_add_first(&engine->ready, &run->wait);
		else
			list_add(&engine->ready, &run->wait);
		return;
	}
	run_begin(run);
}

void run_begin(struct run *run)
{
	struct slot *slot = run->slot;

	assert(!slot->holder || slot->holder == run->top);
	slot->holder = run->top;
	list_add(&slot->active, &run->here);
	run->holds = 1;
	run->step = RUN_LOGIC;
	run->phase = PHASE_PRE;
	run->at = 0;
	if (run->parent) {
		nested_begin(run);
		return;
	}
	run->engine->executing++;
	if (run->verify && !run_verify(run))
		return;
	run_step_on(run);
}

void run_release(struct run *run)
{
	struct engine *engine = run->engine;
	struct slot *slot = run->slot;

	if (!run->holds)
		return;
	run->holds = 0;
	list_remove(&run->here);
	if (!run->parent) {
		engine->executing--;
		park_admit(engine);
	}
	if (!list_empty(&slot->active))
		return;
	slot->holder = NULL;
	slot_wake(slot);
}

void run_leave(struct run *run)
{
	struct slot *slot = run->slot;

	if (slot->live[run->process->column] == run)
		slot->live[run->process->column] = NULL;
	if (slot->live[run->process->column])
		orphans_inherit(run, slot->live[run->process->column]);
	else
		orphans_give_up(run);
	run_release(run);
	if (!run->parent)
		table_remove(&run->engine->runs, &run->link);
	census_leave(run);
	run_free(run);
	slot_unpin(slot);
}

/* --- Cancelling ------------------------------------------------------------------------- */

void run_interrupt(struct run *run, int row_ended)
{
	struct node *node, *next;

	run->row_ended |= row_ended ? 1 : 0;
	if (run->cancelled)
		return;
	run->cancelled = 1;
	run->interrupting = 1;
	for (node = run->kids.next; node != &run->kids; node = next) {
		next = node->next;
		run_interrupt(container_of(node, struct run, sibling), 0);
	}
	run->interrupting = 0;
	switch (run->step) {
	case RUN_LOGIC:
		if (run->in_handler)
			run_stop_handler(run);
		else
			run_resume_parent(run);
		break;
	case RUN_COMMIT:
	case RUN_NEW:
		break; /* looks when it is back */
	case RUN_QUEUED:
	case RUN_DEFERRED:
	case RUN_STALLED:
	case RUN_SLEEP:
		list_remove(&run->wait);
		list_remove(&run->later.node);
		list_remove(&run->wake);
		timer_cancel(run->timer);
		run->timer = NULL;
		run_quit(run);
		break;
	}
}

void run_break(struct run *run, enum redo redo)
{
	struct node *node, *next;

	run->redo = redo;
	run->interrupting = 1;
	for (node = run->kids.next; node != &run->kids; node = next) {
		next = node->next;
		run_interrupt(container_of(node, struct run, sibling), 0);
	}
	run->interrupting = 0;
	if (run->in_handler)
		run_stop_handler(run);
	else
		run_resume_parent(run);
}

void run_quit(struct run *run)
{
	struct error err;

	assert(run->cancelled && !run->in_handler);
	show_reset(run);
	if (!run->parent) {
		if (run->row_ended)
			run_leave(run);
		else
			commit_cancel(run);
		return;
	}
	error_set(&err, ERROR_CANCELLED, "%s was interrupted", run->process->name);
	nested_end(run, &err);
}

/* --- Failing ---------------------------------------------------------------------------- */

void run_traceback(struct run *run, const char *text)
{
	text_set(&run->traceback, text);
}

/* The error's text, and below it where in the code that was. */
static void note_error(struct run *run, const struct error *err)
{
	AUTO(buf_done) struct buf text = {0};

	buf_adds(&text, err->text);
	if (run->traceback)
		buf_addf(&text, "\n%s", run->traceback);
	text_set(&run->last_error, text.data);
	run->last_code = err->code;
	text_set(&run->traceback, NULL);
}

int run_error_len(const struct run *run)
{
	const char *end = strstr(run->last_error, "\nstack traceback:");

	return (int)(end ? (size_t)(end - run->last_error) : strlen(run->last_error));
}

void run_failed(struct run *run, const struct error *err)
{
	struct engine *engine = run->engine;
	int64_t delay = retry_delay(engine, run->attempt);

	run_blame(run, err);
	buf_clear(&run->patch);
	run->delegate = run->stop = 0;
	text_set(&run->chain, NULL);
	if (run->parent) {
		note_error(run, err);
		if (error_is_transient(err->code) || err->code == ERROR_CANCELLED)
			nested_end(run, err);
		else
			commit_child_error(run);
		return;
	}
	if (err->code == ERROR_CANCELLED) {
		/* Nobody here asked for it: the runner is being closed. It resumes where it stands.
		 */
		buf_clear(&run->notes);
		retry_sleep(run, delay);
		return;
	}
	note_error(run, err);
	/* Tried for ever, and nothing to undo it by: giving up would leave it half done for good.
	 */
	if ((error_is_transient(err->code) ||
	     (run->process->retries < 0 && !commit_compensation(run))) &&
	    !retry_is_over(run, delay)) {
		run->next_at = clock_now() + delay;
		commit_retry(run);
		return;
	}
	commit_failure(run);
}
