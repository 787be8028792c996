/*
 * Purges what was removed, once its time to be restored is over. It hears of removals as
 * they happen and keeps them in memory by the time they are due; what was removed before the
 * start (or was too much to keep) is found by a scan on a thread of its own, so that a large
 * database is not read again and again by the loop. Loop thread only.
 */
#ifndef PURGE_H
#define PURGE_H

#include "engine/engine.h"
#include "loop/loop.h"
#include "store/store.h"

struct purge;

/* All borrowed; the engine has its definitions. The caller frees it with purge_free. */
struct purge *purge_new(struct loop *loop, struct engine *engine, struct store *store,
			struct error *err);

/* Waits for a scan that runs. Before engine_free and store_close. */
void purge_free(struct purge *purge);

/* Looks for what is due at once, instead of only when it hears of it. Takes a struct purge. */
void purge_look(void *purge);

/* A resource changed durably. Costs a comparison unless it was removed. */
void purge_changed(struct purge *purge, const struct type *type, int64_t id, const char *state);

#endif
