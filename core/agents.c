/* Pings, inventories, and who is away. See agents.h. */
#include "agents.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "event_agents.h"
#include "sim_local.h"

enum {
	PING_MS = 5000,
	RESOURCES_EVERY = 12, /* pings; between them only instances are asked for */
	HELLO_MS = 1000, /* an agent that says hello by itself needs no first ping */
	AWAY_MS = 15000, /* until a lost connection counts */
	START_MS = 20000, /* until an agent that never came counts, after a start */
	FAILURES = 6, /* unanswered pings of a connected agent until it counts as away */
	EVENTS_MAX = 256, /* reports of one agent under way; more are dropped, pings tell again */
};

struct agent;

/* One call into lua/lib/inventory.lua. */
struct report {
	struct report *next, **link;
	struct agent *agent;
	const char *function;
	int is_inventory;
};

struct agent {
	struct agent *next;
	struct agents *agents;
	int64_t id;
	int up;
	int pings, failures;
	struct timer *hello; /* the first ping, unless it says hello before */
	struct timer *away; /* since its connection was lost */
	struct link_request *ping;
	int64_t asked_at; /* UTC ms: what it reports is at least this new */
	int taking; /* an inventory is being taken: one at a time */
	struct buf waiting; /* the next inventory; newer ones replace it */
	int reports;
};

struct agents {
	struct loop *loop;
	struct engine *engine;
	struct store *store;
	struct script *script; /* NULL: not started, or stopped */
	struct link_server *link;
	struct event_agents *guests; /* those that came over the REST API */
	struct sim_local *sims; /* sim:// agents, from agents_start on */
	struct faults faults; /* theirs */
	struct reader *reader; /* opened for the first connection */
	struct timer *tick, *late;
	struct agent *all;
	struct report *reports;
};

static struct agent *agent_ensure(struct agents *agents, int64_t id)
{
	struct agent *agent;

	for (agent = agents->all; agent; agent = agent->next) {
		if (agent->id == id)
			return agent;
	}
	agent = calloc(1, sizeof(*agent));
	if (!agent)
		abort();
	agent->agents = agents;
	agent->id = id;
	agent->next = agents->all;
	agents->all = agent;
	return agent;
}

/* --- Reports to Lua --------------------------------------------------------------------- */

static void take_inventory(struct agent *agent, struct span data);

static void report_free(struct report *report)
{
	*report->link = report->next;
	if (report->next)
		report->next->link = report->link;
	report->agent->reports--;
	if (report->is_inventory)
		report->agent->taking = 0;
	free(report);
}

static void on_report(void *arg, int rc, struct span data, const struct error *err)
{
	struct report *report = arg;
	struct agent *agent = report->agent;

	(void)data;
	if (rc < 0)
		log_warn("agents", "a report could not be taken",
			 "agent=%" PRId64 " function=%s error=\"%s\"", agent->id, report->function,
			 err->text);
	report_free(report);
	if (!agent->taking && agent->waiting.len) {
		AUTO(buf_done) struct buf next = agent->waiting;

		agent->waiting = (struct buf){0};
		take_inventory(agent, (struct span){next.data, next.len});
	}
}

static void send_report(struct agent *agent, const char *function, struct span data,
			int is_inventory)
{
	struct agents *agents = agent->agents;
	AUTO(buf_done) struct buf text = {0};
	struct report *made;

	if (!agents->script)
		return;
	if (agent->reports >= EVENTS_MAX) {
		log_debug("agents", "too many reports at once, dropped", "agent=%" PRId64,
			  agent->id);
		return;
	}
	buf_addf(&text, "{\"agentId\":%" PRId64 ",\"askedAt\":%" PRId64 ",\"data\":", agent->id,
		 agent->asked_at);
	buf_add(&text, data.at, data.len);
	buf_addc(&text, '}');

	made = calloc(1, sizeof(*made));
	if (!made)
		abort();
	made->agent = agent;
	made->function = function;
	made->is_inventory = is_inventory;
	made->link = &agents->reports;
	made->next = agents->reports;
	if (made->next)
		made->next->link = &made->next;
	agents->reports = made;
	agent->reports++;
	if (is_inventory)
		agent->taking = 1;
	script_call(agents->script, "inventory", function, (struct span){text.data, text.len},
		    on_report, made);
}

/* One at a time for one agent: two at once would register its resources twice. */
static void take_inventory(struct agent *agent, struct span data)
{
	if (agent->taking) {
		buf_clear(&agent->waiting);
		buf_add(&agent->waiting, data.at, data.len);
		return;
	}
	send_report(agent, "ping_reply", data, 1);
}

/* --- Pings ------------------------------------------------------------------------------ */

static void reconnect(struct agent *agent);

static void on_pong(void *arg, int rc, struct span data, const struct error *err)
{
	struct agent *agent = arg;

	agent->ping = NULL;
	if (rc == 0) {
		agent->failures = 0;
		take_inventory(agent, data);
		return;
	}
	log_debug("agents", "ping failed", "agent=%" PRId64 " error=\"%s\"", agent->id, err->text);
	if (++agent->failures == FAILURES) {
		log_warn("agents", "agent is connected and does not answer pings",
			 "agent=%" PRId64 " error=\"%s\"", agent->id, err->text);
		reconnect(agent);
	}
}

