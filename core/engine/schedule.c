/*
 * The doors that accept a process on a resource that exists: schedule, update, remove. Each
 * is one transaction that guards the state, moves it, and inserts the process row; whatever
 * was pending in that column is ended by the same transaction.
 *
 * The state is guessed as cheaply as can be (memory, then the definition, then the store); a
 * wrong guess costs one refused transaction, which tells the right one.
 */
#include "engine/engine_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/log.h"
#include "store/doc.h"

#define TRIES_MAX 16

enum kind { OP_SCHEDULE, OP_UPDATE, OP_REMOVE, OP_ADOPT };

struct op {
	struct node node; /* engine->ops */
	struct later later; /* slot->deferred */
	struct engine *engine;
	struct slot *slot;
	struct run *run; /* becomes the accepted run; owned until then */
	enum kind kind;
	const struct process *process; /* asked for */
	const char *via; /* where the transaction in flight moves to */
	const char *whole; /* or through, to this done state; else NULL */
	char seen[STATE_SIZE]; /* "" while not known for sure */
	struct buf patch; /* update */
	int64_t rev; /* that it must have; 0: any */
	const struct once *once; /* borrowed until fn */
	int handle, tries, to_end;
	outcome_fn fn;
	void *arg;
};

static void op_free(struct op *op)
{
	struct slot *slot = op->slot;

	list_remove(&op->node);
	list_remove(&op->later.node);
	run_free(op->run);
	buf_done(&op->patch);
	free(op);
	if (slot)
		slot_unpin(slot);
}

void ops_drop(struct engine *engine)
{
	while (!list_empty(&engine->ops)) {
		struct op *op = container_of(engine->ops.next, struct op, node);

		engine_give_up(op->fn, op->arg, op->slot->id);
		op->slot = NULL; /* goes with the engine */
		op_free(op);
	}
}

static void op_fail(struct op *op, const struct error *err)
{
	struct outcome outcome = {.rc = -1, .err = *err, .id = op->slot->id};

	engine_answer(op->engine, op->fn, op->arg, &outcome);
	op_free(op);
}

static void op_already(struct op *op)
{
	struct outcome outcome = {.id = op->slot->id};

	engine_answer(op->engine, op->fn, op->arg, &outcome);
	op_free(op);
}

static void op_missing(struct op *op)
{
	struct error err;
	char label[128];

	engine_label(op->run->type, op->slot->id, label, sizeof(label));
	error_set(&err, ERROR_NOT_FOUND, "%s does not exist", label);
	op_fail(op, &err);
}

/* --- Accepted --------------------------------------------------------------------------- */

static void op_accepted(struct op *op, struct txn *txn)
{
	struct slot *slot = op->slot;
	struct run *run = STEAL(op->run);
	struct run *old = slot->live[run->process->column];
	struct outcome outcome = {.id = slot->id, .process_id = txn_id(txn, op->handle)};
	outcome_fn fn = op->fn;
	void *arg = op->arg;
	const char *via = op->via;
	enum kind kind = op->kind;

	slot_pin(slot);
	op_free(op);
	run_accept(run, slot, outcome.process_id, via);
	/* What came in between is at the very process that this one is for. */
	if (kind != OP_ADOPT)
		slot_interrupt(slot, run->process->column, run, old);
	engine_changed(run, via);
	if (fn)
		fn(arg, &outcome);
	run_enqueue(run);
	slot_unpin(slot);
}

/* Accepted and over: there was nothing to run. */
static void op_over(struct op *op, struct txn *txn)
{
	struct slot *slot = op->slot;
	struct run *run = op->run;
	struct outcome outcome = {
		.id = slot->id, .process_id = txn_id(txn, op->handle), .rests = op->whole};

	run->slot = slot;
	slot_doubt(slot, run);
	engine_changed(run, op->via);
	engine_changed(run, op->whole);
	op->engine->stats.done++;
	if (run->process->column != 0 || !slot_at_rest(slot))
		outcome.rests = NULL; /* the other column's, or somebody came in between */
	else
		waiters_fire(slot, op->whole, NULL);
	if (op->fn)
		op->fn(op->arg, &outcome);
	op_free(op);
}

/* --- Trying ----------------------------------------------------------------------------- */

static void op_go(void *arg);

static void op_done(void *arg, struct txn *txn)
{
	struct op *op = arg;
	struct slot *slot = op->slot;
	struct error err;
	const char *seen;

	slot_pin(slot);
	slot->moving = 0;
	if (txn_result(txn, &err) == 0) {
		if (op->whole)
			op_over(op, txn);
		else
			op_accepted(op, txn);
	} else {
		seen = txn_seen(txn);
		if (err.code == ERROR_NOT_FOUND) {
			op_missing(op);
		} else if (err.code == ERROR_CONFLICT && seen && *seen &&
			   strlen(seen) < sizeof(op->seen) && strcmp(seen, op->seen) != 0 &&
			   op->tries++ < TRIES_MAX) {
			strcpy(op->seen, seen);
			op_go(op);
		} else {
			op_fail(op, &err);
		}
	}
	slot_flush(slot);
	slot_unpin(slot);
}

