/*
 * The transactions of a run: each is built from the run as it stands, so that one that the
 * store could not take (a full disk) is built and tried again, with nothing lost and no logic
 * run twice. A guard that fails means that somebody else moved the state: the run is over.
 *
 * Ends (done, chain, delegate, failure) are in commit_end.c.
 */
#include "engine/commit.h"

#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"

static const char *phase_text(const struct run *run)
{
	switch (run->phase) {
	case PHASE_PRE:
		return "pre";
	case PHASE_HANDLE:
		return "handle";
	case PHASE_POST:
		return "post";
	default:
		return "done";
	}
}

struct span run_data_span(const struct run *run)
{
	return run->data.len ? (struct span){run->data.data, run->data.len} : span_of("{}");
}

void row_of(const struct run *run, struct process_row *ret)
{
	*ret = (struct process_row){
		.id = run->process_id,
		.name = run->first->name,
		.type = run->type->base->name,
		.resource_id = run->slot ? run->slot->id : 0,
		.priority = run->first->priority,
		.data = run_data_span(run),
		.actor = run->actor ? run->actor : "system",
		.start = run->start,
		.phase = run->step == RUN_NEW ? "requested" : phase_text(run),
		.handler = run->handler ? run->handler->name : run->row_handler,
		.attempt = run->attempt,
		.next_at = run->next_at,
		.last_error = run->last_error,
	};
}

void row_end(struct process_row *row, const char *result, const char *reason)
{
	row->end = clock_now();
	row->result = result;
	row->exit_reason = reason;
	row->next_at = 0;
	if (strcmp(result, "SUCCESS") == 0) {
		row->phase = "done";
		row->handler = NULL;
	}
}

void row_cancel(struct txn *txn, const struct run *run, const char *by)
{
	AUTO(buf_done) struct buf detail = {0};
	struct process_row row;

	row_of(run, &row);
	row_end(&row, "CANCELED", "CANCELED");
	txn_process_update(txn, &row);
	buf_adds(&detail, "{\"process\":");
	buf_json_string(&detail, run->first->name);
	buf_adds(&detail, ",\"exit\":\"CANCELED\"");
	if (by) {
		buf_adds(&detail, ",\"by\":");
		buf_json_string(&detail, by);
	}
	buf_addc(&detail, '}');
	txn_history(txn, run->type, run->slot->id, run->process_id, "process",
		    (struct span){detail.data, detail.len});
}

void history_state(struct txn *txn, const struct type *type, int64_t id, int64_t process_id,
		   const struct process *process, const char *from, const char *to,
		   const char *actor)
{
	AUTO(buf_done) struct buf detail = {0};

	buf_adds(&detail, "{\"process\":");
	buf_json_string(&detail, process->name);
	if (from) {
		buf_adds(&detail, ",\"from\":");
		buf_json_string(&detail, from);
	}
	buf_adds(&detail, ",\"to\":");
	buf_json_string(&detail, to);
	if (actor) {
		buf_adds(&detail, ",\"actor\":");
		buf_json_string(&detail, actor);
	}
	buf_addc(&detail, '}');
	txn_history(txn, type, id, process_id, "state", (struct span){detail.data, detail.len});
}

/* --- Submitting ------------------------------------------------------------------------- */

void commit_resume(void *arg)
{
	struct run *run = arg;

	run->again(run);
}

int commit_may(struct run *run, void (*again)(struct run *run))
{
	run->again = again;
	if (run->cancelled) {
		run_quit(run);
		return 0;
	}
	if (run->slot->moving) {
		run->step = RUN_DEFERRED;
		slot_defer(run->slot, &run->later);
		return 0;
	}
	return 1;
}

void commit_with(struct run *run, struct txn *txn)
{
	const struct type *type = run->type;
	int64_t id = run->slot->id;

	if (run->patch.len)
		txn_patch_by(txn, type, id, (struct span){run->patch.data, run->patch.len}, -1,
			     run->top->process_id, NULL);
	for (size_t at = 0; at < run->notes.len;) {
		struct span note = span_of(run->notes.data + at);

		txn_history(txn, type, id, run->top->process_id,
			    json_get(note, "violation").at ? "violation" : "handler", note);
		at += note.len + 1;
	}
}

/* Somebody else moved the state, or removed the row. */
static void lost(struct run *run, const char *seen)
{
	log_debug("engine", "state was moved by another", "process=%s id=%lld seen=%s",
		  run->process->name, (long long)run->top->process_id, seen ? seen : "?");
	run->cancelled = 1;
	run_quit(run);
}

