/*
 * Processes that a handler runs inline on another resource. They have no row of their own:
 * their state changes are real, and when something goes wrong the outermost process runs the
 * handler again, which finds the child where it stands.
 *
 * The outermost run holds every resource its nested runs are on. It waits for one that is
 * held by another unless that one waits, over however many corners, for us.
 */
#include "engine/engine_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NESTED_MAX 24

static int would_deadlock(const struct slot *slot, const struct run *top)
{
	const struct run *holder = slot->holder;

	while (holder && holder != top)
		holder = holder->blocked ? holder->blocked->slot->holder : NULL;
	return holder == top;
}

/* How many handlers deep a run is: nobody means to go this far down. */
static int too_deep(const struct run *run)
{
	int depth = 0;

	while ((run = run->parent))
		depth++;
	return depth >= NESTED_MAX;
}

/*
 * A process that another of the same resource lists among its start states gives way to it, as it
 * does to one that is scheduled: who stops something need not wait until it has been started.
 */
static void claim(struct slot *slot, const struct process *process)
{
	struct run *holder = slot->holder;

	if (holder->slot == slot && !holder->cancelled && holder->state &&
	    holder->process->column == process->column &&
	    process_is_via(holder->process, holder->state) &&
	    process_starts_from(process, holder->state))
		run_interrupt(holder, 0);
}

static void refuse(struct engine *engine, outcome_fn fn, void *arg, int64_t id,
		   const struct error *err)
{
	struct outcome outcome = {.rc = -1, .err = *err, .id = id};

	engine_answer(engine, fn, arg, &outcome);
}

void engine_nested(struct run *run, const struct request *request, outcome_fn fn, void *arg)
{
	struct engine *engine = run->engine;
	const struct type *type = engine_type(engine, request->type);
	const struct process *process =
		type ? lifecycles_find(run->lifecycles, type->base->name, request->verb) : NULL;
	struct error err;
	struct run *child;
	struct slot *slot;

	if (run->cancelled || run->redo || !run->in_handler) {
		error_set(&err, ERROR_CANCELLED, "%s was interrupted", run->process->name);
		refuse(engine, fn, arg, request->id, &err);
		return;
	}
	if (!process) {
		error_set(&err, ERROR_UNSUPPORTED, "%s has no process '%s'",
			  request->type ? request->type->name : "?",
			  request->verb ? request->verb : "?");
		refuse(engine, fn, arg, request->id, &err);
		return;
	}
	if (too_deep(run)) {
		error_set(&err, ERROR_INVALID, "%s is nested too deep", process->name);
		refuse(engine, fn, arg, request->id, &err);
		return;
	}
	slot = slot_get(engine, type, request->id);
	slot_pin(slot);
	if (slot->holder && slot->holder != run->top && would_deadlock(slot, run->top)) {
		error_set(&err, ERROR_UNAVAILABLE,
			  "%s %lld is held by process %lld, which waits for this one", type->name,
			  (long long)request->id, (long long)slot->holder->process_id);
		refuse(engine, fn, arg, request->id, &err);
		slot_unpin(slot);
		return;
	}

	child = run_new(engine, type, process, (struct span){0}, run->top->actor);
	lifecycles_unref(child->lifecycles);
	child->lifecycles = lifecycles_ref(run->lifecycles);
	child->parent = run;
	child->top = run->top;
	child->slot = slot; /* pinned above; run_leave unpins */
	child->verify = 1; /* knows no state yet */
	child->fn = fn;
	child->arg = arg;
	if (json_is_object(request->data) && request->data.len > 2)
		buf_add(&child->overlay, request->data.at, request->data.len);
	list_add(&run->kids, &child->sibling);
	run_clock_stop(run);
	if (slot->holder && slot->holder != run->top) {
		run_set_step(child, RUN_QUEUED);
		list_add(&slot->nested, &child->wait);
		run->top->blocked = child;
		claim(slot, process);
	} else {
		run_begin(child);
	}
}

void nested_begin(struct run *run)
{
	const struct process *process;
	char state[STATE_SIZE];
	struct error err;

	if (run->top->blocked == run)
		run->top->blocked = NULL;
	run->step = RUN_LOGIC;
	if (run->cancelled) {
		run_quit(run);
		return;
	}
	if (run->slot->moving) {
		run->again = nested_begin;
		run->step = RUN_DEFERRED;
		slot_defer(run->slot, &run->later);
		return;
	}
	if (state_read(run->engine, run->slot, run->type, run->process->column, state,
		       sizeof(state), &err) < 0) {
		nested_end(run, &err);
		return;
	}
	run->verify = 0;
	switch (engine_judge(run->first, state, 0, &process)) {
	case VERDICT_ILLEGAL:
		engine_illegal(run->first, run->type, run->slot->id, state, &err);
		nested_end(run, &err);
		return;
	case VERDICT_DONE:
		nested_end(run, NULL);
		return;
	case VERDICT_START:
		run->process = process;
		run->state = state_of(process, state);
		if (process_is_idle(process, run->engine->externals))
			commit_pass(run);
		else
			commit_enter(run);
		return;
	case VERDICT_VIA:
		run->process = process;
		run->state = state_of(process, state);
		run->shown = 1; /* an earlier attempt may have left its error there */
		run_step_on(run);
		return;
	}
}

void nested_end(struct run *run, const struct error *err)
{
	struct lifecycles *set = lifecycles_ref(run->lifecycles); /* the state lives in it */
	struct run *parent = run->parent;
	struct slot *slot = run->slot;
	const char *state = run->state;
	struct outcome outcome = {.rc = err ? -1 : 0, .id = slot->id};

	if (err) {
		outcome.err = *err;
		orphan_note(run);
	}
	engine_answer(run->engine, run->fn, run->arg, &outcome);
	if (run->top->blocked == run)
		run->top->blocked = NULL;
	list_remove(&run->sibling);
	slot_pin(slot);
	run_leave(run);
	if (slot_at_rest(slot))
		waiters_fire(slot, state, err ? outcome.err.text : NULL);
	slot_unpin(slot);
	lifecycles_unref(set);
	run_resume_parent(parent);
}

void engine_insert(struct run *run, const struct type *type, const struct row *row,
		   const char *verb, outcome_fn fn, void *arg)
{
	struct engine *engine = run->engine;
	const struct type *known = engine_type(engine, type);
	struct error err;

	if (run->cancelled) {
		error_set(&err, ERROR_CANCELLED, "%s was interrupted", run->process->name);
		refuse(engine, fn, arg, 0, &err);
	} else if (!known) {
		error_set(&err, ERROR_UNSUPPORTED, "unknown type '%s'", type ? type->name : "?");
		refuse(engine, fn, arg, 0, &err);
	} else {
		plain_insert(engine, known, row,
			     verb ? lifecycles_find(run->lifecycles, known->base->name, verb)
				  : NULL,
			     run->top->process_id, NULL, NULL, fn, arg);
	}
}
