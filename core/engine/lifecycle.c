/*
 * Definitions of processes: copying them in, finding them, and the questions the engine
 * asks of one. Everything lives in one arena that goes when the last reference does.
 * Checking a finished set is in lifecycle_check.c.
 */
#include "engine/lifecycle_internal.h"

#include <assert.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"

#define BLOCK_SIZE 8192

struct block {
	struct block *next;
	size_t used, size;
	max_align_t bytes[];
};

struct arena {
	struct block *blocks;
};

static void *arena_get(struct arena *arena, size_t size)
{
	struct block *block = arena->blocks;

	size = (size + sizeof(max_align_t) - 1) & ~(sizeof(max_align_t) - 1);
	if (!block || block->size - block->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;

		block = calloc(1, sizeof(*block) + room);
		if (!block)
			abort();
		block->size = room;
		block->next = arena->blocks;
		arena->blocks = block;
	}
	block->used += size;
	return (char *)block->bytes + block->used - size;
}

static const char *arena_string(struct arena *arena, const char *text)
{
	size_t size;

	if (!text)
		return NULL;
	size = strlen(text) + 1;
	return memcpy(arena_get(arena, size), text, size);
}

struct lifecycles {
	atomic_int refs;
	struct arena arena;
	struct definition **all; /* in the order of adding */
	const struct process **public; /* the same, as lifecycles_all gives them */
	int count, room;
	struct definition **by_verb, **by_name; /* open addressing, made by finish */
	size_t mask;
};

struct lifecycles *lifecycles_new(void)
{
	struct lifecycles *set = calloc(1, sizeof(*set));

	if (!set)
		abort();
	atomic_init(&set->refs, 1);
	return set;
}

struct lifecycles *lifecycles_ref(struct lifecycles *set)
{
	if (set)
		atomic_fetch_add_explicit(&set->refs, 1, memory_order_relaxed);
	return set;
}

void lifecycles_unref(struct lifecycles *set)
{
	if (!set || atomic_fetch_sub_explicit(&set->refs, 1, memory_order_acq_rel) != 1)
		return;
	while (set->arena.blocks) {
		struct block *block = set->arena.blocks;

		set->arena.blocks = block->next;
		free(block);
	}
	free(set->all);
	free(set->public);
	free(set->by_verb);
	free(set->by_name);
	free(set);
}

int lifecycles_is_shared(const struct lifecycles *set)
{
	return atomic_load_explicit(&set->refs, memory_order_acquire) > 1;
}

/* --- Adding ----------------------------------------------------------------------------- */

static const char *const *copy_strings(struct arena *arena, const char *const *from)
{
	const char **ret;
	size_t count = 0;

	while (from && from[count])
		count++;
	ret = arena_get(arena, (count + 1) * sizeof(*ret));
	for (size_t i = 0; i < count; i++)
		ret[i] = arena_string(arena, from[i]);
	ret[count] = NULL;
	return ret;
}

static const struct state_pair *copy_pairs(struct arena *arena, const struct state_pair *from)
{
	struct state_pair *ret;
	size_t count = 0;

	while (from && from[count].to)
		count++;
	ret = arena_get(arena, (count + 1) * sizeof(*ret));
	for (size_t i = 0; i < count; i++) {
		ret[i].from = arena_string(arena, from[i].from);
		ret[i].to = arena_string(arena, from[i].to);
	}
	ret[count] = (struct state_pair){NULL, NULL};
	return ret;
}

static const struct handler *const *copy_handlers(struct arena *arena, const struct handler *from,
						  int count)
{
	const struct handler **ret = arena_get(arena, ((size_t)count + 1) * sizeof(*ret));

	for (int i = 0; i < count; i++) {
		struct handler *handler = arena_get(arena, sizeof(*handler));

		*handler = from[i];
		handler->name = arena_string(arena, from[i].name);
		handler->file = arena_string(arena, from[i].file);
		ret[i] = handler;
	}
	ret[count] = NULL;
	return ret;
}

int lifecycles_add(struct lifecycles *set, const struct process_spec *spec, struct error *err)
{
	const struct process *from = &spec->process;
	struct arena *arena = &set->arena;
	struct definition *definition;
	struct process *process;

	assert(!set->by_verb);
	if (!from->name || !from->type || !from->verb)
		return error_set(err, ERROR_INVALID, "%s:%d: a process needs name, type and verb",
				 spec->file ? spec->file : "?", spec->line);
	if (from->column < 0 || from->column > 1)
		return error_set(err, ERROR_INVALID, "%s:%d: %s: column must be 0 or 1",
				 spec->file ? spec->file : "?", spec->line, from->name);

	definition = arena_get(arena, sizeof(*definition));
	process = &definition->process;
	*process = *from;
	process->name = arena_string(arena, from->name);
	process->type = arena_string(arena, from->type);
	process->verb = arena_string(arena, from->verb);
	process->start = copy_strings(arena, from->start);
	process->via = copy_pairs(arena, from->via);
	process->done = copy_pairs(arena, from->done);
	process->on_failure = arena_string(arena, from->on_failure);
	process->fallback = NULL;
	process->index = set->count;
	for (int i = 0; i < PHASE_MAX; i++)
		process->handlers[i] =
			copy_handlers(arena, spec->handlers[i], spec->handler_count[i]);
	definition->fallback = arena_string(arena, spec->fallback);
	definition->initial = arena_string(arena, spec->initial);
	definition->file = arena_string(arena, spec->file ? spec->file : "?");
	definition->line = spec->line;

	if (set->count == set->room) {
		set->room = set->room ? 2 * set->room : 64;
		set->all = realloc(set->all, (size_t)set->room * sizeof(*set->all));
		set->public = realloc(set->public, (size_t)set->room * sizeof(*set->public));
		if (!set->all || !set->public)
			abort();
	}
	set->all[set->count] = definition;
	set->public[set->count++] = process;
	return 0;
}

