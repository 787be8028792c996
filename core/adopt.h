/*
 * What a crash left on its way: resources in a transitioning state whose process was over by then,
 * or was that of another resource. Looked for once after each start, when what was pending has had
 * time to go on; each gets a process of its own (engine_adopt). Loop thread only.
 */
#ifndef ADOPT_H
#define ADOPT_H

#include "engine/engine.h"
#include "loop/loop.h"
#include "store/store.h"

struct adopt;

/* `after_ms` from now. The caller frees it with adopt_free, before the engine. */
struct adopt *adopt_new(struct loop *loop, struct engine *engine, struct store *store,
			int64_t after_ms);
void adopt_free(struct adopt *adopt);

#endif
