/*
 * Simulated agents, each joined to the server by the link that real ones use, and what goes
 * wrong with them. Within the server they are dialled over wire_pair, from another process
 * over a WebSocket. Loop thread only.
 */
#ifndef SIM_GROUP_H
#define SIM_GROUP_H

#include "link/link.h"
#include "loop/loop.h"
#include "sim/faults.h"
#include "sim/sim.h"

struct sim_group;
struct sim_agent;

/* `faults` is copied; its dice are the group's. The caller frees it with sim_group_free. */
struct sim_group *sim_group_new(struct loop *loop, const struct faults *faults);

/* With all agents that are left. */
void sim_group_free(struct sim_group *group);

struct sim_agent_options {
	const char *uuid; /* copied */
	struct sim_options sim;
	struct sim_hooks hooks;
	const struct faults *faults; /* its own, copied; NULL: the group's */
	struct link_agent_options link; /* without faults */
	void *dial_owned; /* freed with the agent; NULL: nothing */
	int is_ephemeral; /* forgets what runs whenever its connection ends */
	/* May be NULL. `arg` is given to both. */
	void (*moved)(void *arg, struct sim_agent *agent, const char *instance_uuid, int runs);
	void (*on_up)(void *arg, struct sim_agent *agent);
	void *arg;
};

/* Connects and stays until it is removed. */
struct sim_agent *sim_group_add(struct sim_group *group, const struct sim_agent_options *options,
				struct error *err);
void sim_group_remove(struct sim_agent *agent);

/* A power cut: the connection and all that runs are gone for `ms`. */
void sim_agent_die(struct sim_agent *agent, int64_t ms);

/* The server's power failed: every connection is cut. */
void sim_group_cut(struct sim_group *group);

/* Nothing goes wrong any more by the group's rates. */
void sim_group_calm(struct sim_group *group);

struct sim *sim_agent_sim(struct sim_agent *agent);
const char *sim_agent_uuid(const struct sim_agent *agent);

/* An agent on which an instance runs, other than `but`; NULL: none. */
struct sim_agent *sim_group_find(struct sim_group *group, const char *instance_uuid,
				 const struct sim_agent *but);
void sim_group_each(struct sim_group *group, void (*each)(void *arg, struct sim_agent *agent),
		    void *arg);

struct sim_group_stats {
	int64_t agents, up, running, calls, failed, lost, doubled, late, deaths;
	int64_t twice; /* an instance was started while it ran on another host of the group */
};
void sim_group_stats(const struct sim_group *group, struct sim_group_stats *ret);

#endif