/* Moves from one of `from` (NULL-terminated) to via under a process. */
static void op_submit(struct op *op, const struct process *process, const char *const *from,
		      const char *via)
{
	struct run *run = op->run;
	struct slot *slot = op->slot;
	const struct run *old = slot->live[process->column];
	struct txn *txn = txn_new();
	struct process_row row;

	run->first = op->process; /* whose name the row has, also when a fallback fits better */
	run->process = process;
	op->via = via;
	if (op->rev > 0)
		txn_guard(txn, run->type, slot->id, op->rev);
	if (op->kind == OP_UPDATE) {
		struct span patch = {op->patch.data, op->patch.len};

		txn_patch_by(txn, run->type, slot->id, patch, -1, 0, run->actor);
	}
	op->whole = op->to_end ? commit_whole_end(run, slot, via) : NULL;
	if (op->whole) {
		op->handle = commit_whole(run, slot->id, from, via, txn);
	} else {
		txn_state(txn, run->type, slot->id, process->column, from, via,
			  process->column == 0);
		row_of(run, &row);
		row.resource_id = slot->id;
		op->handle = txn_process(txn, &row);
		if (old && !old->row_ended && !old->closing)
			row_cancel(txn, old, process->verb);
		history_state(txn, run->type, slot->id, TXN_REF(op->handle), process,
			      from[1] ? NULL : from[0], via, run->actor);
	}
	if (op->once)
		txn_once(txn, op->once, run->type, slot->id);
	slot->moving = 1;
	engine_submit(op->engine, txn, op_done, NULL, op);
}

static int only_one_via(const struct process *process)
{
	for (const struct state_pair *via = process->via; via->to; via++)
		if (strcmp(via->to, process->via[0].to) != 0)
			return 0;
	return 1;
}

/* Whether the process is being worked on right now. */
static int under_way(const struct slot *slot, const struct process *process)
{
	const struct run *live = slot->live[process->column];

	if (live && !live->cancelled && strcmp(live->process->name, process->name) == 0)
		return 1;
	for (const struct node *node = slot->active.next; node != &slot->active;
	     node = node->next) {
		const struct run *run = container_of(node, struct run, here);

		if (!run->cancelled && strcmp(run->process->name, process->name) == 0)
			return 1;
	}
	return 0;
}

/* What cannot be removed from where it is gets stopped first, and told why. */
static int op_stop_first(struct op *op, const char *state)
{
	static const char *const verbs[] = {"stop", "deactivate"};
	AUTO(buf_done) struct buf data = {0};
	const char *from[2] = {state, NULL}, *via;
	const struct process *process;

	for (size_t i = 0; i < 2; i++) {
		process = lifecycles_find(op->run->lifecycles, op->slot->type, verbs[i]);
		if (!process || process->column != 0)
			continue;
		via = process_via(process, state);
		if (!via && process_is_via(process, state))
			via = state_of(process, state); /* anew: the one under way was not told */
		if (!via)
			continue;
		doc_merge((struct span){op->run->data.data, op->run->data.len},
			  span_of("{\"remove\":true}"), &data);
		buf_clear(&op->run->data);
		buf_add(&op->run->data, data.data, data.len);
		op->process = process;
		op_submit(op, process, from, via);
		return 1;
	}
	return 0;
}

static void op_from(struct op *op, const char *state)
{
	const struct process *process;
	const char *from[2] = {state, NULL};
	struct error err;

	if (op->kind == OP_ADOPT && (!process_is_via(op->process, state) ||
				     orphan_is_worked_on(op->slot, op->process->column))) {
		op_already(op);
		return;
	}
	switch (engine_judge(op->process, state, 1, &process)) {
	case VERDICT_START:
		op_submit(op, process, from, process_via(process, state));
		return;
	case VERDICT_VIA:
		/* An update under way may have read the fields before this patch. */
		if (op->kind != OP_UPDATE && under_way(op->slot, process))
			op_already(op);
		else
			op_submit(op, process, from, state_of(process, state));
		return;
	case VERDICT_DONE:
		if (op->kind != OP_UPDATE) {
			op_already(op);
			return;
		}
		break;
	case VERDICT_ILLEGAL:
		if (op->kind == OP_REMOVE && op_stop_first(op, state))
			return;
		break;
	}
	engine_illegal(op->process, op->run->type, op->slot->id, state, &err);
	op_fail(op, &err);
}

