/*
 * complete, rollback and cancel: one transaction that ends the row of a process instance and
 * moves its resource out of the transitioning state, whatever the run is doing. Nobody is
 * asked first: the run is told when it is durable, and only finds that nothing is left to do.
 */
#include "engine/verbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"

#define TRIES_MAX 8
#define LOOK_BACK 500 /* history rows read to find out where a resource came from */

/* Whether no process of the type works in a state. */
static int at_rest(const struct lifecycles *set, const struct process *process, const char *state)
{
	int count = 0;
	const struct process *const *all = lifecycles_all(set, &count);

	for (int i = 0; i < count; i++)
		if (all[i]->column == process->column && strcmp(all[i]->type, process->type) == 0 &&
		    process_is_via(all[i], state))
			return 0;
	return 1;
}

struct look_back {
	const struct lifecycles *set;
	const struct process *process;
	const char *found;
	struct buf text;
};

/* A state as the definitions of the type spell it, so that it lives as long as they do. */
static const char *spell(const struct lifecycles *set, const struct process *process,
			 const char *state)
{
	int count = 0;
	const struct process *const *all = lifecycles_all(set, &count);
	const char *text = NULL;

	for (int i = 0; i < count && !text; i++)
		if (all[i]->column == process->column && strcmp(all[i]->type, process->type) == 0)
			text = state_of(all[i], state);
	return text;
}

static int look_at(void *arg, const struct history_row *row)
{
	struct look_back *look = arg;
	const struct process *process;

	if (strcmp(row->kind, "state") != 0)
		return 0;
	buf_clear(&look->text);
	if (json_string(json_get(row->detail, "process"), &look->text) < 0)
		return 0;
	process = lifecycles_find_name(look->set, look->text.data);
	buf_clear(&look->text);
	if (!process || process->column != look->process->column ||
	    json_string(json_get(row->detail, "to"), &look->text) < 0 ||
	    !at_rest(look->set, look->process, look->text.data))
		return 0;
	look->found = spell(look->set, look->process, look->text.data);
	return look->found != NULL;
}

/* The state at rest that the resource had last; a new one's, or when the history is gone, one
 * that the process begins in. */
static const char *came_from(struct run *run, const struct process *process, const char *state)
{
	struct look_back look = {.set = run->lifecycles, .process = process};

	if (reader_history(run->engine->reader, run->type, run->slot->id, LOOK_BACK, look_at, &look,
			   NULL) < 0)
		look.found = NULL;
	buf_done(&look.text);
	for (int any = 0; !look.found && any < 2; any++)
		for (const char *const *start = process->start; *start && !look.found; start++) {
			const char *via = process_via(process, *start);

			if (at_rest(run->lifecycles, process, *start) &&
			    (any || (via && strcmp(via, state) == 0)))
				look.found = *start;
		}
	return look.found;
}

/* Nested runs leave their resources where they stand: those say so. */
static void explain_nested(struct verb_op *op, struct txn *txn, const struct run *run)
{
	for (struct node *node = run->kids.next; node != &run->kids; node = node->next) {
		const struct run *kid = container_of(node, struct run, sibling);
		char text[400];

		explain_nested(op, txn, kid);
		if (!kid->holds || !kid->state || kid->verify || kid->slot == op->slot ||
		    !process_is_via(kid->process, kid->state))
			continue;
		snprintf(text, sizeof(text), "%s was left on the way: process %lld, %s by %s",
			 kid->process->name, (long long)op->process_id,
			 op->verb == VERB_COMPLETE
				 ? "assumed done"
				 : (op->verb == VERB_CANCEL ? "cancelled" : "rolled back"),
			 op->actor);
		txn_status(txn, kid->type, kid->slot->id, ROW_FAILED, text, -1);
	}
}

static void add_message(struct verb_op *op, const struct run *run)
{
	AUTO(buf_done) struct buf text = {0};

	if (op->verb == VERB_COMPLETE)
		return;
	buf_addf(&text, "%s was %s by %s", run->process->name,
		 op->verb == VERB_CANCEL ? "cancelled" : "rolled back", op->actor);
	if (run->last_error)
		buf_addf(&text, ": %.*s", run_error_len(run), run->last_error);
	text_set(&op->message, text.data);
}

/* What the verb makes of a state: op->to, and run->next when a process follows. */
static void choose(struct verb_op *op, struct run *run)
{
	const struct process *process = run->process;
	const char *via =
		process_is_via(process, run->state) ? run->state : process_via(process, run->state);

	run->next = NULL;
	if (op->verb == VERB_COMPLETE) {
		if (commit_wants_remove(run))
			run->next = lifecycles_find(run->lifecycles, process->type, "remove");
		if (run->next && !commit_onward_state(run, run->next))
			run->next = NULL;
		op->to = run->next ? commit_onward_state(run, run->next)
				   : process_done(process, via);
		return;
	}
	if (op->verb == VERB_ROLLBACK && (run->next = commit_compensation(run)))
		op->to = process_via(run->next, run->state);
	else
		op->to = via == run->state ? came_from(run, process, run->state) : run->state;
	if (!op->to)
		op->to = run->state;
}

