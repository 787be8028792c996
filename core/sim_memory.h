/*
 * What runs on simulated hosts, kept in a file: a line for each start and each end, put in order
 * at every opening. Not durable against a power cut: the hosts are pretended. One thread.
 */
#ifndef SIM_MEMORY_H
#define SIM_MEMORY_H

#include "base/error.h"

struct sim_memory;

/* Reads what is there. path NULL: remembers nothing. The caller frees it with sim_memory_close. */
struct sim_memory *sim_memory_open(const char *path, struct error *err);
void sim_memory_close(struct sim_memory *memory);

void sim_memory_note(struct sim_memory *memory, const char *agent_uuid, const char *instance_uuid,
		     int runs);

/* Calls each(arg, instance_uuid) for what ran on an agent when the memory was opened. */
void sim_memory_recall(struct sim_memory *memory, const char *agent_uuid,
		       void (*each)(void *arg, const char *instance_uuid), void *arg);

#endif
