/*
 * What an operator can do about a process instance that does not come on: retry, skip,
 * complete, rollback, cancel. Each is one transaction with its history row, whoever asked
 * named in it; nothing is acknowledged before that is durable.
 *
 * retry and skip are here: they break off what the run waits for. complete, rollback and
 * cancel (verbs_move.c) move the state over its head, as a new process would.
 */
#include "engine/verbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/log.h"

static const char *const names[] = {
	[VERB_RETRY] = "retry",       [VERB_SKIP] = "skip",     [VERB_COMPLETE] = "complete",
	[VERB_ROLLBACK] = "rollback", [VERB_CANCEL] = "cancel",
};

const char *verb_name(enum verb verb)
{
	return names[verb];
}

int verb_from_name(const char *name)
{
	for (int i = 0; i < VERB_MAX; i++)
		if (strcasecmp(names[i], name) == 0)
			return i;
	return -1;
}

static void op_free(struct verb_op *op)
{
	struct slot *slot = op->slot;

	list_remove(&op->node);
	list_remove(&op->later.node);
	run_free(op->next);
	lifecycles_unref(op->set);
	free(op->actor);
	free(op->target);
	free(op->message);
	free(op);
	if (slot)
		slot_unpin(slot);
}

void verbs_drop(struct engine *engine)
{
	while (!list_empty(&engine->verbs)) {
		struct verb_op *op = container_of(engine->verbs.next, struct verb_op, node);

		engine_give_up(op->fn, op->arg, op->resource_id);
		op->slot = NULL; /* goes with the engine */
		op_free(op);
	}
}

void verb_answer(struct verb_op *op, int64_t process_id, const struct error *err)
{
	struct outcome outcome = {
		.rc = err ? -1 : 0, .id = op->resource_id, .process_id = process_id};

	if (err)
		outcome.err = *err;
	engine_answer(op->engine, op->fn, op->arg, &outcome);
	op_free(op);
}

static void op_refuse(struct verb_op *op, enum error_code code, const char *why)
{
	struct error err;

	error_field(&err, code, code == ERROR_CONFLICT ? "ActionNotAvailable" : NULL, "action",
		    "process %lld %s", (long long)op->process_id, why);
	verb_answer(op, 0, &err);
}

/* --- History ---------------------------------------------------------------------------- */

void verb_history(struct verb_op *op, struct txn *txn, const struct run *run, const char *handler)
{
	AUTO(buf_done) struct buf detail = {0};

	buf_addf(&detail, "{\"verb\":\"%s\",\"process\":", names[op->verb]);
	buf_json_string(&detail, run->process->name);
	if (handler) {
		buf_adds(&detail, ",\"handler\":");
		buf_json_string(&detail, handler);
	}
	buf_addf(&detail, ",\"attempt\":%d,\"actor\":", run->attempt);
	buf_json_string(&detail, op->actor);
	if (run->last_error) {
		buf_adds(&detail, ",\"error\":");
		buf_json_string(&detail, run->last_error);
	}
	buf_addc(&detail, '}');
	txn_history(txn, run->type, run->slot->id, run->process_id, "verb",
		    (struct span){detail.data, detail.len});
}

/* --- retry, skip ------------------------------------------------------------------------ */

static void kick(struct run *run)
{
	timer_cancel(run->timer);
	run->timer = NULL;
	run->again(run);
}

/* Breaks off what the run waits for. */
static void hasten(struct verb_op *op, struct run *run)
{
	struct run *leaf = run_leaf(run);
	AUTO(buf_done) struct buf key = {0};

	if (op->verb == VERB_RETRY) {
		run->spent = run->attempt;
		run->first_at = clock_now();
	}
	if (run->step == RUN_SLEEP) {
		retry_wake(run);
	} else if (run->step == RUN_STALLED) {
		kick(run);
	} else if (run->step == RUN_LOGIC && op->verb == VERB_RETRY) {
		run_break(run, REDO_AGAIN);
	} else if (run->step == RUN_LOGIC && leaf->handler) {
		run_key(leaf, leaf->process, leaf->handler->name, &key);
		if (strcmp(key.data, op->target) == 0)
			run_break(leaf, REDO_SKIP);
	}
}

static void acted(void *arg, struct txn *txn)
{
	struct verb_op *op = arg;
	struct run *run = engine_find(op->engine, op->process_id);
	struct slot *slot = op->slot;
	struct error err;

	slot_pin(slot);
	if (txn_result(txn, &err) < 0) {
		verb_answer(op, 0, &err);
	} else {
		if (run && !run->cancelled && !run->closing)
			hasten(op, run);
		verb_answer(op, op->process_id, NULL);
	}
	slot_unpin(slot);
}

static const struct handler *next_handler(const struct run *run, const struct process *process)
{
	for (int phase = run->phase; phase < PHASE_MAX; phase++) {
		int is_in = phase == (int)run->phase;
		const struct handler *next =
			handler_at(process, is_in ? run->externals : run->engine->externals,
				   (enum phase)phase, is_in ? run->at : 0);

		if (next)
			return next;
	}
	return NULL;
}

