/*
 * A whole control plane on virtual time: store, engine, Lua, link and agents as the server joins
 * them, without HTTP, on one thread. Its power fails at commits, as often as asked; then it is torn
 * down, what was not durable is gone, and it is opened again on the same database.
 */
#ifndef SIM_WORLD_H
#define SIM_WORLD_H

#include "engine/engine.h"
#include "link/link.h"
#include "loop/loop.h"
#include "script/script.h"
#include "sim/dice.h"
#include "store/store.h"

struct world;

struct world_options {
	const char *dir; /* of the database; kept from one opening to the next */
	const char *root; /* role_find_root */
	const char *drop_in; /* --lua DIR: what is there is in it from the beginning */
	int hosts;
	double crashes; /* of commits */
	uint64_t seed;
	/* A simulated host, once: it may be dialled from now on. */
	void (*on_agent)(void *arg, int64_t agent_id, const char *uuid);
	void (*on_up)(void *arg); /* it serves (again) */
	void (*on_crash)(void *arg, int after); /* before or after a commit was durable */
	void (*changed)(void *arg, const struct type *type, int64_t id, const char *state);
	void *arg;
};

/* Borrows a virtual loop. The caller frees it with world_free. */
struct world *world_new(struct loop *loop, const struct world_options *options);
void world_free(struct world *world);

/* Opens it; on_up follows. From then on it comes back by itself. */
int world_open(struct world *world, struct error *err);

/* From the loop's caller, whenever the loop was left: 1 when it had crashed and was torn down. */
int world_mend(struct world *world);

/* No more power failures. */
void world_calm(struct world *world);

/* NULL while it is down. Borrowed until the loop turns. */
struct engine *world_engine(const struct world *world);
struct script *world_script(const struct world *world);
struct reader *world_reader(struct world *world);

/* An agent's connection; one without ops while the server is down. */
struct wire world_dial(struct world *world, int64_t agent_id, const struct ws_events *events,
		       struct error *err);

struct world_stats {
	int64_t commits, crashes;
};
void world_stats(const struct world *world, struct world_stats *ret);

#endif