static void op_go(void *arg)
{
	struct op *op = arg;
	struct slot *slot = op->slot;
	int column = op->process->column;
	const char *known;
	struct error err;

	if (slot->moving) {
		slot_defer(slot, &op->later);
		return;
	}
	if (*op->seen) {
		op_from(op, op->seen);
		return;
	}
	if ((known = slot_state(slot, column)) && strlen(known) < sizeof(op->seen)) {
		strcpy(op->seen, known);
		op_from(op, op->seen);
		return;
	}
	if (op->kind == OP_SCHEDULE && only_one_via(op->process)) {
		op_submit(op, op->process, op->process->start, op->process->via[0].to);
		return;
	}
	if (state_read(op->engine, slot, op->run->type, column, op->seen, sizeof(op->seen), &err) <
	    0)
		op_fail(op, &err);
	else
		op_from(op, op->seen);
}

static void op_start(struct engine *engine, enum kind kind, const struct type *type, int64_t id,
		     const struct process *process, struct span data, const char *actor,
		     struct span patch, int64_t rev, int to_end, const struct once *once,
		     outcome_fn fn, void *arg)
{
	AUTO(buf_done) struct buf clean = {0};
	struct op *op = calloc(1, sizeof(*op));

	if (!op)
		abort();
	op->engine = engine;
	op->kind = kind;
	op->process = process;
	op->rev = rev;
	op->to_end = to_end;
	op->once = once;
	op->fn = fn;
	op->arg = arg;
	op->later.fn = op_go;
	op->later.arg = op;
	if (patch.len)
		buf_add(&op->patch, patch.at, patch.len);
	op->run = run_new(engine, type, process, data_clean(data, &clean), actor);
	op->run->adopted = kind == OP_ADOPT;
	op->slot = slot_get(engine, type, id);
	slot_pin(op->slot);
	list_add(&engine->ops, &op->node);
	op_go(op);
}

/* --- Doors ------------------------------------------------------------------------------ */

static void no_such_process(struct engine *engine, const char *type, const char *verb, int64_t id,
			    outcome_fn fn, void *arg)
{
	struct outcome outcome = {.rc = -1, .id = id};

	error_set(&outcome.err, ERROR_UNSUPPORTED, "%s has no process '%s'", type, verb);
	engine_answer(engine, fn, arg, &outcome);
}

void engine_schedule(struct engine *engine, const struct request *request, outcome_fn fn, void *arg)
{
	const struct type *type = engine_type(engine, request->type);
	const struct process *process =
		type ? lifecycles_find(engine->lifecycles, type->base->name, request->verb) : NULL;

	if (!process)
		no_such_process(engine, request->type ? request->type->name : "?",
				request->verb ? request->verb : "?", request->id, fn, arg);
	else
		op_start(engine, OP_SCHEDULE, type, request->id, process, request->data,
			 request->actor, (struct span){0}, request->rev, request->to_end,
			 request->once, fn, arg);
}

void schedule_adopted(struct engine *engine, const struct type *type, int64_t id,
		      const struct process *process, outcome_fn fn, void *arg)
{
	op_start(engine, OP_ADOPT, type, id, process, (struct span){0}, "system", (struct span){0},
		 -1, 0, NULL, fn, arg);
}

void engine_update(struct engine *engine, const struct type *type, int64_t id, struct span patch,
		   int64_t rev, int schedule, const char *actor, outcome_fn fn, void *arg)
{
	const struct type *known = engine_type(engine, type);
	const struct process *process =
		known && schedule ? lifecycles_find(engine->lifecycles, known->base->name, "update")
				  : NULL;

	if (process)
		op_start(engine, OP_UPDATE, known, id, process, (struct span){0}, actor, patch, rev,
			 0, NULL, fn, arg);
	else
		plain_patch(engine, known ? known : type, id, patch, rev, actor, fn, arg);
}

void engine_remove(struct engine *engine, const struct type *type, int64_t id, struct span data,
		   int64_t rev, const char *actor, outcome_fn fn, void *arg)
{
	const struct type *known = engine_type(engine, type);
	const struct process *process =
		known ? lifecycles_find(engine->lifecycles, known->base->name, "remove") : NULL;

	if (process)
		op_start(engine, OP_REMOVE, known, id, process, data, actor, (struct span){0}, rev,
			 0, NULL, fn, arg);
	else if (known && !lifecycles_initial(engine->lifecycles, known->base->name, 0))
		plain_delete(engine, known, id, rev, actor, fn, arg);
	else
		no_such_process(engine, type->name, "remove", id, fn, arg);
}
