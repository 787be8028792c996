/* A sorted array of pointers; looked up by bisection. */
#include "engine/external.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct entry {
	struct handler handler; /* first: the set hands out pointers to it */
	struct external external;
	char *process, *name;
	enum phase phase;
};

struct externals {
	atomic_int refs;
	int finished;
	int count, cap;
	struct entry **entries;
};

struct externals *externals_new(void)
{
	struct externals *set = calloc(1, sizeof(*set));

	if (!set)
		abort();
	atomic_init(&set->refs, 1);
	return set;
}

void externals_add(struct externals *set, const char *process, enum phase phase, const char *name,
		   const struct external *external)
{
	struct entry *entry = calloc(1, sizeof(*entry));

	assert(!set->finished);
	if (set->count == set->cap) {
		set->cap = set->cap ? 2 * set->cap : 8;
		set->entries = realloc(set->entries, (size_t)set->cap * sizeof(*set->entries));
	}
	if (!entry || !set->entries)
		abort();
	entry->process = strdup(process);
	entry->name = strdup(name);
	if (!entry->process || !entry->name)
		abort();
	entry->phase = phase;
	entry->external = *external;
	entry->handler = (struct handler){.name = entry->name, .external = &entry->external};
	set->entries[set->count++] = entry;
}

static int compare_place(const struct entry *entry, const char *process, enum phase phase)
{
	int order = strcasecmp(entry->process, process);

	return order ? order : (int)entry->phase - (int)phase;
}

static int compare(const void *a, const void *b)
{
	const struct entry *one = *(struct entry *const *)a, *other = *(struct entry *const *)b;
	int order = compare_place(one, other->process, other->phase);

	if (!order)
		order = (one->external.priority > other->external.priority) -
			(one->external.priority < other->external.priority);
	if (!order)
		order = strcmp(one->name, other->name);
	if (!order)
		order = (one->external.id > other->external.id) -
			(one->external.id < other->external.id);
	return order;
}

void externals_finish(struct externals *set)
{
	if (set->count)
		qsort(set->entries, (size_t)set->count, sizeof(*set->entries), compare);
	set->finished = 1;
}

struct externals *externals_ref(struct externals *set)
{
	if (set)
		atomic_fetch_add_explicit(&set->refs, 1, memory_order_relaxed);
	return set;
}

void externals_unref(struct externals *set)
{
	if (!set || atomic_fetch_sub_explicit(&set->refs, 1, memory_order_acq_rel) != 1)
		return;
	for (int i = 0; i < set->count; i++) {
		free(set->entries[i]->process);
		free(set->entries[i]->name);
		free(set->entries[i]);
	}
	free(set->entries);
	free(set);
}

const struct handler *const *externals_of(const struct externals *set, const char *process,
					  enum phase phase, int *ret_count, int *ret_before)
{
	int from = 0, to = set ? set->count : 0;

	*ret_count = *ret_before = 0;
	while (from < to) {
		int middle = from + (to - from) / 2;

		if (compare_place(set->entries[middle], process, phase) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	if (!set || from == set->count)
		return NULL;
	for (int i = from; i < set->count && compare_place(set->entries[i], process, phase) == 0;
	     i++) {
		++*ret_count;
		*ret_before += set->entries[i]->external.priority < HANDLER_PRIORITY;
	}
	/* A pointer to an entry is one to its handler. */
	return (const struct handler *const *)(set->entries + from);
}

int externals_has(const struct externals *set, const char *process, enum phase phase, int64_t id)
{
	int count, before;
	const struct handler *const *list = externals_of(set, process, phase, &count, &before);

	for (int i = 0; i < count; i++)
		if (list[i]->external->id == id)
			return 1;
	return 0;
}

int process_is_idle(const struct process *process, const struct externals *set)
{
	for (int phase = 0; phase < PHASE_MAX; phase++)
		if (handler_at(process, set, (enum phase)phase, 0))
			return 0;
	return 1;
}

const struct handler *handler_at(const struct process *process, const struct externals *set,
				 enum phase phase, int at)
{
	const struct handler *const *own = process->handlers[phase];
	const struct handler *const *list;
	int count, before, own_count = 0;

	if (!set)
		return own[at];
	list = externals_of(set, process->name, phase, &count, &before);
	if (!count)
		return own[at];
	if (at < before)
		return list[at];
	while (own[own_count])
		own_count++;
	if (at - before < own_count)
		return own[at - before];
	at -= own_count;
	return at < count ? list[at] : NULL;
}
