/*
 * New resources, and changes that no process follows. A resource with a lifecycle is inserted
 * together with its create process, already in that process's transitioning state: there is
 * no moment at which a crash leaves a row that nobody works on.
 */
#include "engine/engine_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/id.h"

/* One such change in flight. */
struct plain {
	struct engine *engine;
	struct model *model; /* keeps the type */
	const struct type *type;
	struct run *run; /* of a create; owned until accepted */
	const char *state; /* it was inserted with; of the run's definitions */
	int64_t id, account_id;
	int handle, process_handle; /* -1: none */
	outcome_fn fn;
	void *arg;
};

static void plain_free(void *arg)
{
	struct plain *plain = arg;

	run_free(plain->run);
	model_unref(plain->model);
	free(plain);
}

static void plain_drop(void *arg)
{
	struct plain *plain = arg;

	engine_give_up(plain->fn, plain->arg, plain->id);
	plain_free(plain);
}

static struct plain *plain_new(struct engine *engine, const struct type *type, int64_t id,
			       outcome_fn fn, void *arg)
{
	struct plain *plain = calloc(1, sizeof(*plain));

	if (!plain)
		abort();
	plain->engine = engine;
	plain->model = model_ref(engine->model);
	plain->type = type;
	plain->id = id;
	plain->handle = plain->process_handle = -1;
	plain->fn = fn;
	plain->arg = arg;
	return plain;
}

static void plain_done(void *arg, struct txn *txn)
{
	struct plain *plain = arg;
	const struct runner *runner = &plain->engine->runner;
	struct outcome outcome = {.id = plain->id};

	outcome.rc = txn_result(txn, &outcome.err);
	if (outcome.rc == 0) {
		if (plain->handle >= 0)
			outcome.id = txn_id(txn, plain->handle);
		if (runner->changed)
			runner->changed(runner->self, plain->type, outcome.id, plain->account_id,
					plain->state);
	}
	if (plain->fn)
		plain->fn(plain->arg, &outcome);
	plain_free(plain);
}

void plain_patch(struct engine *engine, const struct type *type, int64_t id, struct span patch,
		 int64_t rev, const char *actor, outcome_fn fn, void *arg)
{
	struct txn *txn = txn_new();

	txn_patch_by(txn, type, id, patch, rev, 0, actor);
	engine_submit(engine, txn, plain_done, plain_drop, plain_new(engine, type, id, fn, arg));
}

/* That something without a lifecycle came or went, and by whom. */
static void history_plain(struct txn *txn, const struct type *type, int64_t id, const char *kind,
			  const char *actor)
{
	AUTO(buf_done) struct buf detail = {0};

	if (!actor)
		return;
	buf_adds(&detail, "{\"actor\":");
	buf_json_string(&detail, actor);
	buf_addc(&detail, '}');
	txn_history(txn, type, id, 0, kind, (struct span){detail.data, detail.len});
}

void plain_delete(struct engine *engine, const struct type *type, int64_t id, int64_t rev,
		  const char *actor, outcome_fn fn, void *arg)
{
	struct txn *txn = txn_new();

	if (rev > 0)
		txn_guard(txn, type, id, rev);
	txn_delete(txn, type, id);
	history_plain(txn, type, id, "delete", actor);
	engine_submit(engine, txn, plain_done, plain_drop, plain_new(engine, type, id, fn, arg));
}

/* The row with everything that the caller left to us. */
static struct row complete(struct engine *engine, const struct type *type, const struct row *row,
			   char uuid[UUID_LEN + 1])
{
	struct row ret = *row;

	if (!ret.uuid || !*ret.uuid) {
		id_uuid(uuid);
		ret.uuid = uuid;
	}
	if (!ret.kind || !*ret.kind)
		ret.kind = type->name;
	if (!ret.created)
		ret.created = clock_now();
	if (!ret.doc.len)
		ret.doc = span_of("{}");
	if (!ret.state || !*ret.state)
		ret.state = lifecycles_initial(engine->lifecycles, type->base->name, 0);
	if (!ret.allocation || !*ret.allocation)
		ret.allocation = lifecycles_initial(engine->lifecycles, type->base->name, 1);
	ret.progress = -1;
	return ret;
}

/* One move of a row that is born further on in its life. */
struct move {
	const struct process *process;
	const char *from, *to;
};

#define MOVES_MAX 8

/*
 * The moves of a process and of what it delegates to, when no handler works in any of them. 0: one
 * does, or the process does not begin in `state`.
 */
