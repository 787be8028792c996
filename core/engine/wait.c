/*
 * engine_wait: telling somebody that a resource came to rest where he wants it, that it ended
 * elsewhere and why, or that it took too long. Fires with the commit that brought it there.
 */
#include "engine/engine_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/auto.h"

struct waiter {
	struct node node; /* slot->waiters */
	struct slot *slot; /* the list keeps it alive */
	struct model *model; /* keeps the type */
	const struct type *type;
	char *state; /* NULL: any */
	struct timer *timer;
	outcome_fn fn;
	void *arg;
};

static void waiter_free(struct waiter *waiter)
{
	list_remove(&waiter->node);
	timer_cancel(waiter->timer);
	model_unref(waiter->model);
	free(waiter->state);
	free(waiter);
}

void waiters_drop(struct slot *slot)
{
	while (!list_empty(&slot->waiters)) {
		struct waiter *waiter = container_of(slot->waiters.next, struct waiter, node);

		engine_give_up(waiter->fn, waiter->arg, slot->id);
		waiter_free(waiter);
	}
}

static void waiter_answer(struct waiter *waiter, const struct error *err)
{
	struct outcome outcome = {.rc = err ? -1 : 0, .id = waiter->slot->id};

	if (err)
		outcome.err = *err;
	engine_answer(waiter->slot->engine, waiter->fn, waiter->arg, &outcome);
	waiter_free(waiter);
}

static void too_late(void *arg)
{
	struct waiter *waiter = arg;
	struct slot *slot = waiter->slot;
	struct error err;
	char label[128];

	waiter->timer = NULL;
	engine_label(waiter->type, slot->id, label, sizeof(label));
	if (waiter->state)
		error_set(&err, ERROR_TIMEOUT, "%s is not '%s' yet", label, waiter->state);
	else
		error_set(&err, ERROR_TIMEOUT, "%s has not come to rest yet", label);
	slot_pin(slot);
	waiter_answer(waiter, &err);
	slot_unpin(slot);
}

void waiters_fire(struct slot *slot, const char *state, const char *reason)
{
	char seen[STATE_SIZE], label[128];
	struct error err;

	if (list_empty(&slot->waiters))
		return;
	slot_pin(slot);
	if (!state) {
		const struct waiter *any = container_of(slot->waiters.next, struct waiter, node);

		state = seen;
		if (state_read(slot->engine, slot, any->type, 0, seen, sizeof(seen), &err) < 0)
			seen[0] = 0;
	}
	while (!list_empty(&slot->waiters)) {
		struct waiter *waiter = container_of(slot->waiters.next, struct waiter, node);

		if (!waiter->state || strcmp(waiter->state, state) == 0) {
			waiter_answer(waiter, NULL);
			continue;
		}
		engine_label(waiter->type, slot->id, label, sizeof(label));
		error_set(&err, ERROR_CONFLICT, "%s is '%s', not '%s'%s%s", label, state,
			  waiter->state, reason ? ": " : "", reason ? reason : "");
		waiter_answer(waiter, &err);
	}
	slot_unpin(slot);
}

void engine_wait(struct engine *engine, const struct type *type, int64_t id, const char *state,
		 int64_t ms, outcome_fn fn, void *arg)
{
	const struct type *known = engine_type(engine, type);
	struct outcome outcome = {.id = id};
	char seen[STATE_SIZE];
	struct waiter *waiter;
	struct slot *slot;
	int settled;

	if (!known) {
		outcome.rc = error_set(&outcome.err, ERROR_NOT_FOUND, "unknown type");
		engine_answer(engine, fn, arg, &outcome);
		return;
	}
	slot = slot_get(engine, known, id);
	slot_pin(slot);
	/* What is under way is neither missing nor settled: no need to look. */
	if (slot_at_rest(slot))
		outcome.rc = state_read(engine, slot, known, 0, seen, sizeof(seen), &outcome.err);
	settled = slot_at_rest(slot) && (!state || strcmp(state, seen) == 0);
	if (outcome.rc < 0 || settled) {
		engine_answer(engine, fn, arg, &outcome);
		slot_unpin(slot);
		return;
	}
	waiter = calloc(1, sizeof(*waiter));
	if (!waiter)
		abort();
	waiter->slot = slot;
	waiter->model = model_ref(engine->model);
	waiter->type = known;
	if (state)
		text_set(&waiter->state, state);
	waiter->fn = fn;
	waiter->arg = arg;
	list_add(&slot->waiters, &waiter->node);
	waiter->timer = loop_after(engine->loop, ms, too_late, waiter);
	slot_unpin(slot);
}
