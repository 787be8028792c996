/* Simulated agents on the link. */
#include "sim_group.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/log.h"

struct sim_agent {
	struct sim_agent *next, **link;
	struct sim_group *group;
	struct sim *sim;
	struct sim_agent_options options; /* its strings are owned */
	struct faults own;
	struct faults *faults; /* own, or the group's */
	struct link_agent *connection; /* NULL while it is dead */
	struct timer *dead; /* until it comes back */
	struct timer *mortal; /* until its next death, when it has faults of its own */
	int up;
};

struct sim_group {
	struct loop *loop;
	struct faults faults;
	struct timer *mortal;
	struct sim_agent *all;
	int64_t count, calls, deaths, twice;
	struct sim_group_stats gone; /* of agents that were removed */
};

/* --- Calls ------------------------------------------------------------------------------ */

static int may_fail(const char *name)
{
	return strncmp(name, "compute.", 8) == 0 || strncmp(name, "storage.", 8) == 0;
}

static void on_call(void *arg, struct link_call *call, const char *name, struct span data)
{
	struct sim_agent *agent = arg;
	AUTO(buf_done) struct buf answer = {0};
	struct error err = {0};
	int rc;

	(void)data;
	agent->group->calls++;
	if (may_fail(name) && faults_fail(agent->faults))
		rc = error_set(&err, ERROR_INTERNAL, "Failing [%s]: by chance", name);
	else
		rc = sim_answer(agent->sim, name, link_call_text(call), &answer, &err);
	if (rc < 0)
		link_call_fail(call, &err);
	else
		link_call_reply(call, (struct span){answer.data, answer.len});
}

static int on_pass(void *arg, int out, int64_t delay[2])
{
	struct sim_agent *agent = arg;

	(void)out;
	return faults_pass(agent->faults, delay);
}

static void on_up(void *arg)
{
	struct sim_agent *agent = arg;

	agent->up = 1;
	if (agent->options.on_up)
		agent->options.on_up(agent->options.arg, agent);
}

static void on_down(void *arg, const char *why)
{
	struct sim_agent *agent = arg;

	if (agent->up)
		log_debug("sim", "disconnected", "agent=%s why=\"%s\"", agent->options.uuid, why);
	if (agent->up && agent->options.is_ephemeral)
		sim_forget(agent->sim);
	agent->up = 0;
}

static void on_moved(void *arg, const char *uuid, int runs)
{
	struct sim_agent *agent = arg;

	if (runs && sim_group_find(agent->group, uuid, agent)) {
		agent->group->twice++;
		log_warn("sim", "an instance runs on two hosts", "uuid=%s agent=%s", uuid,
			 agent->options.uuid);
	}
	if (agent->options.moved)
		agent->options.moved(agent->options.arg, agent, uuid, runs);
}

/* --- Life and death --------------------------------------------------------------------- */

static int connect_agent(struct sim_agent *agent, struct error *err)
{
	struct link_agent_options options = agent->options.link;
	struct link_agent_events events = {on_up, on_down, on_call, agent};

	options.faults = (struct link_faults){on_pass, agent};
	agent->connection = link_agent_new(agent->group->loop, &options, &events, err);
	return agent->connection ? 0 : -1;
}

static void come_back(void *arg)
{
	struct sim_agent *agent = arg;
	struct error err;

	agent->dead = NULL;
	if (connect_agent(agent, &err) < 0)
		log_error("sim", "a host does not come back", "error=\"%s\"", err.text);
}

void sim_agent_die(struct sim_agent *agent, int64_t ms)
{
	if (!agent->connection)
		return;
	log_info("sim", "host dies", "agent=%s ms=%lld running=%lld", agent->options.uuid,
		 (long long)ms, (long long)sim_count(agent->sim));
	agent->group->deaths++;
	agent->up = 0;
	link_agent_free(STEAL(agent->connection));
	sim_forget(agent->sim);
	agent->dead = loop_after(agent->group->loop, ms, come_back, agent);
}

/* Around the time that was asked for, so that deaths do not keep step with anything. */
static int64_t next_death(struct faults *faults)
{
	return faults->dies_every / 2 + 1 + dice_below(&faults->dice, faults->dies_every);
}

static void on_agent_death(void *arg)
{
	struct sim_agent *agent = arg;

	agent->mortal =
		loop_after(agent->group->loop, next_death(agent->faults), on_agent_death, agent);
	sim_agent_die(agent, agent->faults->dies_for);
}

static void on_group_death(void *arg)
{
	struct sim_group *group = arg;
	struct sim_agent *agent = group->all;
	int64_t mortals = 0;

	group->mortal = loop_after(group->loop, next_death(&group->faults), on_group_death, group);
	for (agent = group->all; agent; agent = agent->next)
		mortals += agent->faults == &group->faults;
	if (!mortals)
		return;
	mortals = dice_below(&group->faults.dice, mortals);
	for (agent = group->all; agent; agent = agent->next)
		if (agent->faults == &group->faults && mortals-- == 0)
			break;
	sim_agent_die(agent, group->faults.dies_for);
}