static void send_ping(struct agent *agent)
{
	int resources = agent->pings % RESOURCES_EVERY == 0 || agent->failures > 0;
	struct link_request_options options = {
		.name = "ping",
		.resource_type = "agent",
		.resource_id = agent->id,
		.data = span_of(resources ? "{\"options\":{\"resources\":true,\"instances\":true}}"
					  : "{\"options\":{\"instances\":true}}"),
		.timeout = PING_MS,
		.attempts = 1,
	};

	if (!agent->up || agent->ping || agent->hello)
		return;
	agent->pings++;
	agent->asked_at = clock_now();
	agent->ping = link_request(agent->agents->link, agent->id, &options, on_pong, agent);
}

static void on_tick(void *arg)
{
	struct agents *agents = arg;

	for (struct agent *agent = agents->all; agent; agent = agent->next)
		send_ping(agent);
}

static void on_no_hello(void *arg)
{
	struct agent *agent = arg;

	agent->hello = NULL;
	send_ping(agent);
}

/* --- Coming and going ------------------------------------------------------------------- */

/* Reconnecting waits for the agent; meanwhile its hosts get nothing new to do. */
static void reconnect(struct agent *agent)
{
	send_report(agent, "agent_down", span_of("{}"), 0);
}

static void on_away(void *arg)
{
	struct agent *agent = arg;

	agent->away = NULL;
	log_warn("agents", "agent is away", "agent=%" PRId64, agent->id);
	reconnect(agent);
}

static void on_up(void *arg, int64_t id)
{
	struct agents *agents = arg;
	struct agent *agent = agent_ensure(agents, id);
	char text[24];

	log_info("agents", "agent connected", "agent=%" PRId64, id);
	timer_cancel(STEAL(agent->away));
	timer_cancel(agent->hello);
	agent->up = 1;
	agent->pings = agent->failures = 0;
	agent->hello = loop_after(agents->loop, HELLO_MS, on_no_hello, agent);
	snprintf(text, sizeof(text), "%" PRId64, id);
	if (agents->script)
		engine_wake(agents->engine, "agent", text);
}

static void on_down(void *arg, int64_t id)
{
	struct agents *agents = arg;
	struct agent *agent = agent_ensure(agents, id);

	log_info("agents", "agent disconnected", "agent=%" PRId64, id);
	agent->up = 0;
	timer_cancel(STEAL(agent->hello));
	timer_cancel(agent->away);
	link_request_cancel(STEAL(agent->ping));
	agent->away = loop_after(agents->loop, AWAY_MS, on_away, agent);
}

static void on_event(void *arg, int64_t id, const char *name, struct span data)
{
	struct agents *agents = arg;
	struct agent *agent = agent_ensure(agents, id);

	if (strcmp(name, "agent.hello") == 0 || strcmp(name, "agent.inventory") == 0) {
		int64_t age = 0;

		/* The hello, after it connected, counts as its first ping: it has the resources. */
		if (name[6] == 'h') {
			timer_cancel(STEAL(agent->hello));
			agent->pings += !agent->pings;
		}
		if (json_int(json_get(data, "ageMs"), &age) < 0 || age < 0)
			age = 0;
		agent->asked_at = clock_now() - age;
		take_inventory(agent, data);
	} else if (strcmp(name, "instance.state") == 0) {
		send_report(agent, "instance_state", data, 0);
	} else {
		log_debug("agents", "unknown event, ignoring", "agent=%" PRId64 " name=%s", id,
			  name);
	}
}

/* --- Those that we pretend -------------------------------------------------------------- */

static int look_up(struct agents *agents, int64_t id, struct row *ret, struct error *err)
{
	const struct type *type = model_type(engine_model(agents->engine), "agent");

	if (!type)
		return error_set(err, ERROR_NOT_FOUND, "there are no agents here");
	if (!agents->reader)
		agents->reader = reader_open(agents->store, err);
	return agents->reader ? reader_get(agents->reader, type, id, ret, err) : -1;
}

static int on_look_up(void *arg, int64_t id, struct row *ret, struct error *err)
{
	return look_up(arg, id, ret, err);
}

static int note_sim(void *arg, const struct row *row)
{
	struct agents *agents = arg;

	sim_local_see(agents->sims, row);
	return 0;
}

static void start_sims(struct agents *agents)
{
	const struct type *type = model_type(engine_model(agents->engine), "agent");
	const struct field *uri = type ? type_field(type, "uri", 3) : NULL;
	struct filter filter = {uri, STORE_PREFIX, "sim://"};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1, .limit = 100000};
	struct error err = {0};

	agents->sims = sim_local_new(agents->loop, agents->link, &agents->faults);
	sim_local_on_lookup(agents->sims, on_look_up, agents);
	if (!uri)
		return;
	if (!agents->reader)
		agents->reader = reader_open(agents->store, &err);
	if (!agents->reader || reader_list(agents->reader, &query, note_sim, agents, &err) < 0)
		log_warn("agents", "simulated agents could not be listed", "error=\"%s\"",
			 err.text);
}

