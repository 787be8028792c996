/* How many process instances of each definition there are: counted as they come and go. */
#include <stdlib.h>
#include <string.h>

#include "engine/engine_internal.h"

/* Where a name is counted. Most come with the text that they came with before. */
static int place_of(struct engine *engine, const char *name)
{
	struct census *all = engine->census;
	int count = engine->census_count;

	for (int i = 0; i < count; i++)
		if (all[i].seen == name && strcmp(all[i].is.name, name) == 0)
			return i;
	for (int i = 0; i < count; i++)
		if (strcmp(all[i].is.name, name) == 0) {
			all[i].seen = name;
			return i;
		}
	all = realloc(all, (size_t)(count + 1) * sizeof(*all));
	if (!all)
		abort();
	all[count] = (struct census){.is.name = engine_intern(engine, name), .seen = name};
	engine->census = all;
	engine->census_count = count + 1;
	return count;
}

void census_enter(struct run *run)
{
	int at = place_of(run->engine, run->process->name);

	run->engine->census[at].is.pending++;
	run->engine->census[at].is.accepted++;
	run->counted = at + 1;
}

void census_leave(struct run *run)
{
	if (run->counted)
		run->engine->census[run->counted - 1].is.pending--;
	run->counted = 0;
}

void census_waits(struct run *run, int waits)
{
	run->engine->away += waits - run->waiting_on;
	run->waiting_on = waits;
}

void engine_census(const struct engine *engine,
		   void (*fn)(void *arg, const struct engine_census *census), void *arg)
{
	for (int i = 0; i < engine->census_count; i++)
		fn(arg, &engine->census[i].is);
}
