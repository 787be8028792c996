/*
 * Resources left on their way. A nested run has no row of its own: when its outermost process fails
 * or is interrupted while the nested one was under way, the resource would stay in a transitioning
 * state with nobody to work on it. Such a resource is remembered by the outermost run; whoever
 * takes that one's place (its compensation, what it chains to, what interrupted it) inherits the
 * list. When the last of them has come to rest, what is still on its way gets a process of its own.
 * When that fails and leaves others behind - two that run each other, say - they wait for a minute.
 *
 * After a crash the lists are gone, and the state alone says it: see engine_adopt.
 */
#include "engine/engine_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"

#define PAUSE_MS 60000

struct orphan {
	struct node node; /* run->strays, or engine->orphans */
	struct model *model; /* keeps the type */
	const struct type *type;
	int64_t id;
};

static void orphan_free(struct orphan *orphan)
{
	list_remove(&orphan->node);
	model_unref(orphan->model);
	free(orphan);
}

void orphans_drop(struct node *list)
{
	while (!list_empty(list))
		orphan_free(container_of(list->next, struct orphan, node));
}

void orphan_note(struct run *child)
{
	struct run *top = child->top;
	struct orphan *orphan;

	if (!child->state || !process_is_via(child->process, child->state))
		return;
	/* One that ran itself is where its own failure leaves it. */
	if (child->slot == top->slot && child->process->column == top->process->column)
		return;
	for (struct node *node = top->strays.next; node != &top->strays; node = node->next) {
		orphan = container_of(node, struct orphan, node);
		if (orphan->id == child->slot->id && orphan->type->base == child->type->base)
			return;
	}
	orphan = calloc(1, sizeof(*orphan));
	if (!orphan)
		abort();
	orphan->model = model_ref(child->model);
	orphan->type = child->type;
	orphan->id = child->slot->id;
	list_add(&top->strays, &orphan->node);
}

void orphans_inherit(struct run *run, struct run *heir)
{
	struct node *node;

	while ((node = list_take(&run->strays)))
		list_add(&heir->strays, node);
}

static void adopt_all(struct engine *engine, struct node *list)
{
	while (!list_empty(list)) {
		struct orphan *orphan = container_of(list->next, struct orphan, node);

		engine_adopt(engine, orphan->type, orphan->id);
		orphan_free(orphan);
	}
}

static void adopt_now(void *arg)
{
	struct engine *engine = arg;

	adopt_all(engine, &engine->orphans);
}

static void adopt_late(void *arg)
{
	struct engine *engine = arg;

	engine->adopt_timer = NULL;
	adopt_all(engine, &engine->late_orphans);
}

void orphans_give_up(struct run *run)
{
	struct engine *engine = run->engine;
	struct node *node;

	while ((node = list_take(&run->strays)))
		list_add(run->adopted ? &engine->late_orphans : &engine->orphans, node);
	if (!list_empty(&engine->late_orphans) && !engine->adopt_timer)
		engine->adopt_timer = loop_after(engine->loop, PAUSE_MS, adopt_late, engine);
	if (list_empty(&engine->orphans) || list_has(&engine->adopt_call.node))
		return;
	engine->adopt_call.fn = adopt_now;
	engine->adopt_call.arg = engine;
	engine_soon(engine, &engine->adopt_call);
}

/* --- Adopting --------------------------------------------------------------------------- */

int orphan_is_worked_on(const struct slot *slot, int column)
{
	if (slot->live[column] || slot->moving || !list_empty(&slot->nested))
		return 1;
	for (const struct node *node = slot->active.next; node != &slot->active; node = node->next)
		if (container_of(node, struct run, here)->process->column == column)
			return 1;
	return 0;
}

/* The process that a state belongs to; B6.1: there is only one. */
static const struct process *owner_of(const struct lifecycles *set, const struct type *type,
				      int column, const char *state)
{
	int count = 0;
	const struct process *const *all = lifecycles_all(set, &count);

	for (int i = 0; i < count; i++)
		if (all[i]->column == column && strcmp(all[i]->type, type->base->name) == 0 &&
		    process_is_via(all[i], state))
			return all[i];
	return NULL;
}

static void adopted(void *arg, const struct outcome *outcome)
{
	(void)arg;
	if (outcome->rc < 0 && outcome->err.code != ERROR_CONFLICT &&
	    outcome->err.code != ERROR_CANCELLED)
		log_warn("engine", "what was left on its way stays there", "id=%lld error='%s'",
			 (long long)outcome->id, outcome->err.text);
}

void engine_adopt(struct engine *engine, const struct type *type, int64_t id)
{
	const struct type *known = engine_type(engine, type);
	struct slot *slot;

	if (!known)
		return;
	slot = slot_get(engine, known, id);
	slot_pin(slot);
	for (int column = 0; column < COLUMN_MAX; column++) {
		const struct process *process;
		char state[STATE_SIZE];
		struct error err;

		if (!lifecycles_initial(engine->lifecycles, known->base->name, column) ||
		    orphan_is_worked_on(slot, column) ||
		    state_read(engine, slot, known, column, state, sizeof(state), &err) < 0 ||
		    !(process = owner_of(engine->lifecycles, known, column, state)))
			continue;
		log_info("engine", "left on its way, goes on by itself",
			 "process=%s resource=%s:%lld", process->name, known->name, (long long)id);
		schedule_adopted(engine, known, id, process, adopted, NULL);
	}
	slot_unpin(slot);
}
