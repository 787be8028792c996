/*
 * How a run ends, each in one transaction that guards the state it moves from: the done state;
 * a chained process instead of it; going on under the fallback; final failure, with its
 * compensation already scheduled; or a row that only has to be closed.
 */
#include "engine/commit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"
#include "store/doc.h"

#define REMOVE_DELAY_SECONDS 60 /* from removed to the purge, unless a setting says otherwise */
#define REMOVE_DELAY_MOST (3650LL * 86400)

/* Wipes progress and retry messages, keeping what a compensation compensates for. */
static void wipe_status(struct run *run, struct txn *txn)
{
	AUTO(buf_done) struct buf failure = {0};
	int compensates = run_failure_text(run->top, &failure);

	if (run->shown && run->process->column == 0)
		txn_status(txn, run->type, run->slot->id, compensates && !run->parent,
			   compensates && !run->parent ? failure.data : NULL, -1);
}

/* The run is over: leaves, and tells who waited if nothing else is under way. */
static void rest(struct run *run, const char *state, const char *reason)
{
	struct lifecycles *set = lifecycles_ref(run->lifecycles); /* state lives in it */
	struct slot *slot = run->slot;

	slot_pin(slot);
	run_leave(run);
	if (slot_at_rest(slot))
		waiters_fire(slot, state, reason);
	slot_unpin(slot);
	lifecycles_unref(set);
}

/* --- Done ------------------------------------------------------------------------------- */

/*
 * The state that a run's last move starts from: the transitioning state, or for one that only
 * passes through it in this very commit, the one before. That one's first move goes into the
 * history here.
 */
static const char *leaves_from(const struct run *run, struct txn *txn)
{
	if (!run->passing)
		return run->state;
	history_state(txn, run->type, run->slot->id, run->top->process_id, run->process,
		      run->passing, run->state, NULL);
	return run->passing;
}

static void done(struct run *run, struct txn *txn)
{
	AUTO(buf_done) struct buf failure = {0};

	(void)txn;
	run->state = process_done(run->process, run->state);
	slot_doubt(run->slot, run);
	engine_changed(run, run->state);
	if (run->parent) {
		nested_end(run, NULL);
		return;
	}
	run->engine->stats.done++;
	rest(run, run->state, run_failure_text(run, &failure) ? failure.data : NULL);
}

/* `object.TYPE.remove.time.delay.seconds`, else `object.remove.time.delay.seconds`: what they are
 * now. */
static int64_t remove_delay_ms(const struct run *run)
{
	struct engine *engine = run->engine;
	char name[160];
	int64_t seconds =
		reader_setting_number(engine->reader, engine->model,
				      "object.remove.time.delay.seconds", REMOVE_DELAY_SECONDS);

	snprintf(name, sizeof(name), "object.%s.remove.time.delay.seconds", run->type->base->name);
	seconds = reader_setting_number(engine->reader, engine->model, name, seconds);
	if (seconds < 0)
		seconds = 0;
	return (seconds < REMOVE_DELAY_MOST ? seconds : REMOVE_DELAY_MOST) * 1000;
}

void commit_stamp(struct txn *txn, const struct run *run, int64_t id)
{
	const struct process *process = run->process;
	int64_t now;

	if (process->column != 0)
		return;
	now = clock_now();
	if (strcmp(process->verb, "remove") == 0)
		txn_removed(txn, run->type, id, now, now + remove_delay_ms(run));
	else if (strcmp(process->verb, "restore") == 0)
		txn_removed(txn, run->type, id, 0, 0);
}

static void commit_finish(struct run *run)
{
	const struct process *process = run->process;
	const char *to = process_done(process, run->state);
	int64_t id = run->slot->id;
	struct process_row row;
	struct txn *txn = txn_new();
	const char *from[2] = {leaves_from(run, txn), NULL};

	txn_state(txn, run->type, id, process->column, from, to,
		  run->passing && process->column == 0);
	commit_stamp(txn, run, id);
	wipe_status(run, txn);
	commit_with(run, txn);
	if (!run->parent) {
		row_of(run, &row);
		row_end(&row, "SUCCESS", "DONE");
		txn_process_update(txn, &row);
	}
	history_state(txn, run->type, id, run->top->process_id, process, run->state, to, NULL);
	commit_submit(run, txn, 1, done);
}