static void moved(void *arg, struct txn *txn)
{
	struct verb_op *op = arg;
	struct slot *slot = op->slot;
	struct run *run = engine_find(op->engine, op->process_id), *next;
	int column = run ? run->process->column : 0;
	int64_t process_id = op->process_id;
	const char *to = op->to;
	struct lifecycles *set = op->set ? lifecycles_ref(op->set) : NULL; /* keeps `to` */
	AUTO(free) char *message = NULL;
	struct error err;

	slot_pin(slot);
	slot->moving = 0;
	if (txn_result(txn, &err) < 0) {
		if (err.code == ERROR_CONFLICT && run && op->tries++ < TRIES_MAX) {
			run->verify = 1; /* looks before the next try */
			run_free(STEAL(op->next));
			op->slot = NULL;
			slot_unpin(slot); /* still pinned above */
			verb_again(op);
		} else {
			verb_answer(op, 0, &err);
		}
		slot_flush(slot);
		slot_unpin(slot);
		lifecycles_unref(set);
		return;
	}
	next = STEAL(op->next);
	message = STEAL(op->message);
	if (run && to && op->verb != VERB_COMPLETE)
		op->engine->stats.failed++;
	else if (run && to)
		op->engine->stats.done++;
	if (run && to)
		engine_changed(run, to);
	if (next) {
		column = next->process->column;
		process_id = txn_id(txn, op->handle);
	}
	verb_answer(op, process_id, NULL);
	if (next)
		run_accept(next, slot, process_id, to);
	else if (run && slot->live[column] == run)
		slot->live[column] = NULL;
	if (to)
		slot_interrupt(slot, column, next, run);
	else if (run)
		run_interrupt(run, 1);
	if (next)
		run_enqueue(next);
	else if (slot_at_rest(slot))
		waiters_fire(slot, to, message);
	slot_flush(slot);
	slot_unpin(slot);
	lifecycles_unref(set);
}

/* What the run is in; op->to stays NULL when its state is no longer its own. */
int verb_look(struct verb_op *op, struct run *run, int *ret_there)
{
	const struct process *process;
	char state[STATE_SIZE];
	struct error err;
	enum verdict verdict;

	*ret_there = 1;
	if (run->state && !run->verify)
		return 1;
	if (state_read(op->engine, run->slot, run->type, run->process->column, state, sizeof(state),
		       &err) < 0) {
		if (err.code == ERROR_NOT_FOUND) {
			*ret_there = 0;
			return 0;
		}
		verb_answer(op, 0, &err);
		return -1;
	}
	verdict = engine_judge(run->first, state, 0, &process);
	if (verdict != VERDICT_VIA && verdict != VERDICT_START)
		return 0;
	run->process = process;
	run->state = state_of(process, state);
	return 1;
}

static void add_follower(struct verb_op *op, struct txn *txn, struct run *run)
{
	AUTO(buf_done) struct buf extra = {0};

	buf_addc(&extra, '{');
	if (op->message) {
		buf_adds(&extra, "\"failure\":");
		buf_json_string(&extra, op->message);
	}
	buf_addc(&extra, '}');
	commit_insert_next(run, txn, (struct span){extra.data, extra.len});
	op->handle = run->next_handle;
	op->next = run_follower(run);
}

void verb_move(struct verb_op *op, struct run *run)
{
	static const char *const reasons[][2] = {
		[VERB_COMPLETE] = {"SUCCESS", "COMPLETED"},
		[VERB_ROLLBACK] = {"CANCELED", "ROLLED_BACK"},
		[VERB_CANCEL] = {"CANCELED", "CANCELED"},
	};
	int there, mine = verb_look(op, run, &there);
	const char *from[2] = {run->state, NULL};
	const struct process *process = run->process;
	struct process_row row;
	struct txn *txn;

	if (mine < 0)
		return;
	op->to = NULL;
	txn = txn_new();
	row_of(run, &row);
	row_end(&row, reasons[op->verb][0], reasons[op->verb][1]);
	txn_process_update(txn, &row);
	if (mine) {
		choose(op, run);
		add_message(op, run);
		lifecycles_unref(op->set);
		op->set = lifecycles_ref(run->lifecycles);
		txn_state(txn, run->type, run->slot->id, process->column, from, op->to, 0);
		if (process->column == 0 && op->verb == VERB_COMPLETE && !run->next)
			commit_stamp(txn, run, run->slot->id);
		if (run->next)
			add_follower(op, txn, run);
		if (process->column == 0)
			txn_status(txn, run->type, run->slot->id, op->message != NULL, op->message,
				   -1);
	}
	if (there)
		verb_history(op, txn, run, run->handler ? run->handler->name : NULL);
	if (mine)
		history_state(txn, run->type, run->slot->id,
			      run->next ? TXN_REF(op->handle) : run->process_id,
			      run->next ? run->next : process, run->state, op->to, op->actor);
	explain_nested(op, txn, run);
	op->slot = run->slot;
	slot_pin(op->slot);
	op->slot->moving = 1;
	engine_submit(op->engine, txn, moved, NULL, op);
}
