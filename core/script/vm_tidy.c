/*
 * How much garbage may be there. Collecting costs as much as what lives, so the less lives, the
 * more often as much garbage may gather beside it; what gathered is collected when Lua rests.
 */
#include "script/vm.h"

#include "base/clock.h"
#include "base/memory.h"
#include "engine/engine.h"

#define MEGABYTE ((size_t)1 << 20)
#define SPARE 18 /* MB of garbage that may always gather, up to MOST times what lives */
#define MOST 3
#define REST_MS 1000 /* without Lua, until it is tidied */
#define STEP_MS 10
#define STEP_NS 500000 /* at rest, a bit in every STEP_MS */
/*
 * How large the steps are that a collection makes while Lua works: one for each 2^STEP_LOG bytes
 * that were allocated, and for each of those bytes STEP_MUL / 16 objects or slots are looked at, so
 * that a collection is over within a megabyte or two. With 400 a new coroutine, of 7.5 KB, paid for
 * up to 15 ms of sweeping at once.
 */
#define STEP_MUL 24
#define STEP_LOG 8
#define WORTH (256u << 10) /* less was allocated since: let it be */
#define WORTH_TRIM (2u << 20)

/* In percent: at 400 a collection begins when there is four times what was left by the last. */
static int pause_of(size_t megabytes)
{
	size_t extra = megabytes ? SPARE * 100 / megabytes : MOST * 100;

	return (int)(100 + (extra < 100 ? 100 : extra > MOST * 100 ? MOST * 100 : extra));
}

static int nobody_waits(const struct script *script)
{
	struct engine_stats stats;

	if (!script->engine)
		return 0;
	engine_stats(script->engine, &stats);
	return stats.running + stats.waiting == 0;
}

static void on_rest(void *arg);

static void tidy(struct script *script)
{
	size_t before = script->memory;
	int64_t until = clock_mono_ns() + STEP_NS;
	int is_over;

	script->tidy = NULL;
	if (script->slices != script->seen_slices) {
		vm_tidy_later(script);
		return;
	}
	if (script->tidied && before < script->tidied + WORTH)
		return;
	do
		is_over = lua_gc(script->L, LUA_GCSTEP, 0);
	while (!is_over && clock_mono_ns() < until);
	if (!is_over) {
		script->tidy = loop_after(script->loop, STEP_MS, on_rest, script);
		return;
	}
	script->tidied = script->memory;
	if (script->peak > script->memory + WORTH_TRIM)
		memory_trim(nobody_waits(script));
	script->peak = script->memory;
}

static void on_rest(void *arg)
{
	struct script *script = arg;
	int64_t began = clock_thread_ns(), took;

	tidy(script);
	took = clock_thread_ns() - began;
	if (took > script->longest_tidy)
		script->longest_tidy = took;
}

void vm_tidy_later(struct script *script)
{
	size_t megabytes = script->memory / MEGABYTE;

	if (script->memory > script->peak)
		script->peak = script->memory;
	if (megabytes + 1 != script->paced) {
		script->paced = megabytes + 1;
		lua_gc(script->L, LUA_GCINC, pause_of(megabytes), STEP_MUL, STEP_LOG);
	}
	script->slices++;
	if (script->tidy || !script->loop || script->loading || script->closing || !script->current)
		return;
	script->seen_slices = script->slices;
	script->tidy = loop_after(script->loop, REST_MS, on_rest, script);
}
