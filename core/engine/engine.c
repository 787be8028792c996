/*
 * The engine itself: made and freed, its definitions, its turns, and what it shows. The
 * algorithm is in the files that engine_internal.h lists.
 */
#include "engine/engine_internal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/id.h"

struct engine *engine_new(struct loop *loop, struct store *store, struct error *err)
{
	struct engine *engine = calloc(1, sizeof(*engine));

	if (!engine || !(engine->gate = calloc(1, sizeof(*engine->gate))))
		abort();
	engine->gate->engine = engine;
	engine->loop = loop;
	engine->store = store;
	list_init(&engine->all_runs);
	list_init(&engine->ops);
	list_init(&engine->verbs);
	list_init(&engine->flights);
	list_init(&engine->ready);
	list_init(&engine->woken);
	list_init(&engine->calls);
	list_init(&engine->orphans);
	list_init(&engine->late_orphans);
	for (int i = 0; i < WAKE_BUCKETS; i++)
		list_init(&engine->wakes[i]);
	id_random(&engine->seed, sizeof(engine->seed));
	engine->reader = reader_open(store, err);
	if (!engine->reader) {
		engine_free(engine);
		return NULL;
	}
	return engine;
}

/* --- Transactions and calls, both of which may outlive the engine ----------------------- */

struct flight {
	struct node node;
	struct engine *engine; /* NULL once it is gone */
	void (*done)(void *arg, struct txn *txn);
	void (*drop)(void *arg); /* or NULL: somebody else owns arg */
	void *arg;
};

static void gate_open(void *arg)
{
	struct gate *gate = arg;

	gate->posted = 0;
	if (gate->engine)
		engine_flush(gate->engine);
	else
		free(gate);
}

static void post(struct engine *engine)
{
	if (engine->gate->posted)
		return;
	engine->gate->posted = 1;
	loop_post(engine->loop, gate_open, engine->gate);
}

void engine_soon(struct engine *engine, struct later *later)
{
	list_add(&engine->calls, &later->node);
	if (!engine->flushing)
		post(engine);
}

void engine_flush(struct engine *engine)
{
	struct node *node;

	engine->flushing = 1;
	for (int i = 0; i < CALLS_MAX && (node = list_take(&engine->calls)); i++) {
		struct later *later = container_of(node, struct later, node);

		later->fn(later->arg);
	}
	engine->flushing = 0;
	if (!list_empty(&engine->calls))
		post(engine);
}

static void flight_done(void *arg, struct txn *txn)
{
	struct flight *flight = arg;
	struct engine *engine = flight->engine;
	int outer;

	if (!engine) {
		free(flight);
		return;
	}
	outer = engine->flushing;
	engine->flushing = 1;
	list_remove(&flight->node);
	flight->done(flight->arg, txn);
	free(flight);
	if (!outer)
		engine_flush(engine);
}

void engine_submit(struct engine *engine, struct txn *txn, void (*done)(void *arg, struct txn *txn),
		   void (*drop)(void *arg), void *arg)
{
	struct flight *flight = calloc(1, sizeof(*flight));

	if (!flight)
		abort();
	*flight = (struct flight){.engine = engine, .done = done, .drop = drop, .arg = arg};
	list_add(&engine->flights, &flight->node);
	store_submit(engine->store, txn, flight_done, flight);
}

struct answer {
	struct later later;
	outcome_fn fn;
	void *arg;
	struct outcome outcome;
};

static void answer_now(void *arg)
{
	struct answer *answer = arg;

	answer->fn(answer->arg, &answer->outcome);
	free(answer);
}

void engine_answer(struct engine *engine, outcome_fn fn, void *arg, const struct outcome *outcome)
{
	struct answer *answer;

	if (!fn)
		return;
	answer = calloc(1, sizeof(*answer));
	if (!answer)
		abort();
	answer->fn = fn;
	answer->arg = arg;
	answer->outcome = *outcome;
	answer->later.fn = answer_now;
	answer->later.arg = answer;
	engine_soon(engine, &answer->later);
}

void engine_give_up(outcome_fn fn, void *arg, int64_t id)
{
	struct outcome outcome = {.rc = -1, .id = id};

	if (!fn)
		return;
	error_set(&outcome.err, ERROR_CANCELLED, "the engine is closing");
	fn(arg, &outcome);
}

static void free_runs(struct engine *engine)
{
	struct node *node;

	/* Before any of them goes: a nested run's caller may still look at its own. */
	for (node = engine->all_runs.next; node != &engine->all_runs; node = node->next) {
		struct run *run = container_of(node, struct run, all);

		if (run->parent)
			engine_give_up(run->fn, run->arg, run->slot->id);
	}
	while ((node = list_take(&engine->all_runs))) {
		struct run *run = container_of(node, struct run, all);

		/* Lists that lead to it go in any order, so leave no link behind. */
		run->here = run->wait = run->sibling = run->wake = (struct node){0};
		run->later.node = (struct node){0};
		run_free(run);
	}
}