static int moves_of(const struct process *process, const struct externals *externals,
		    const char *state, struct move *ret)
{
	int count = 0;

	for (; process && count + 2 <= MOVES_MAX; process = process->fallback) {
		const char *via = state && process_is_idle(process, externals)
					  ? process_via(process, state)
					  : NULL;

		if (!via || process->column != 0)
			return 0;
		ret[count++] = (struct move){process, state, via};
		state = via;
		if (!process->delegate || !process->fallback) {
			ret[count++] = (struct move){process, via, process_done(process, via)};
			return count;
		}
	}
	return 0;
}

void plain_insert(struct engine *engine, const struct type *type, const struct row *row,
		  const struct process *through, int64_t process_id, const struct once *once,
		  const char *actor, outcome_fn fn, void *arg)
{
	struct plain *plain = plain_new(engine, type, 0, fn, arg);
	struct txn *txn = txn_new();
	char uuid[UUID_LEN + 1];
	struct row full = complete(engine, type, row, uuid);
	struct move moves[MOVES_MAX];
	int count = moves_of(through, engine->externals, full.state, moves);

	if (count)
		full.state = moves[count - 1].to;
	plain->account_id = full.account_id;
	plain->handle = txn_insert(txn, type, &full);
	if (once)
		txn_once(txn, once, type, TXN_REF(plain->handle));
	for (int i = 0; i < count; i++)
		history_state(txn, type, TXN_REF(plain->handle), process_id, moves[i].process,
			      moves[i].from, moves[i].to, NULL);
	history_plain(txn, type, TXN_REF(plain->handle), "create", actor);
	engine_submit(engine, txn, plain_done, plain_drop, plain);
}

static void created(void *arg, struct txn *txn)
{
	struct plain *plain = arg;
	struct run *run = plain->run;
	struct outcome outcome = {0};
	struct slot *slot;

	outcome.rc = txn_result(txn, &outcome.err);
	if (outcome.rc < 0) {
		if (plain->fn)
			plain->fn(plain->arg, &outcome);
		plain_free(plain);
		return;
	}
	outcome.id = txn_id(txn, plain->handle);
	outcome.process_id = txn_id(txn, plain->process_handle);
	plain->run = NULL;
	slot = slot_get(plain->engine, run->type, outcome.id);
	slot_pin(slot);
	slot->account_id = plain->account_id;
	run_accept(run, slot, outcome.process_id, plain->state);
	engine_changed(run, plain->state);
	if (plain->fn)
		plain->fn(plain->arg, &outcome);
	plain_free(plain);
	run_enqueue(run);
	slot_unpin(slot);
}

void engine_create(struct engine *engine, const struct type *type, const struct row *row,
		   struct span data, const struct once *once, const char *actor, outcome_fn fn,
		   void *arg)
{
	const struct type *known = engine_type(engine, type);
	const struct process *process;
	struct outcome outcome = {.rc = -1};
	struct process_row process_row;
	AUTO(buf_done) struct buf clean = {0};
	struct plain *plain;
	struct txn *txn;
	struct row full;
	char uuid[UUID_LEN + 1];
	const char *from;

	if (!known) {
		error_set(&outcome.err, ERROR_UNSUPPORTED, "unknown type '%s'", type->name);
		engine_answer(engine, fn, arg, &outcome);
		return;
	}
	process = lifecycles_find(engine->lifecycles, known->base->name, "create");
	full = complete(engine, known, row, uuid);
	if (!process || !process_via(process, full.state)) {
		plain_insert(engine, known, row, NULL, 0, once, actor, fn,
			     arg); /* no lifecycle, or past its beginning */
		return;
	}

	plain = plain_new(engine, known, 0, fn, arg);
	plain->run = run_new(engine, known, process, data_clean(data, &clean), actor);
	from = full.state;
	plain->state = full.state = process_via(process, from);
	plain->account_id = full.account_id;
	txn = txn_new();
	plain->handle = txn_insert(txn, known, &full);
	if (once)
		txn_once(txn, once, known, TXN_REF(plain->handle));
	row_of(plain->run, &process_row);
	process_row.resource_id = TXN_REF(plain->handle);
	plain->process_handle = txn_process(txn, &process_row);
	history_state(txn, known, TXN_REF(plain->handle), TXN_REF(plain->process_handle), process,
		      from, full.state, actor);
	engine_submit(engine, txn, created, plain_drop, plain);
}