/* The handler that a skip is about: that in hand, else that which failed, else the next one. */
static int aim(struct verb_op *op, struct run *run)
{
	AUTO(buf_done) struct buf key = {0};
	struct run *leaf = run_leaf(run);
	const struct handler *next;
	int there;

	if (run->failed_key && run->step == RUN_SLEEP) {
		text_set(&op->target, run->failed_key);
		return 1;
	}
	if (leaf->in_handler || leaf->handled) {
		run_key(leaf, leaf->process, leaf->handler->name, &key);
	} else if (run->handler && run->step == RUN_SLEEP) {
		run_key(run, run->process, run->handler->name, &key);
	} else {
		int mine = verb_look(op, run, &there);

		if (mine < 0)
			return -1;
		next = mine ? next_handler(run, run->process) : NULL;
		if (run->row_handler)
			run_key(run, run->process, run->row_handler, &key);
		else if (next)
			run_key(run, run->process, next->name, &key);
	}
	text_set(&op->target, key.data ? key.data : "");
	return 1;
}

static void act_go(struct verb_op *op, struct run *run)
{
	struct process_row row;
	struct txn *txn;

	if (op->verb == VERB_SKIP) {
		if (aim(op, run) < 0)
			return;
		if (*op->target)
			run_add_skip(run, op->target);
	}
	txn = txn_new();
	row_of(run, &row);
	row.next_at = 0;
	txn_process_update(txn, &row);
	verb_history(op, txn, run, op->target);
	op->slot = run->slot;
	slot_pin(op->slot);
	engine_submit(op->engine, txn, acted, NULL, op);
}

/* --- Finding the process ---------------------------------------------------------------- */

static void orphan_ended(void *arg, struct txn *txn)
{
	struct verb_op *op = arg;
	struct error err;

	if (txn_result(txn, &err) < 0)
		verb_answer(op, 0, &err);
	else
		verb_answer(op, op->process_id, NULL);
}

/* Pending, and nobody here knows how to run it: all that can be done is to end it. */
static void orphan(struct verb_op *op, const struct process_row *found, const struct type *type)
{
	AUTO(buf_done) struct buf detail = {0};
	struct process_row row = *found;
	struct txn *txn;

	if (op->verb != VERB_CANCEL) {
		op_refuse(op, ERROR_CONFLICT,
			  "is of a process that is not defined any more; it can be cancelled");
		return;
	}
	txn = txn_new();
	row_end(&row, "CANCELED", "CANCELED");
	row.data = (struct span){0};
	txn_process_update(txn, &row);
	if (type &&
	    reader_get(op->engine->reader, type, found->resource_id, &(struct row){0}, NULL) == 0) {
		buf_adds(&detail, "{\"verb\":\"cancel\",\"process\":");
		buf_json_string(&detail, row.name);
		buf_adds(&detail, ",\"actor\":");
		buf_json_string(&detail, op->actor);
		buf_addc(&detail, '}');
		txn_history(txn, type, row.resource_id, row.id, "verb",
			    (struct span){detail.data, detail.len});
	}
	engine_submit(op->engine, txn, orphan_ended, NULL, op);
}

/* Not in memory: ended, not loaded yet after a start, or of no known definition. */
static struct run *fetch(struct verb_op *op)
{
	struct engine *engine = op->engine;
	const struct type *type;
	struct process_row row;
	struct error err;
	struct slot *slot;
	struct run *run;
	char ended[96];

	if (reader_process(engine->reader, op->process_id, &row, &err) < 0) {
		verb_answer(op, 0, &err);
		return NULL;
	}
	op->resource_id = row.resource_id;
	if (row.end) {
		snprintf(ended, sizeof(ended), "has ended: %s",
			 row.exit_reason ? row.exit_reason : "?");
		op_refuse(op, ERROR_CONFLICT, ended);
		return NULL;
	}
	type = model_type(engine->model, row.type);
	if (!type || !lifecycles_find_name(engine->lifecycles, row.name)) {
		orphan(op, &row, type);
		return NULL;
	}
	slot = slot_get(engine, type, row.resource_id); /* loads what is pending here */
	slot_pin(slot);
	run = engine_find(engine, op->process_id);
	slot_unpin(slot);
	if (!run)
		op_refuse(op, ERROR_CONFLICT, "has ended meanwhile");
	return run;
}

void verb_again(void *arg)
{
	struct verb_op *op = arg;
	struct run *run = engine_find(op->engine, op->process_id);

	if (!run && !(run = fetch(op)))
		return;
	op->resource_id = run->slot->id;
	if (run->slot->moving) {
		slot_defer(run->slot, &op->later);
		return;
	}
	if (run->row_ended) {
		op_refuse(op, ERROR_CONFLICT, "has ended: CANCELED");
	} else if (run->cancelled || run->closing) {
		/* It is on its way out; all that can keep it is the store. */
		if (run->step == RUN_STALLED)
			kick(run);
		if (op->verb == VERB_CANCEL)
			verb_answer(op, op->process_id, NULL);
		else
			op_refuse(op, ERROR_CONFLICT, "is being cancelled already");
	} else if (op->verb == VERB_RETRY || op->verb == VERB_SKIP) {
		act_go(op, run);
	} else {
		verb_move(op, run);
	}
}

void engine_verb(struct engine *engine, int64_t process_id, enum verb verb, const char *actor,
		 outcome_fn fn, void *arg)
{
	struct verb_op *op = calloc(1, sizeof(*op));

	if (!op)
		abort();
	op->engine = engine;
	op->verb = verb;
	op->process_id = process_id;
	text_set(&op->actor, actor ? actor : "system");
	op->fn = fn;
	op->arg = arg;
	op->later.fn = verb_again;
	op->later.arg = op;
	list_add(&engine->verbs, &op->node);
	log_debug("engine", "an operator intervenes", "verb=%s process=%lld actor='%s'",
		  names[verb], (long long)process_id, op->actor);
	verb_again(op);
}
