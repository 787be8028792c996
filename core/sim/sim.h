/*
 * A simulated host, or several behind one agent: says that it did what it was asked, and
 * remembers which instances run. No process, no network, no clock: one event in, one answer
 * out. Knows no link; the roles join the two. One thread.
 *
 * Fails what its event marks: an event whose text holds its own name and `::fail` is answered
 * with "Failing [NAME]". `simForgetImmediately` in an activation makes it forget at once.
 */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include "base/buf.h"
#include "base/error.h"
#include "base/json.h"

#define SIM_OPTIONS_MAX 100 /* hosts of an agent, pools of a host */

struct sim;

/* Pretended machines behind one agent. */
struct sim_options {
	int hosts; /* 1 */
	int pools; /* of each host, 1 */
	int physical_host; /* 1: the machine is listed too */
	int is_delegate; /* inside an instance: it lists no machine at all */
};

/* The defaults, then what the object says: hosts, storagePoolsPerHost, addPhysicalHost. */
void sim_options_read(struct sim_options *ret, struct span object);

struct sim_hooks {
	/* "delegate.request": runs the inner event for another agent. NULL: there is none. */
	int (*delegate)(void *arg, int64_t agent_id, struct span event, struct buf *ret,
			struct error *err);
	void *arg;
};

/* `uuid` is the agent's (copied): its hosts are UUID-0, UUID-1, ... The caller frees it. */
struct sim *sim_new(const char *uuid, const struct sim_options *options,
		    const struct sim_hooks *hooks);
void sim_free(struct sim *sim);

/* From now on it lists other machines. */
void sim_set_options(struct sim *sim, const struct sim_options *options);

/* Tells when an instance begins or ceases to run here (not when the sim is freed). */
void sim_on_moved(struct sim *sim, void (*moved)(void *arg, const char *instance_uuid, int runs),
		  void *arg);

/* `text` is the whole event, checked. Appends an object to ret and gives 0, or -1 and err. */
int sim_answer(struct sim *sim, const char *name, struct span text, struct buf *ret,
	       struct error *err);

/* Nothing runs any more, as after a power cut. */
void sim_forget(struct sim *sim);

/* What runs: calls each(arg, uuid). */
void sim_each(const struct sim *sim, void (*each)(void *arg, const char *uuid), void *arg);
int sim_runs(const struct sim *sim, const char *uuid);
int64_t sim_count(const struct sim *sim);

/* Makes it remember or forget one, as if it had been started or stopped. */
void sim_remember(struct sim *sim, const char *uuid);
void sim_drop(struct sim *sim, const char *uuid);

#endif