static void free_slots(struct engine *engine)
{
	for (size_t i = 0; i < engine->slots.size; i++)
		while (engine->slots.heads[i]) {
			struct slot *slot = container_of(engine->slots.heads[i], struct slot, link);

			engine->slots.heads[i] = slot->link.next;
			waiters_drop(slot);
			free(slot);
		}
}

void engine_free(struct engine *engine)
{
	struct node *node;

	if (!engine)
		return;
	engine->closing = 1;
	while ((node = list_take(&engine->flights))) {
		struct flight *flight = container_of(node, struct flight, node);

		flight->engine = NULL;
		if (flight->drop)
			flight->drop(flight->arg);
	}
	while ((node = list_take(&engine->calls))) {
		struct later *later = container_of(node, struct later, node);

		if (later->fn == answer_now) {
			struct answer *answer = later->arg;

			engine_give_up(answer->fn, answer->arg, answer->outcome.id);
			free(answer);
		}
	}
	ops_drop(engine);
	verbs_drop(engine);
	timer_cancel(engine->adopt_timer);
	orphans_drop(&engine->orphans);
	orphans_drop(&engine->late_orphans);
	free_runs(engine);
	free_slots(engine);
	table_done(&engine->slots);
	table_done(&engine->runs);
	free(engine->census);
	reader_close(engine->reader);
	buf_done(&engine->path);
	model_unref(engine->model);
	lifecycles_unref(engine->lifecycles);
	externals_unref(engine->externals);
	for (int i = 0; i < engine->name_count; i++)
		free((char *)engine->names[i]);
	free(engine->names);
	free(engine->types);
	unknown_drop(engine);
	engine->gate->engine = NULL;
	if (!engine->gate->posted)
		free(engine->gate);
	free(engine);
}

/* --- Definitions ------------------------------------------------------------------------ */

void engine_set_runner(struct engine *engine, const struct runner *runner)
{
	engine->runner = *runner;
}

void engine_set_definitions(struct engine *engine, struct model *model, struct lifecycles *set)
{
	struct model *old_model = engine->model;
	struct lifecycles *old_set = engine->lifecycles;

	engine->model = model_ref(model);
	engine->lifecycles = lifecycles_ref(set);
	model_unref(old_model);
	lifecycles_unref(old_set);

	/* Names keep their interned pointer; only the short cut to it is made anew. */
	free(engine->types);
	engine->type_count = 0;
	if (model)
		model_types(model, &engine->type_count);
	engine->types = calloc((size_t)engine->type_count + 1, sizeof(*engine->types));
	if (!engine->types)
		abort();
	recover_unknown(engine);
}

struct model *engine_model(const struct engine *engine)
{
	return engine->model;
}

void engine_set_externals(struct engine *engine, struct externals *externals)
{
	externals_unref(engine->externals);
	engine->externals = externals;
}

const struct externals *engine_externals(const struct engine *engine)
{
	return engine->externals;
}

struct lifecycles *engine_lifecycles(const struct engine *engine)
{
	return engine->lifecycles;
}

static const char *intern_slowly(struct engine *engine, const char *name)
{
	for (int i = 0; i < engine->name_count; i++)
		if (strcmp(engine->names[i], name) == 0)
			return engine->names[i];
	if ((engine->name_count & (engine->name_count - 1)) == 0) {
		size_t room = engine->name_count ? 2 * (size_t)engine->name_count : 1;

		engine->names = realloc(engine->names, room * sizeof(*engine->names));
		if (!engine->names)
			abort();
	}
	if (!(engine->names[engine->name_count] = strdup(name)))
		abort();
	return engine->names[engine->name_count++];
}

const char *engine_intern(struct engine *engine, const char *name)
{
	return intern_slowly(engine, name);
}

const char *engine_intern_type(struct engine *engine, const struct type *base)
{
	if (base->index < 0 || base->index >= engine->type_count)
		return intern_slowly(engine, base->name);
	if (engine->types[base->index].from != base->name) {
		engine->types[base->index].name = intern_slowly(engine, base->name);
		engine->types[base->index].from = base->name;
	}
	return engine->types[base->index].name;
}

const struct type *engine_type(struct engine *engine, const struct type *type)
{
	const struct type *const *all;
	int count = 0;

	if (!type || !engine->model)
		return NULL;
	all = model_types(engine->model, &count);
	if (type->index >= 0 && type->index < count && all[type->index] == type)
		return type;
	return model_type(engine->model, type->name);
}

/* --- Words ------------------------------------------------------------------------------ */

void engine_label(const struct type *type, int64_t id, char *ret, size_t size)
{
	snprintf(ret, size, "%s %s%lld", type->name, type->id_prefix ? type->id_prefix : "",
		 (long long)id);
}

void engine_illegal(const struct process *process, const struct type *type, int64_t id,
		    const char *state, struct error *err)
{
	AUTO(buf_done) struct buf from = {0};
	char label[128];

	engine_label(type, id, label, sizeof(label));
	for (const char *const *start = process->start; *start; start++) {
		if (start != process->start)
			buf_adds(&from, ", ");
		buf_adds(&from, *start);
	}
	error_field(err, ERROR_CONFLICT, "InvalidState", "state", "%s is '%s'; %s needs one of %s",
		    label, state, process->verb, from.data);
}