/* --- Going on as another ---------------------------------------------------------------- */

static void restart_as(struct run *run, const struct process *process, const char *state)
{
	run->process = process;
	run->state = state;
	run->passing = NULL;
	run->phase = PHASE_PRE;
	run->at = 0;
	run->attempt = 1;
	run->first_at = clock_now();
	slot_doubt(run->slot, run);
	engine_changed(run, run->state);
	run_step_on(run);
}

/* Where another process would take the state from here. */
const char *commit_onward_state(const struct run *run, const struct process *next)
{
	const char *via = process_via(next, run->state);

	return via ? via : process_via(next, process_done(run->process, run->state));
}

static void went_on(struct run *run, struct txn *txn)
{
	const struct process *next = run->next;

	(void)txn;
	run->delegate = 0;
	if (run->chain && strcmp(run->chain, next->verb) == 0)
		text_set(&run->chain, NULL);
	restart_as(run, next, commit_onward_state(run, next));
}

/* Same process row, next definition; a nested run chains like this, too. */
static void commit_onward(struct run *run, const struct process *next)
{
	const char *via = commit_onward_state(run, next);
	struct process_row row;
	struct txn *txn = txn_new();
	const char *from[2] = {leaves_from(run, txn), NULL};

	run->next = next;
	txn_state(txn, run->type, run->slot->id, next->column, from, via,
		  run->passing && next->column == 0);
	commit_with(run, txn);
	if (!run->parent && run->data_dirty) {
		row_of(run, &row);
		txn_process_update(txn, &row);
	}
	history_state(txn, run->type, run->slot->id, run->top->process_id, next, run->state, via,
		      NULL);
	commit_submit(run, txn, 1, went_on);
}

struct run *run_follower(struct run *run)
{
	struct run *next = run_new(run->engine, run->type, run->next,
				   (struct span){run->merged.data, run->merged.len}, run->actor);

	/* It goes on with the definitions that chose it. */
	lifecycles_unref(next->lifecycles);
	model_unref(next->model);
	next->lifecycles = lifecycles_ref(run->lifecycles);
	next->model = model_ref(run->model);
	next->step = RUN_QUEUED;
	return next;
}

/* The run that was inserted behind this one takes its place. */
static void succeed(struct run *run, struct txn *txn, const char *state)
{
	struct slot *slot = run->slot;
	struct run *next = run_follower(run);

	engine_changed(run, state);
	slot_doubt(slot, run);
	run_accept(next, slot, txn_id(txn, run->next_handle), state);
	run_leave(run); /* wakes it */
}

/* Adds the row of the process that follows; its data is left in run->merged. */
void commit_insert_next(struct run *run, struct txn *txn, struct span extra)
{
	AUTO(buf_done) struct buf data = {0}, clean = {0};
	struct process_row row;

	doc_merge(data_clean(run_data_span(run), &clean), extra, &data);
	buf_clear(&run->merged);
	buf_add(&run->merged, data.data, data.len);
	row_of(run, &row);
	row = (struct process_row){
		.name = run->next->name,
		.type = row.type,
		.resource_id = row.resource_id,
		.priority = run->next->priority,
		.data = {run->merged.data, run->merged.len},
		.actor = row.actor,
		.start = clock_now(),
		.phase = "requested",
		.attempt = 1,
	};
	run->next_handle = txn_process(txn, &row);
}

static void chained(struct run *run, struct txn *txn)
{
	run->engine->stats.done++;
	succeed(run, txn, commit_onward_state(run, run->next));
}

