/*
 * The count at the end of a simulation: as many instances as were asked for, none left on its way;
 * what was taken from a host is given back, what a pool gave it gave once; no process is left
 * without a reason.
 */
#ifndef SIM_CENSUS_H
#define SIM_CENSUS_H

#include "sim_world.h"

/* On a server that is up. `instances`: how many were made. Calls fault(arg, text) of each thing
 * that must never be. */
void census_take(struct world *world, int instances, void (*fault)(void *arg, const char *text),
		 void *arg);

#endif
