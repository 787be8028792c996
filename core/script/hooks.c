/*
 * Hooks and the generations of definitions that name them (contract: hooks.h).
 *
 * The functions lie in the registry under negative keys, which luaL_ref never gives out.
 */
#include "script/hooks.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "script/dropin.h"

enum { FIRST = -1000 };

struct generation {
	struct generation *next;
	struct model *model;
	struct lifecycles *lifecycles;
};

struct hooks {
	struct hook **list; /* by FIRST - reference; NULL: dropped */
	int count, cap;
	struct counts *counts;
	pthread_mutex_t lock; /* guards the list of counts */
	struct generation *current;
};

static struct hooks *hooks_of(struct script *script)
{
	if (!script->hooks) {
		script->hooks = calloc(1, sizeof(*script->hooks));
		if (!script->hooks)
			abort();
		pthread_mutex_init(&script->hooks->lock, NULL);
	}
	return script->hooks;
}

int hooks_first(void)
{
	return FIRST;
}

int hooks_next(const struct script *script)
{
	return FIRST - (script->hooks ? script->hooks->count : 0);
}

static struct counts *find_counts(const struct hooks *hooks, const char *file)
{
	struct counts *counts = hooks->counts;

	while (counts && strcmp(counts->file, file) != 0)
		counts = counts->next;
	return counts;
}

static struct counts *counts_of(struct hooks *hooks, const char *file)
{
	struct counts *counts = find_counts(hooks, file);

	if (counts)
		return counts;
	counts = calloc(1, sizeof(*counts));
	if (!counts || !(counts->file = strdup(file)))
		abort();
	pthread_mutex_lock(&hooks->lock);
	counts->next = hooks->counts;
	hooks->counts = counts;
	pthread_mutex_unlock(&hooks->lock);
	return counts;
}

void hooks_add(struct script *script, int reference, const char *name, const char *file,
	       struct source *source)
{
	struct hooks *hooks = hooks_of(script);
	struct hook *hook = calloc(1, sizeof(*hook));

	if (!hook || !(hook->name = strdup(name ? name : "?")) || reference != hooks_next(script))
		abort();
	hook->reference = reference;
	hook->staged = 1;
	hook->source = source ? source_ref(source) : NULL;
	hook->counts = counts_of(hooks, file ? file : "?");
	if (hooks->count == hooks->cap) {
		hooks->cap = hooks->cap ? 2 * hooks->cap : 64;
		hooks->list = realloc(hooks->list, (size_t)hooks->cap * sizeof(*hooks->list));
		if (!hooks->list)
			abort();
	}
	hooks->list[hooks->count++] = hook;
	lua_pushvalue(script->L, -1);
	lua_rawseti(script->L, LUA_REGISTRYINDEX, reference);
}

struct hook *hooks_get(const struct script *script, int reference)
{
	int at = FIRST - reference;

	return script->hooks && at >= 0 && at < script->hooks->count ? script->hooks->list[at]
								     : NULL;
}

/* Adds `step` to the uses of every hook that a set names. */
static void count_uses(struct script *script, const struct lifecycles *set, int step)
{
	int count = 0;
	const struct process *const *all = lifecycles_all(set, &count);

	for (int i = 0; i < count; i++)
		for (int phase = 0; phase < PHASE_MAX; phase++)
			for (int k = 0; all[i]->handlers[phase][k]; k++) {
				struct hook *hook =
					hooks_get(script, all[i]->handlers[phase][k]->reference);

				if (hook)
					hook->uses += step;
			}
}

static void hook_free(struct hook *hook)
{
	source_unref(hook->source);
	free(hook->name);
	free(hook);
}

/* Built-in ones stay: they are attached again when an operator enables them. */
static void drop_unused(struct script *script)
{
	struct hooks *hooks = script->hooks;

	for (int i = 0; i < hooks->count; i++) {
		struct hook *hook = hooks->list[i];

		if (!hook || hook->uses || hook->staged || !hook->source)
			continue;
		lua_pushnil(script->L);
		lua_rawseti(script->L, LUA_REGISTRYINDEX, hook->reference);
		hook_free(hook);
		hooks->list[i] = NULL;
	}
}

