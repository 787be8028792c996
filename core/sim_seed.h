/* `stampede sim --seed`: a whole control plane, its hosts and its users on virtual time. */
#ifndef SIM_SEED_H
#define SIM_SEED_H

#include "config.h"

/* Runs it to the end and prints what came of it; the exit code. */
int sim_seed_run(const struct config *config);

#endif