static void commit_chain(struct run *run, const struct process *next)
{
	AUTO(buf_done) struct buf failure = {0};
	const char *from[2] = {run->state, NULL};
	const char *via = commit_onward_state(run, next);
	struct process_row row;
	struct txn *txn = txn_new();

	run->next = next;
	txn_state(txn, run->type, run->slot->id, next->column, from, via,
		  next->column == 0 && !run_failure_text(run, &failure));
	commit_with(run, txn);
	row_of(run, &row);
	row_end(&row, "SUCCESS", "CHAIN");
	txn_process_update(txn, &row);
	commit_insert_next(run, txn, span_of("{}"));
	history_state(txn, run->type, run->slot->id, TXN_REF(run->next_handle), next, run->state,
		      via, run->actor);
	commit_submit(run, txn, 1, chained);
}

/* Who asked for a removal of something that first had to be stopped gets it. */
int commit_wants_remove(const struct run *run)
{
	struct span data = {run->data.data, run->data.len};

	if (run->process->column != 0 || (strcmp(run->process->verb, "stop") != 0 &&
					  strcmp(run->process->verb, "deactivate") != 0))
		return 0;
	if (run->parent)
		data = (struct span){run->overlay.data, run->overlay.len};
	return data.len && json_is_true(json_get(data, "remove"));
}

void commit_end(struct run *run)
{
	const struct process *process = run->process, *next;
	struct error err;
	const char *verb = run->chain;

	if (!commit_may(run, commit_end))
		return;
	if (process->fallback && (process->delegate || run->delegate) &&
	    commit_onward_state(run, process->fallback)) {
		commit_onward(run, process->fallback);
		return;
	}
	if (!verb && commit_wants_remove(run))
		verb = "remove";
	if (!verb) {
		commit_finish(run);
		return;
	}
	next = lifecycles_find(run->lifecycles, run->type->base->name, verb);
	if (!next || next->column != process->column || !commit_onward_state(run, next)) {
		error_set(&err, ERROR_INVALID, "%s cannot go on as '%s'", process->name, verb);
		run_failed(run, &err);
		return;
	}
	if (run->parent)
		commit_onward(run, next);
	else
		commit_chain(run, next);
}

void commit_pass(struct run *run)
{
	run->passing = run->state;
	run->state = process_via(run->process, run->passing);
	run->phase = PHASE_MAX;
	commit_end(run);
}

/* --- At once ---------------------------------------------------------------------------- */

const char *commit_whole_end(const struct run *run, const struct slot *slot, const char *via)
{
	const struct process *process = run->process;

	if (!process_is_idle(process, run->engine->externals) ||
	    (process->fallback && process->delegate) || commit_wants_remove(run))
		return NULL;
	/* Who holds the resource, or has a process on it, is waited for as always. */
	if (slot->holder || slot->live[0] || slot->live[1] || !list_empty(&slot->active))
		return NULL;
	return process_done(process, via);
}

int commit_whole(struct run *run, int64_t id, const char *const *from, const char *via,
		 struct txn *txn)
{
	const struct process *process = run->process;
	const char *to = process_done(process, via);
	struct process_row row;
	int handle;

	txn_state(txn, run->type, id, process->column, from, to, process->column == 0);
	commit_stamp(txn, run, id);
	row_of(run, &row);
	row.resource_id = id;
	row_end(&row, "SUCCESS", "DONE");
	handle = txn_process(txn, &row);
	history_state(txn, run->type, id, TXN_REF(handle), process, from[1] ? NULL : from[0], via,
		      run->actor);
	history_state(txn, run->type, id, TXN_REF(handle), process, via, to, NULL);
	return handle;
}

/* --- Failure ---------------------------------------------------------------------------- */

/* The compensation: that of the process as it was asked for, or of the one in hand. */
const struct process *commit_compensation(const struct run *run)
{
	const char *const verbs[2] = {run->first->on_failure, run->process->on_failure};

	for (int i = 0; i < 2; i++) {
		const struct process *next =
			verbs[i] ? lifecycles_find(run->lifecycles, run->type->base->name, verbs[i])
				 : NULL;

		if (next && next->column == run->process->column && process_via(next, run->state))
			return next;
	}
	return NULL;
}

