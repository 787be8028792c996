/*
 * Who uses a simulated control plane: lives of instances, each led from create to purge, with what
 * was acknowledged remembered across every crash, and looked for. Loop thread only.
 */
#ifndef SIM_CLIENT_H
#define SIM_CLIENT_H

#include "loop/loop.h"
#include "sim_world.h"

struct client;

struct client_options {
	int instances;
	int64_t spread; /* ms within which they begin */
	int64_t patience; /* ms without a step after which a life counts as stuck */
	uint64_t seed;
	/* A line for the log. */
	void (*note)(void *arg, const char *text);
	/* Something that must never be. */
	void (*fault)(void *arg, const char *text);
	void (*over)(void *arg); /* every life has ended */
	void *arg;
};

struct client *client_new(struct loop *loop, struct world *world,
			  const struct client_options *options);
void client_free(struct client *client);

/* The server is up (again), or down: nothing that was asked will be answered any more. */
void client_up(struct client *client);
void client_down(struct client *client);

/* The checks at the end, on a server that is up. */
void client_check(struct client *client);

struct client_stats {
	int64_t lives, over, steps, asked, errors;
};
void client_stats(const struct client *client, struct client_stats *ret);

#endif
