/*
 * How much garbage may be there. Collecting costs as much as what lives, so the less lives, the
 * more often as much garbage may gather beside it; what gathered is collected when Lua rests.
 */
#include <malloc.h>

#include "script/vm.h"

#define MEGABYTE ((size_t)1 << 20)
#define SPARE 18 /* MB of garbage that may always gather, up to MOST times what lives */
#define MOST 3
#define REST_MS 1000 /* without Lua, until it is tidied */
#define STEP_MS 5
/*
 * For each 256 bytes that are allocated the collector does 256 / 16 * 4 * 100 units of work: an
 * object swept, a slot looked at. Lua's own 8 kB make a step of 10 ms and more.
 */
#define STEP_LOG 8
#define STEP_MUL 400
#define WORTH (256u << 10) /* less was allocated since: let it be */
#define WORTH_TRIM (2u << 20)

/* In percent: at 400 a collection begins when there is four times what was left by the last. */
static int pause_of(size_t megabytes)
{
	size_t extra = megabytes ? SPARE * 100 / megabytes : MOST * 100;

	return (int)(100 + (extra < 50 ? 50 : extra > MOST * 100 ? MOST * 100 : extra));
}

static void on_rest(void *arg)
{
	struct script *script = arg;
	size_t before = script->memory;

	script->tidy = NULL;
	if (script->slices != script->seen_slices) {
		vm_tidy_later(script);
		return;
	}
	if (script->tidied && before < script->tidied + WORTH)
		return;
	if (!lua_gc(script->L, LUA_GCSTEP, 0)) {
		script->tidy = loop_after(script->loop, STEP_MS, on_rest, script);
		return;
	}
	script->tidied = script->memory;
	if (script->peak > script->memory + WORTH_TRIM)
		malloc_trim(0);
	script->peak = script->memory;
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