static void generation_free(struct generation *generation)
{
	model_unref(generation->model);
	lifecycles_unref(generation->lifecycles);
	free(generation);
}

void hooks_commit(struct script *script, struct model *model, struct lifecycles *lifecycles)
{
	struct hooks *hooks = hooks_of(script);
	struct generation *generation = calloc(1, sizeof(*generation));

	if (!generation)
		abort();
	*generation = (struct generation){hooks->current, model, lifecycles};
	hooks->current = generation;
	script->model = model;
	script->lifecycles = lifecycles;
	count_uses(script, lifecycles, 1);
	hooks_unstage(script);
}

void hooks_unstage(struct script *script)
{
	for (int i = 0; script->hooks && i < script->hooks->count; i++)
		if (script->hooks->list[i])
			script->hooks->list[i]->staged = 0;
	hooks_sweep(script);
}

void hooks_sweep(struct script *script)
{
	struct generation **at;
	int dropped = 0;

	if (!script->hooks || !script->hooks->current)
		return;
	at = &script->hooks->current->next;
	while (*at) {
		struct generation *generation = *at;

		/* Ours is the only reference: nobody can take another one. */
		if (lifecycles_is_shared(generation->lifecycles)) {
			at = &generation->next;
			continue;
		}
		*at = generation->next;
		count_uses(script, generation->lifecycles, -1);
		generation_free(generation);
		dropped = 1;
	}
	if (dropped || !script->hooks->current->next)
		drop_unused(script);
}

int hooks_generations(const struct script *script)
{
	int count = 0;

	for (struct generation *at = script->hooks ? script->hooks->current : NULL; at;
	     at = at->next)
		count++;
	return count;
}

int script_counts(struct script *script, const char *file, struct script_counts *ret)
{
	struct hooks *hooks = script->hooks;
	struct counts *counts;

	*ret = (struct script_counts){0};
	if (!hooks || !file)
		return -1;
	pthread_mutex_lock(&hooks->lock);
	counts = find_counts(hooks, file);
	pthread_mutex_unlock(&hooks->lock);
	if (!counts)
		return -1;
	ret->runs = atomic_load_explicit(&counts->runs, memory_order_relaxed);
	ret->failures = atomic_load_explicit(&counts->failures, memory_order_relaxed);
	ret->ns = atomic_load_explicit(&counts->ns, memory_order_relaxed);
	return 0;
}

void script_counts_each(struct script *script,
			void (*fn)(void *arg, const char *file, const struct script_counts *counts),
			void *arg)
{
	struct hooks *hooks = script->hooks;

	if (!hooks)
		return;
	pthread_mutex_lock(&hooks->lock);
	for (const struct counts *at = hooks->counts; at; at = at->next) {
		struct script_counts counts = {
			atomic_load_explicit(&at->runs, memory_order_relaxed),
			atomic_load_explicit(&at->failures, memory_order_relaxed),
			atomic_load_explicit(&at->ns, memory_order_relaxed),
		};

		fn(arg, at->file, &counts);
	}
	pthread_mutex_unlock(&hooks->lock);
}

void hooks_done(struct script *script)
{
	struct hooks *hooks = script->hooks;

	if (!hooks)
		return;
	while (hooks->current) {
		struct generation *generation = hooks->current;

		hooks->current = generation->next;
		generation_free(generation);
	}
	for (int i = 0; i < hooks->count; i++)
		if (hooks->list[i])
			hook_free(hooks->list[i]);
	while (hooks->counts) {
		struct counts *counts = hooks->counts;

		hooks->counts = counts->next;
		free(counts->file);
		free(counts);
	}
	pthread_mutex_destroy(&hooks->lock);
	free(hooks->list);
	free(hooks);
	script->hooks = NULL;
}