struct sim_agent *sim_group_add(struct sim_group *group, const struct sim_agent_options *options,
				struct error *err)
{
	struct sim_agent *agent = calloc(1, sizeof(*agent));

	if (!agent)
		abort();
	agent->group = group;
	agent->options = *options;
	agent->options.uuid = strdup(options->uuid);
	agent->options.link.url = options->link.url ? strdup(options->link.url) : NULL;
	agent->options.link.access_key =
		options->link.access_key ? strdup(options->link.access_key) : NULL;
	agent->options.link.secret_key =
		options->link.secret_key ? strdup(options->link.secret_key) : NULL;
	agent->sim = sim_new(options->uuid, &options->sim, &options->hooks);
	sim_on_moved(agent->sim, on_moved, agent);
	agent->faults = &group->faults;
	if (options->faults) {
		agent->own = *options->faults;
		agent->own.dice.state = dice_next(&group->faults.dice);
		agent->faults = &agent->own;
	}
	agent->link = &group->all;
	agent->next = group->all;
	if (agent->next)
		agent->next->link = &agent->next;
	group->all = agent;
	group->count++;
	if (connect_agent(agent, err) < 0) {
		sim_group_remove(agent);
		return NULL;
	}
	if (agent->faults == &agent->own && agent->own.dies_every)
		agent->mortal =
			loop_after(group->loop, next_death(&agent->own), on_agent_death, agent);
	return agent;
}

static void add_counts(struct sim_group_stats *ret, const struct faults *faults)
{
	ret->lost += faults->lost_count;
	ret->doubled += faults->doubled_count;
	ret->late += faults->late_count;
	ret->failed += faults->failed_count;
}

void sim_group_remove(struct sim_agent *agent)
{
	if (!agent)
		return;
	*agent->link = agent->next;
	if (agent->next)
		agent->next->link = agent->link;
	agent->group->count--;
	if (agent->faults == &agent->own)
		add_counts(&agent->group->gone, &agent->own);
	timer_cancel(agent->dead);
	timer_cancel(agent->mortal);
	link_agent_free(agent->connection);
	sim_free(agent->sim);
	free((char *)agent->options.uuid);
	free((char *)agent->options.link.url);
	free((char *)agent->options.link.access_key);
	if (agent->options.link.secret_key)
		explicit_bzero((char *)agent->options.link.secret_key,
			       strlen(agent->options.link.secret_key));
	free((char *)agent->options.link.secret_key);
	free(agent->options.dial_owned);
	free(agent);
}

/* --- The group -------------------------------------------------------------------------- */

struct sim_group *sim_group_new(struct loop *loop, const struct faults *faults)
{
	struct sim_group *group = calloc(1, sizeof(*group));

	if (!group)
		abort();
	group->loop = loop;
	group->faults = *faults;
	if (faults->dies_every)
		group->mortal = loop_after(loop, next_death(&group->faults), on_group_death, group);
	return group;
}

void sim_group_free(struct sim_group *group)
{
	if (!group)
		return;
	timer_cancel(group->mortal);
	while (group->all)
		sim_group_remove(group->all);
	free(group);
}

void sim_group_cut(struct sim_group *group)
{
	for (struct sim_agent *agent = group->all; agent; agent = agent->next)
		if (agent->connection)
			link_agent_cut(agent->connection, "the power failed");
}

void sim_group_calm(struct sim_group *group)
{
	struct error err;

	timer_cancel(STEAL(group->mortal));
	faults_parse(NULL, &group->faults, &err);
}

struct sim *sim_agent_sim(struct sim_agent *agent)
{
	return agent->sim;
}

const char *sim_agent_uuid(const struct sim_agent *agent)
{
	return agent->options.uuid;
}

struct sim_agent *sim_group_find(struct sim_group *group, const char *uuid,
				 const struct sim_agent *but)
{
	for (struct sim_agent *agent = group->all; agent; agent = agent->next)
		if (agent != but && sim_runs(agent->sim, uuid))
			return agent;
	return NULL;
}

void sim_group_each(struct sim_group *group, void (*each)(void *arg, struct sim_agent *agent),
		    void *arg)
{
	for (struct sim_agent *agent = group->all; agent; agent = agent->next)
		each(arg, agent);
}

void sim_group_stats(const struct sim_group *group, struct sim_group_stats *ret)
{
	*ret = group->gone;
	ret->agents = group->count;
	ret->calls = group->calls;
	ret->deaths = group->deaths;
	ret->twice = group->twice;
	add_counts(ret, &group->faults);
	for (const struct sim_agent *agent = group->all; agent; agent = agent->next) {
		ret->up += agent->up;
		ret->running += sim_count(agent->sim);
		if (agent->faults == &agent->own)
			add_counts(ret, &agent->own);
	}
}
