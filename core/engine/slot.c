/*
 * One resource in memory, as long as something is going on about it: who executes on it, who
 * waits for that, and whether a change of its state is in flight. Wakes exactly those that can
 * go on; nobody polls.
 */
#include "engine/engine_internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static uint64_t hash_of(const char *type, int64_t id)
{
	return table_hash((uint64_t)id ^ ((uint64_t)(uintptr_t)type << 16));
}

static struct slot *slot_find(struct engine *engine, const char *name, int64_t id)
{
	uint64_t hash = hash_of(name, id);

	for (struct link *link = table_first(&engine->slots, hash); link; link = link->next) {
		struct slot *slot = container_of(link, struct slot, link);

		if (slot->id == id && slot->type == name)
			return slot;
	}
	return NULL;
}

void engine_holder(struct engine *engine, const struct type *type, int64_t id, int64_t *ret_holder,
		   int64_t *ret_accepted)
{
	const struct slot *slot = slot_find(engine, engine_intern_type(engine, type->base), id);

	*ret_holder = slot && slot->holder ? slot->holder->process_id : 0;
	*ret_accepted = slot && slot->live[0] ? slot->live[0]->process_id : 0;
}

struct slot *slot_get(struct engine *engine, const struct type *type, int64_t id)
{
	const char *name = engine_intern_type(engine, type->base);
	struct slot *slot = slot_find(engine, name, id);

	if (slot)
		return slot;
	slot = calloc(1, sizeof(*slot));
	if (!slot)
		abort();
	slot->engine = engine;
	slot->type = name;
	slot->id = id;
	list_init(&slot->active);
	list_init(&slot->nested);
	list_init(&slot->deferred);
	list_init(&slot->waiters);
	table_add(&engine->slots, &slot->link, hash_of(name, id));

	/* Until recovery is through, what is pending here may not have been loaded yet. */
	if (engine->recover_after < engine->recover_last && !engine->recovering) {
		slot_pin(slot);
		recover_slot(slot);
		slot->pins--;
	}
	return slot;
}

void slot_pin(struct slot *slot)
{
	slot->pins++;
}

void slot_unpin(struct slot *slot)
{
	assert(slot->pins > 0);
	if (--slot->pins || slot->holder || slot->live[0] || slot->live[1] || slot->moving ||
	    !list_empty(&slot->active) || !list_empty(&slot->nested) ||
	    !list_empty(&slot->deferred) || !list_empty(&slot->waiters))
		return;
	table_remove(&slot->engine->slots, &slot->link);
	free(slot);
}

void slot_defer(struct slot *slot, struct later *later)
{
	list_add(&slot->deferred, &later->node);
}

void slot_flush(struct slot *slot)
{
	struct node *node;

	slot_pin(slot);
	while (!slot->moving && (node = list_take(&slot->deferred))) {
		struct later *later = container_of(node, struct later, node);

		later->fn(later->arg);
	}
	slot_unpin(slot);
}

void slot_wake(struct slot *slot)
{
	struct node *node;

	slot_pin(slot);
	/* Nested runs first: they hold other resources meanwhile. */
	while (!list_empty(&slot->nested)) {
		struct run *run = container_of(slot->nested.next, struct run, wait);

		if (slot->holder && slot->holder != run->top)
			break;
		node = list_take(&slot->nested);
		run_begin(container_of(node, struct run, wait));
	}
	for (int column = 0; column < COLUMN_MAX && !slot->holder; column++)
		if (slot->live[column] && slot->live[column]->step == RUN_QUEUED &&
		    !list_has(&slot->live[column]->wait))
			run_enqueue(slot->live[column]);
	slot_unpin(slot);
}

const char *slot_state(const struct slot *slot, int column)
{
	const struct run *live = slot->live[column];

	for (struct node *node = slot->active.prev; node != &slot->active; node = node->prev) {
		const struct run *run = container_of(node, struct run, here);

		if (run->process->column == column && !run->cancelled && !run->verify)
			return run->state;
	}
	return live && !live->verify ? live->state : NULL;
}

int slot_at_rest(const struct slot *slot)
{
	if (slot->live[0] || slot->moving)
		return 0;
	for (struct node *node = slot->active.next; node != &slot->active; node = node->next) {
		const struct run *run = container_of(node, struct run, here);

		/* One that an operator took the state from only waits for its handler's end. */
		if (run->process->column == 0 && !(run->cancelled && run->row_ended))
			return 0;
	}
	return 1;
}

void slot_interrupt(struct slot *slot, int column, struct run *run, struct run *old)
{
	struct node *node;

	if (old)
		run_interrupt(old, 1);
again:
	for (node = slot->active.next; node != &slot->active; node = node->next) {
		struct run *other = container_of(node, struct run, here);

		if (other != run && !other->cancelled && other->process->column == column) {
			run_interrupt(other, 0);
			goto again; /* the list may be another one now */
		}
	}
}

void slot_doubt(struct slot *slot, const struct run *mover)
{
	struct run *live = slot->live[mover->process->column];

	if (live && live != mover)
		live->verify = 1;
	for (struct node *node = slot->active.next; node != &slot->active; node = node->next) {
		struct run *run = container_of(node, struct run, here);

		if (run != mover && run->process->column == mover->process->column)
			run->verify = 1;
	}
}
