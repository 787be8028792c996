/* sim:// agents inside the server. */
#include "sim_local.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "sim_group.h"

#define SIM_OPTIONS "io.cattle.platform.agent.connection.simulator.AgentConnectionSimulator"

enum { CLOSE_AGAIN_MS = 120000 };

struct place {
	struct place *next;
	struct sim_local *local;
	int64_t id;
	char *uri;
	char state[32];
	int64_t closed_at; /* monotonic ms: when reconnecting last began with a close */
	struct sim_agent *agent; /* NULL: not connected */
};

struct sim_local {
	struct loop *loop;
	struct link_server *link;
	struct sim_group *group;
	struct place *all;
	int (*lookup)(void *arg, int64_t agent_id, struct row *ret, struct error *err);
	void *lookup_arg;
};

static struct place *place_find(const struct sim_local *local, int64_t id)
{
	struct place *place = local->all;

	while (place && place->id != id)
		place = place->next;
	return place;
}

static int is_live(const char *state)
{
	return strcmp(state, "activating") == 0 || strcmp(state, "active") == 0 ||
	       strcmp(state, "reconnecting") == 0;
}

/* States in which an agent is connected when it was before. */
static int is_between(const char *state)
{
	return strncmp(state, "updating-", 9) == 0;
}

static void read_options(const struct row *row, struct sim_options *ret)
{
	struct span data = json_get(row->doc, "data");

	sim_options_read(ret, json_get(data, SIM_OPTIONS));
}

/* Faults of its own, if it asks for some; a bad text is told once and ignored. */
static const struct faults *read_faults(const struct row *row, struct faults *ret)
{
	AUTO(buf_done) struct buf text = {0};
	struct span value = json_get(json_get(json_get(row->doc, "data"), SIM_OPTIONS), "faults");
	struct error err;

	*ret = (struct faults){0};
	if (json_string(value, &text) < 0)
		return NULL;
	if (faults_parse(text.data, ret, &err) < 0) {
		log_warn("sim", "an agent's faults are not understood, ignoring",
			 "agent=%lld error=\"%s\"", (long long)row->id, err.text);
		return NULL;
	}
	return ret;
}

static void read_uri(const struct row *row, struct buf *ret)
{
	if (json_string(json_get(row->doc, "uri"), ret) < 0)
		buf_clear(ret);
}

/* Runs an event as the agent would that it is meant for; nothing is remembered. */
static int delegate(void *arg, int64_t agent_id, struct span event, struct buf *ret,
		    struct error *err)
{
	struct sim_local *local = arg;
	AUTO(buf_done) struct buf uri = {0}, name = {0}, inner = {0};
	struct sim_options options;
	struct row row;
	struct sim *sim;
	int rc;

	if (json_string(json_get(event, "name"), &name) < 0 || !name.len)
		return error_field(err, ERROR_INVALID, "MissingRequired", "name",
				   "the delegated event has no name");
	if (!local->lookup || local->lookup(local->lookup_arg, agent_id, &row, err) < 0)
		return -1;
	read_options(&row, &options);
	read_uri(&row, &uri);
	options.is_delegate = uri.data && strncmp(uri.data, "delegate://", 11) == 0;
	sim = sim_new(row.uuid, &options, NULL);
	rc = sim_answer(sim, name.data, event, &inner, err);
	sim_free(sim);
	if (rc < 0)
		return -1;
	buf_add(ret, inner.data, inner.len);
	return 0;
}

static struct wire dial(void *arg, const struct ws_events *events, struct error *err)
{
	struct place *place = arg;
	struct wire mine, theirs;

	(void)err;
	wire_pair(place->local->loop, &mine, &theirs);
	wire_set_events(mine, events);
	link_server_attach(place->local->link, place->id, theirs);
	return mine;
}

static void connect_place(struct place *place, const struct row *row)
{
	struct faults faults;
	struct sim_agent_options options = {
		.uuid = row->uuid,
		.hooks = {.delegate = delegate, .arg = place->local},
		.faults = read_faults(row, &faults),
		.link = {.dial = dial, .dial_arg = place},
		.is_ephemeral = 1,
	};
	struct error err;

	read_options(row, &options.sim);
	place->agent = sim_group_add(place->local->group, &options, &err);
	if (!place->agent)
		log_error("sim", "an agent cannot be pretended", "agent=%lld error=\"%s\"",
			  (long long)row->id, err.text);
}

static void disconnect_place(struct place *place)
{
	sim_group_remove(STEAL(place->agent));
}

static struct place *place_ensure(struct sim_local *local, int64_t id)
{
	struct place *place = place_find(local, id);

	if (place)
		return place;
	place = calloc(1, sizeof(*place));
	if (!place)
		abort();
	place->local = local;
	place->id = id;
	place->next = local->all;
	local->all = place;
	return place;
}

/* A reconnect begins with a close, and with another one every two minutes that it lasts. */
static int must_close(struct place *place, const char *state)
{
	int64_t now = clock_mono();

	if (strcmp(state, "reconnecting") != 0)
		return 0;
	if (strcmp(place->state, "reconnecting") == 0 && now - place->closed_at < CLOSE_AGAIN_MS)
		return 0;
	place->closed_at = now;
	return 1;
}

void sim_local_see(struct sim_local *local, const struct row *row)
{
	AUTO(buf_done) struct buf uri = {0};
	struct place *place = place_find(local, row->id);
	const char *state = row->state ? row->state : "";
	struct sim_options options;
	int is_ours;

	read_uri(row, &uri);
	is_ours = uri.data && strncmp(uri.data, "sim://", 6) == 0;
	if (!place && !is_ours)
		return;
	place = place_ensure(local, row->id);
	if (!is_ours || (place->uri && strcmp(place->uri, uri.data) != 0) ||
	    must_close(place, state) || (!is_live(state) && !is_between(state)))
		disconnect_place(place);
	free(place->uri);
	place->uri = uri.data ? strdup(uri.data) : NULL;
	snprintf(place->state, sizeof(place->state), "%s", state);
	if (is_ours && is_live(state) && !place->agent) {
		connect_place(place, row);
	} else if (place->agent) {
		read_options(row, &options);
		sim_set_options(sim_agent_sim(place->agent), &options);
	}
}

void sim_local_on_lookup(struct sim_local *local,
			 int (*lookup)(void *arg, int64_t agent_id, struct row *ret,
				       struct error *err),
			 void *arg)
{
	local->lookup = lookup;
	local->lookup_arg = arg;
}

struct sim_local *sim_local_new(struct loop *loop, struct link_server *link,
				const struct faults *faults)
{
	struct sim_local *local = calloc(1, sizeof(*local));

	if (!local)
		abort();
	local->loop = loop;
	local->link = link;
	local->group = sim_group_new(loop, faults);
	return local;
}

void sim_local_free(struct sim_local *local)
{
	struct place *next;

	if (!local)
		return;
	sim_group_free(local->group);
	for (struct place *place = local->all; place; place = next) {
		next = place->next;
		free(place->uri);
		free(place);
	}
	free(local);
}