/* --- Those that never came -------------------------------------------------------------- */

static int note_missing(void *arg, const struct row *row)
{
	struct agents *agents = arg;

	if (row->state && strcmp(row->state, "active") == 0 &&
	    !link_server_is_up(agents->link, row->id)) {
		struct agent *agent = agent_ensure(agents, row->id);

		/* Not from inside the reader. */
		if (!agent->away)
			agent->away = loop_after(agents->loop, 0, on_away, agent);
	}
	return 0;
}

static void on_late(void *arg)
{
	struct agents *agents = arg;
	const struct type *type = model_type(engine_model(agents->engine), "agent");
	const struct field *state = type ? type_field(type, "state", 5) : NULL;
	struct filter filter = {state, STORE_EQ, "active"};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1, .limit = 100000};
	struct error err = {0};

	agents->late = NULL;
	if (!state)
		return;
	if (!agents->reader)
		agents->reader = reader_open(agents->store, &err);
	if (!agents->reader || reader_list(agents->reader, &query, note_missing, agents, &err) < 0)
		log_warn("agents", "agents could not be listed", "error=\"%s\"", err.text);
}

/* --- The rest --------------------------------------------------------------------------- */

/* States in which an agent has no say. A silent host is better than one that acts on old orders. */
static int is_out(const char *state)
{
	return strcmp(state, "inactive") == 0 || strcmp(state, "removed") == 0 ||
	       strcmp(state, "purging") == 0 || strcmp(state, "purged") == 0;
}

void agents_attach(struct agents *agents, int64_t id, struct wire wire)
{
	struct error err = {0};
	struct row row;

	if (!agents->script) {
		wire_close(wire, "the server is starting");
		return;
	}
	if (look_up(agents, id, &row, &err) < 0) {
		log_warn("agents", "agent could not be looked up", "agent=%" PRId64 " error=\"%s\"",
			 id, err.text);
		wire_close(wire, "the server cannot look the agent up");
	} else if (row.state && is_out(row.state)) {
		wire_close(wire, "the agent is not active");
	} else {
		link_server_attach(agents->link, id, wire);
	}
}

static int may_connect(void *arg, int64_t id)
{
	struct agents *agents = arg;
	struct error err;
	struct row row;

	return agents->script && look_up(agents, id, &row, &err) == 0 && !row.removed &&
	       row.state && !is_out(row.state);
}

void agents_changed(struct agents *agents, int64_t id, const char *state)
{
	struct error err;
	struct row row;

	if (state && is_out(state))
		link_server_drop(agents->link, id, "the agent is not active any more");
	else if (state)
		event_agents_see(agents->guests, id);
	if (agents->sims && look_up(agents, id, &row, &err) == 0)
		sim_local_see(agents->sims, &row);
}

void agents_count(const struct agents *agents, int *ret_known, int *ret_up)
{
	*ret_known = *ret_up = 0;
	for (const struct agent *agent = agents->all; agent; agent = agent->next) {
		++*ret_known;
		*ret_up += agent->up != 0;
	}
}

struct link_server *agents_link(struct agents *agents)
{
	return agents->link;
}

struct agents *agents_new(struct loop *loop, struct engine *engine, struct store *store,
			  struct bus *bus, const struct faults *faults)
{
	struct agents *agents = calloc(1, sizeof(*agents));
	struct link_server_events events = {on_up, on_down, on_event, agents};

	if (!agents)
		abort();
	agents->loop = loop;
	agents->engine = engine;
	agents->store = store;
	agents->faults = *faults;
	agents->link = link_server_new(loop, &events);
	agents->guests = event_agents_new(loop, bus, agents->link, may_connect, agents);
	return agents;
}

void agents_start(struct agents *agents, struct script *script)
{
	agents->script = script;
	agents->tick = loop_every(agents->loop, PING_MS, on_tick, agents);
	agents->late = loop_after(agents->loop, START_MS, on_late, agents);
	start_sims(agents);
}

void agents_stop(struct agents *agents)
{
	if (!agents)
		return;
	agents->script = NULL;
	timer_cancel(STEAL(agents->tick));
	timer_cancel(STEAL(agents->late));
}

void agents_free(struct agents *agents)
{
	struct agent *next;

	if (!agents)
		return;
	agents_stop(agents);
	sim_local_free(agents->sims);
	event_agents_free(agents->guests);
	link_server_free(agents->link);
	reader_close(agents->reader);
	while (agents->reports)
		report_free(agents->reports);
	for (struct agent *agent = agents->all; agent; agent = next) {
		next = agent->next;
		timer_cancel(agent->hello);
		timer_cancel(agent->away);
		buf_done(&agent->waiting);
		free(agent);
	}
	free(agents);
}