enum verdict engine_judge(const struct process *process, const char *state, int again,
			  const struct process **ret)
{
	for (const struct process *p = process; p; p = p->fallback) {
		*ret = p;
		if (again && process_starts_from(p, state))
			return VERDICT_START;
		if (process_is_done(p, state))
			return VERDICT_DONE;
		if (process_starts_from(p, state))
			return VERDICT_START;
		if (process_is_via(p, state))
			return VERDICT_VIA;
	}
	*ret = process;
	return VERDICT_ILLEGAL;
}

void engine_changed(struct run *run, const char *state)
{
	const struct runner *runner = &run->engine->runner;

	if (runner->changed)
		runner->changed(runner->self, run->type, run->slot->id, run->slot->account_id,
				state);
}

/* --- Looking in ------------------------------------------------------------------------- */

struct run *engine_find(struct engine *engine, int64_t process_id)
{
	uint64_t hash = table_hash((uint64_t)process_id);

	for (struct link *link = table_first(&engine->runs, hash); link; link = link->next) {
		struct run *run = container_of(link, struct run, link);

		if (run->process_id == process_id)
			return run;
	}
	return NULL;
}

static const char *phase_name(const struct run *run)
{
	static const char *const names[PHASE_MAX] = {"pre", "handle", "post"};

	return run->phase < PHASE_MAX ? names[run->phase] : "done";
}

static const char *step_name(const struct run *run)
{
	static const char *const names[] = {
		[RUN_NEW] = "queued",      [RUN_QUEUED] = "queued",     [RUN_LOGIC] = "running",
		[RUN_DEFERRED] = "queued", [RUN_COMMIT] = "committing", [RUN_STALLED] = "stalled",
		[RUN_SLEEP] = "sleeping",
	};

	return run->cancelled ? "ending" : names[run->step];
}

/* The handler that is running or that failed, the innermost one; and the way to it. */
static const char *show_place(struct engine *engine, struct run *run, const char **ret_handler)
{
	const struct run *leaf = run_leaf(run);

	*ret_handler = leaf->handler ? leaf->handler->name : run->row_handler;
	buf_clear(&engine->path);
	if (run->failed_path && run->step == RUN_SLEEP) {
		*ret_handler = strrchr(run->failed_key, ' ') + 1;
		return run->failed_path;
	}
	run_path(run, &engine->path);
	return engine->path.data;
}

/* A process of a type that went away: it waits for its definition. */
static int unknown_status(const struct engine *engine, int64_t process_id,
			  struct process_status *ret)
{
	const struct unknown *unknown = unknown_find(engine, process_id);

	if (!unknown)
		return -1;
	*ret = (struct process_status){.process_id = process_id,
				       .waiting_kind = "definition",
				       .waiting_id = unknown->name};
	return 0;
}

int engine_status(struct engine *engine, int64_t process_id, struct process_status *ret)
{
	struct run *run = engine_find(engine, process_id);

	if (!run)
		return unknown_status(engine, process_id, ret);
	*ret = (struct process_status){
		.process_id = process_id,
		.phase = phase_name(run),
		.step = step_name(run),
		.last_error = run->last_error,
		.attempt = run->attempt,
		.since = run->since,
		.next_at = run->step == RUN_SLEEP ? run->next_at : 0,
	};
	ret->path = show_place(engine, run, &ret->handler);
	if (run->blocked && run->blocked->slot->holder) {
		ret->waiting_kind = "process";
		snprintf(engine->scratch, sizeof(engine->scratch), "%lld",
			 (long long)run->blocked->slot->holder->process_id);
		ret->waiting_id = engine->scratch;
		ret->since = run->blocked->since;
	} else if (run->waiting_kind && strcmp(run->waiting_kind, WAITS_UNKNOWN) != 0 &&
		   (run->waiting_on || run->step == RUN_SLEEP)) {
		ret->waiting_kind = run->waiting_kind;
		ret->waiting_id = run->waiting_id;
	} else if (run->step == RUN_SLEEP) {
		ret->waiting_kind = "timer";
	} else if (run->step == RUN_STALLED || run->step == RUN_COMMIT) {
		ret->waiting_kind = "store";
	} else if (run->step == RUN_QUEUED && run->slot->holder) {
		ret->waiting_kind = "process";
		snprintf(engine->scratch, sizeof(engine->scratch), "%lld",
			 (long long)run->slot->holder->process_id);
		ret->waiting_id = engine->scratch;
	} else if (run->step == RUN_QUEUED) {
		ret->waiting_kind = "room";
	}
	return 0;
}

void engine_stats(const struct engine *engine, struct engine_stats *ret)
{
	*ret = engine->stats;
	ret->running = engine->executing;
	ret->waiting = (int64_t)engine->runs.count - engine->executing;
	ret->away = engine->away;
}