static void refused(struct run *run, const struct txn *txn, int moved, const struct error *err)
{
	const char *seen = txn_seen(txn);
	const char *wanted = run->passing ? run->passing : run->state;

	if (run->closing && !error_is_transient(err->code)) {
		run_leave(run); /* there is no row to end any more */
		return;
	}
	if (error_is_transient(err->code)) {
		retry_stall(run);
		return;
	}
	if ((moved && seen && *seen && strcmp(seen, wanted) != 0) || err->code == ERROR_NOT_FOUND) {
		lost(run, seen);
		return;
	}
	if (run->cancelled) {
		run_quit(run);
		return;
	}
	if (run->patch.len) {
		run_failed(run, err); /* what the handler returned cannot be stored */
		return;
	}
	log_error("engine", "a transaction was refused", "process=%s id=%lld error='%s'",
		  run->process->name, (long long)run->top->process_id, err->text);
	retry_stall(run);
}

static void commit_done(void *arg, struct txn *txn)
{
	struct run *run = arg;
	struct slot *slot = run->slot;
	struct error err;
	int moved = run->moves, rc = txn_result(txn, &err);

	slot_pin(slot);
	if (moved)
		slot->moving = 0;
	run->moves = 0;
	run->step = RUN_LOGIC;
	if (rc == 0) {
		run->stalls = 0;
		run->data_dirty = 0;
		buf_clear(&run->patch);
		buf_clear(&run->notes);
		run->after(run, txn);
	} else {
		refused(run, txn, moved, &err);
	}
	if (moved)
		slot_flush(slot);
	slot_unpin(slot);
}

void commit_submit(struct run *run, struct txn *txn, int moves,
		   void (*after)(struct run *run, struct txn *txn))
{
	run->step = RUN_COMMIT;
	run->after = after;
	run->moves = moves ? 1 : 0;
	if (moves)
		run->slot->moving = 1;
	engine_submit(run->engine, txn, commit_done, NULL, run);
}

/* --- On the way ------------------------------------------------------------------------- */

static void patched(struct run *run, struct txn *txn)
{
	(void)txn;
	engine_changed(run, run->state);
	run_step_on(run);
}

void commit_patch(struct run *run)
{
	struct process_row row;
	struct txn *txn;

	if (!commit_may(run, commit_patch))
		return;
	txn = txn_new();
	commit_with(run, txn);
	if (!run->parent && run->data_dirty) {
		row_of(run, &row);
		txn_process_update(txn, &row);
	}
	commit_submit(run, txn, 0, patched);
}

static void entered(struct run *run, struct txn *txn)
{
	(void)txn;
	run->state = process_via(run->process, run->state);
	slot_doubt(run->slot, run);
	engine_changed(run, run->state);
	run_step_on(run);
}

void commit_enter(struct run *run)
{
	const struct process *process = run->process;
	const char *via = process_via(process, run->state);
	const char *from[2] = {run->state, NULL};
	struct txn *txn;

	if (!commit_may(run, commit_enter))
		return;
	txn = txn_new();
	txn_state(txn, run->type, run->slot->id, process->column, from, via, process->column == 0);
	history_state(txn, run->type, run->slot->id, run->top->process_id, process, run->state, via,
		      NULL);
	commit_submit(run, txn, 1, entered);
}

static void retried(struct run *run, struct txn *txn)
{
	int64_t ms = run->next_at - clock_now();

	(void)txn;
	run->attempt++;
	run->shown = 1;
	run->engine->stats.retried++;
	engine_changed(run, run->state);
	if (run->cancelled)
		run_quit(run);
	else
		retry_sleep(run, ms > 0 ? ms : 0);
}

void commit_retry(struct run *run)
{
	AUTO(buf_done) struct buf failure = {0};
	int compensates = run_failure_text(run, &failure);
	struct process_row row;
	struct txn *txn;

	if (!commit_may(run, commit_retry))
		return;
	txn = txn_new();
	row_of(run, &row);
	row.attempt = run->attempt + 1;
	txn_process_update(txn, &row);
	commit_with(run, txn);
	txn_status(txn, run->type, run->slot->id, compensates,
		   compensates ? failure.data : run->last_error, -1);
	commit_submit(run, txn, 0, retried);
}

static void child_failed(struct run *run, struct txn *txn)
{
	struct error err;

	(void)txn;
	engine_changed(run, run->state);
	/* The parent is told what, its own code says where. */
	error_set(&err, run->last_code, "%.*s", run_error_len(run), run->last_error);
	nested_end(run, &err);
}

/* A nested process keeps its transitioning state; its resource says why. */
void commit_child_error(struct run *run)
{
	struct txn *txn;

	if (!commit_may(run, commit_child_error))
		return;
	txn = txn_new();
	commit_with(run, txn);
	txn_status(txn, run->type, run->slot->id, ROW_FAILED, run->last_error, -1);
	commit_submit(run, txn, 0, child_failed);
}