static void failure_detail(const struct run *run, struct buf *ret)
{
	struct process_row row;

	row_of(run, &row);
	buf_adds(ret, "{\"process\":");
	buf_json_string(ret, run->process->name);
	buf_adds(ret, ",\"phase\":");
	buf_json_string(ret, row.phase);
	buf_adds(ret, ",\"handler\":");
	buf_json_string(ret, row.handler);
	buf_addf(ret, ",\"attempt\":%d,\"code\":\"%s\",\"message\":", run->attempt,
		 error_name(run->last_code));
	buf_json_string(ret, run->last_error);
	if (run->next) {
		buf_adds(ret, ",\"next\":");
		buf_json_string(ret, run->next->name);
	}
	buf_addc(ret, '}');
}

static void failed(struct run *run, struct txn *txn)
{
	AUTO(buf_done) struct buf reason = {0};

	run->engine->stats.failed++;
	log_warn("engine", "a process failed", "process=%s id=%lld resource=%s:%lld error='%.*s'",
		 run->process->name, (long long)run->process_id, run->type->name,
		 (long long)run->slot->id, run_error_len(run), run->last_error);
	if (run->next) {
		succeed(run, txn, process_via(run->next, run->state));
		return;
	}
	buf_addf(&reason, "%.*s", run_error_len(run), run->last_error);
	engine_changed(run, run->state);
	rest(run, run->state, reason.data);
}

void commit_failure(struct run *run)
{
	AUTO(buf_done) struct buf detail = {0}, extra = {0};
	const char *from[2] = {run->state, NULL};
	int64_t id;
	struct process_row row;
	struct txn *txn;

	if (!commit_may(run, commit_failure))
		return;
	txn = txn_new();
	id = run->slot->id;
	run->next = commit_compensation(run);
	txn_state(txn, run->type, id, run->process->column, from,
		  run->next ? process_via(run->next, run->state) : run->state, 0);
	commit_with(run, txn);
	row_of(run, &row);
	row_end(&row, "CANCELED", "FAILED");
	txn_process_update(txn, &row);
	failure_detail(run, &detail);
	txn_history(txn, run->type, id, run->process_id, "error",
		    (struct span){detail.data, detail.len});
	if (run->next) {
		buf_adds(&extra, "{\"failure\":");
		buf_json_string(&extra, run->last_error);
		buf_addc(&extra, '}');
		commit_insert_next(run, txn, (struct span){extra.data, extra.len});
		history_state(txn, run->type, id, TXN_REF(run->next_handle), run->next, run->state,
			      process_via(run->next, run->state), run->actor);
	}
	txn_status(txn, run->type, id, run->next ? ROW_FAILED : ROW_STRANDED, run->last_error, -1);
	commit_submit(run, txn, 1, failed);
}

/* --- Rows that only have to be closed --------------------------------------------------- */

static void closed(struct run *run, struct txn *txn)
{
	(void)txn;
	rest(run, NULL, NULL);
}

/* No guard, and no waiting for others: the resource is not touched. */
static void close_row(struct run *run, const char *result, const char *reason,
		      void (*again)(struct run *run))
{
	struct process_row row;
	struct txn *txn = txn_new();

	run->again = again;
	run->closing = 1;
	row_of(run, &row);
	row_end(&row, result, reason);
	txn_process_update(txn, &row);
	commit_submit(run, txn, 0, closed);
}

void commit_cancel(struct run *run)
{
	buf_clear(&run->patch);
	buf_clear(&run->notes);
	if (run->row_ended)
		run_leave(run);
	else
		close_row(run, "CANCELED", "CANCELED", commit_cancel);
}

void commit_already(struct run *run)
{
	close_row(run, "SUCCESS", "ALREADY_DONE", commit_already);
}