/* --- Finding ---------------------------------------------------------------------------- */

static size_t hash_text(size_t hash, const char *text)
{
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * (size_t)1099511628211u;
	return hash;
}

static size_t hash_verb(const char *type, const char *verb)
{
	size_t hash = hash_text(hash_text((size_t)14695981039346656037u, type) * 31, verb);

	return hash ^ (hash >> 29);
}

static size_t hash_name(const char *name)
{
	size_t hash = hash_text((size_t)14695981039346656037u, name);

	return hash ^ (hash >> 29);
}

static struct definition *find_verb(const struct lifecycles *set, const char *type,
				    const char *verb)
{
	size_t at;

	if (!set || !set->by_verb || !type || !verb)
		return NULL;
	for (at = hash_verb(type, verb) & set->mask; set->by_verb[at]; at = (at + 1) & set->mask)
		if (strcmp(set->by_verb[at]->process.verb, verb) == 0 &&
		    strcmp(set->by_verb[at]->process.type, type) == 0)
			return set->by_verb[at];
	return NULL;
}

const struct process *lifecycles_find(const struct lifecycles *set, const char *type,
				      const char *verb)
{
	struct definition *definition = find_verb(set, type, verb);

	return definition ? &definition->process : NULL;
}

const struct process *lifecycles_find_name(const struct lifecycles *set, const char *name)
{
	size_t at;

	if (!set || !set->by_name || !name)
		return NULL;
	for (at = hash_name(name) & set->mask; set->by_name[at]; at = (at + 1) & set->mask)
		if (strcmp(set->by_name[at]->process.name, name) == 0)
			return &set->by_name[at]->process;
	return NULL;
}

const struct process *const *lifecycles_all(const struct lifecycles *set, int *ret_count)
{
	*ret_count = set ? set->count : 0;
	return set ? set->public : NULL;
}

const char *lifecycles_initial(const struct lifecycles *set, const char *type, int column)
{
	struct definition *definition = find_verb(set, type, column ? "allocate" : "create");

	for (int i = 0; !definition && set && i < set->count; i++)
		if (set->all[i]->process.column == column &&
		    strcmp(set->all[i]->process.type, type) == 0)
			definition = set->all[i];
	if (!definition || definition->process.column != column)
		return NULL;
	/* One file names one initial state; it is that of the main column. */
	return column == 0 && definition->initial ? definition->initial
						  : definition->process.start[0];
}

static void put(struct definition **table, size_t mask, size_t hash, struct definition *definition)
{
	size_t at = hash & mask;

	while (table[at])
		at = (at + 1) & mask;
	table[at] = definition;
}

int lifecycles_finish(struct lifecycles *set, struct error *err)
{
	size_t size = 16;

	assert(!set->by_verb);
	while (size < 2 * (size_t)set->count)
		size *= 2;
	set->mask = size - 1;
	set->by_verb = calloc(size, sizeof(*set->by_verb));
	set->by_name = calloc(size, sizeof(*set->by_name));
	if (!set->by_verb || !set->by_name)
		abort();

	for (int i = 0; i < set->count; i++) {
		struct definition *d = set->all[i];
		struct definition *twin = find_verb(set, d->process.type, d->process.verb);

		if (twin)
			return error_set(err, ERROR_INVALID,
					 "%s:%d: %s is already defined at %s:%d", d->file, d->line,
					 d->process.name, twin->file, twin->line);
		if (lifecycles_find_name(set, d->process.name))
			return error_set(err, ERROR_INVALID, "%s:%d: the name %s is taken", d->file,
					 d->line, d->process.name);
		put(set->by_verb, set->mask, hash_verb(d->process.type, d->process.verb), d);
		put(set->by_name, set->mask, hash_name(d->process.name), d);
	}
	for (int i = 0; i < set->count; i++) {
		struct definition *d = set->all[i];

		if (!d->fallback)
			continue;
		d->process.fallback = lifecycles_find(set, d->process.type, d->fallback);
		if (!d->process.fallback)
			return error_set(err, ERROR_INVALID, "%s:%d: %s: unknown fallback '%s'",
					 d->file, d->line, d->process.name, d->fallback);
	}
	return lifecycle_check(set->all, set->count, err);
}

/* --- Questions -------------------------------------------------------------------------- */

int process_starts_from(const struct process *process, const char *state)
{
	for (const char *const *start = process->start; state && *start; start++)
		if (strcmp(*start, state) == 0)
			return 1;
	return 0;
}

/* The exact key wins over the one for any state. */
static const char *look_up(const struct state_pair *pairs, const char *from)
{
	const char *any = NULL;

	for (; pairs->to; pairs++) {
		if (!pairs->from)
			any = any ? any : pairs->to;
		else if (strcmp(pairs->from, from) == 0)
			return pairs->to;
	}
	return any;
}

static int is_target(const struct state_pair *pairs, const char *state)
{
	for (; state && pairs->to; pairs++)
		if (strcmp(pairs->to, state) == 0)
			return 1;
	return 0;
}

const char *process_via(const struct process *process, const char *state)
{
	return process_starts_from(process, state) ? look_up(process->via, state) : NULL;
}

const char *process_done(const struct process *process, const char *via)
{
	return process_is_via(process, via) ? look_up(process->done, via) : NULL;
}

int process_is_via(const struct process *process, const char *state)
{
	return is_target(process->via, state);
}

int process_is_done(const struct process *process, const char *state)
{
	return is_target(process->done, state);
}
