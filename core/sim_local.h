/*
 * The agents whose address begins with sim://: the server pretends them itself, each at the
 * other end of a pair of wires, so that the rest of the server knows no difference. Loop thread
 * only.
 */
#ifndef SIM_LOCAL_H
#define SIM_LOCAL_H

#include "base/error.h"
#include "link/link.h"
#include "sim/faults.h"
#include "store/store.h"

struct sim_local;

/* Borrows the link. `faults`: of all that have none of their own. */
struct sim_local *sim_local_new(struct loop *loop, struct link_server *link,
				const struct faults *faults);
void sim_local_free(struct sim_local *local);

/*
 * An agent's row as it is now: connects, disconnects, or takes new options. Rows of other
 * addresses are left alone. The options lie in `data` (docs/simulation.md).
 */
void sim_local_see(struct sim_local *local, const struct row *row);

/* How delegated events find the agent they are for: its row, borrowed until the next read. */
void sim_local_on_lookup(struct sim_local *local,
			 int (*lookup)(void *arg, int64_t agent_id, struct row *ret,
				       struct error *err),
			 void *arg);

#endif
