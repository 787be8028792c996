/*
 * The server's care for its agents: pings the connected ones, hands what they report to
 * lua/lib/inventory.lua, wakes what waited for one that is back, and starts the reconnect
 * process of one that stays away. Loop thread only.
 */
#ifndef AGENTS_H
#define AGENTS_H

#include "engine/engine.h"
#include "link/bus.h"
#include "link/link.h"
#include "loop/loop.h"
#include "script/script.h"
#include "sim/faults.h"
#include "store/store.h"

struct agents;

/*
 * All borrowed but `faults`, those of the agents that the server pretends. Makes the link. The
 * caller frees it with agents_free.
 */
struct agents *agents_new(struct loop *loop, struct engine *engine, struct store *store,
			  struct bus *bus, const struct faults *faults);

/* The link goes with it. After script_free, which ends what waits on the link. */
void agents_free(struct agents *agents);

/* Takes an agent's connection; refuses that of one that was deactivated or removed. */
void agents_attach(struct agents *agents, int64_t id, struct wire wire);

struct link_server *agents_link(struct agents *agents);

/* How many have connected since the start, and how many of them are there now. */
void agents_count(const struct agents *agents, int *ret_known, int *ret_up);

/* Begins: `script` knows the module "inventory". Agents that do not come (back) soon are noticed.
 */
void agents_start(struct agents *agents, struct script *script);

/* Nothing is handed to Lua or the engine any more. Before script_free. */
void agents_stop(struct agents *agents);

/*
 * An agent's row changed durably (state NULL: not its state): one that may no longer work is cut
 * off, one that is pretended follows.
 */
void agents_changed(struct agents *agents, int64_t id, const char *state);

#endif
