/* The server's parts, joined for a simulation. See server.c for the real thing. */
#include "sim_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agents.h"
#include "base/auto.h"
#include "base/buf.h"
#include "base/log.h"
#include "base/seal.h"
#include "link/bus.h"
#include "purge.h"
#include "role.h"
#include "script/bind.h"
#include "script/bind_agent.h"
#include "script/bind_event.h"
#include "sim/faults.h"

enum { COMMIT_MS = 8, DOWN_MS = 3000 };

struct world {
	struct loop *loop;
	struct world_options options;
	struct dice dice;
	struct timer *rise;
	int is_live, is_crashed, is_calm, has_agents;
	struct world_stats stats;
	struct seal *seal;
	struct store *store;
	struct reader *reader;
	struct engine *engine;
	struct bus *bus;
	struct script *script;
	struct agents *agents;
	struct purge *purge;
	struct model *model;
	struct lifecycles *lifecycles;
	struct runner runner;
};

/* --- Power ------------------------------------------------------------------------------ */

/* Commits take a while, each another one: so the order in which things meet follows the seed. */
static int64_t on_delay(void *arg)
{
	struct world *world = arg;

	return dice_below(&world->dice, COMMIT_MS);
}

static int on_fails(void *arg, int after)
{
	struct world *world = arg;

	world->stats.commits += after;
	if (world->is_calm || !world->has_agents ||
	    !dice_hits(&world->dice, world->options.crashes / 2))
		return 0;
	world->is_crashed = 1;
	world->is_live = 0;
	world->stats.crashes++;
	world->options.on_crash(world->options.arg, after);
	loop_stop(world->loop);
	return 1;
}

/* --- What the engine tells -------------------------------------------------------------- */

static void runner_start(void *self, struct run *run, const struct handler *handler,
			 enum phase phase)
{
	struct world *world = self;

	world->runner.start(world->runner.self, run, handler, phase);
}

static void runner_cancel(void *self, struct run *run)
{
	struct world *world = self;

	world->runner.cancel(world->runner.self, run);
}

static void runner_changed(void *self, const struct type *type, int64_t id, int64_t account_id,
			   const char *state)
{
	struct world *world = self;

	if (world->runner.changed)
		world->runner.changed(world->runner.self, type, id, account_id, state);
	if (strcmp(type->base->name, "agent") == 0)
		agents_changed(world->agents, id, state);
	if (state)
		purge_changed(world->purge, type, id, state);
	world->options.changed(world->options.arg, type, id, state);
}

/* --- Opening and closing ---------------------------------------------------------------- */

static void give_up(const struct error *err)
{
	log_error("sim", "the server does not start", "error=\"%s\"", err->text);
	exit(EXIT_FAILED);
}

static void on_agents(void *arg, int rc, struct span data, const struct error *err)
{
	struct world *world = arg;
	struct json_iter iter;
	struct span agent;

	if (rc < 0)
		give_up(err);
	json_iter_start(&iter, json_get(data, "agents"));
	while (!world->has_agents && json_iter_next(&iter, NULL, &agent)) {
		AUTO(buf_done) struct buf uuid = {0};
		int64_t id;

		if (json_int(json_get(agent, "agentId"), &id) == 0 &&
		    json_string(json_get(agent, "uuid"), &uuid) == 0)
			world->options.on_agent(world->options.arg, id, uuid.data);
	}
	world->has_agents = 1;
	world->is_live = 1;
	agents_start(world->agents, world->script);
	world->options.on_up(world->options.arg);
}

static void on_seeded(void *arg, int rc, struct span data, const struct error *err)
{
	struct world *world = arg;
	AUTO(buf_done) struct buf count = {0};

	(void)data;
	if (rc < 0)
		give_up(err);
	buf_addf(&count, "{\"count\":%d}", world->options.hosts);
	script_call(world->script, "seed", "sim_agents", (struct span){count.data, count.len},
		    on_agents, world);
}

static int open_script(struct world *world, struct error *err)
{
	struct script_options options = {
		.root = world->options.root,
		.drop_in = world->options.drop_in,
		.engine = world->engine,
		.store = world->store,
	};
	lua_State *L;

	world->script = script_new(world->loop, &options, err);
	if (!world->script)
		return -1;
	L = script_state(world->script);
	bind_agent_tables(L);
	bind_event_tables(L);
	bind_set_service(L, "link", agents_link(world->agents));
	bind_set_service(L, "bus", world->bus);
	bind_set_service(L, "seal", world->seal);
	if (script_load(world->script, 0, err) < 0)
		return -1;
	world->model = script_model(world->script);
	world->lifecycles = script_lifecycles(world->script);
	return store_define(world->store, world->model, err);
}

int world_open(struct world *world, struct error *err)
{
	AUTO(buf_done) struct buf key = {0};
	struct store_inline how = {on_delay, on_fails, world};
	struct runner runner = {runner_start, runner_cancel, runner_changed, world};
	struct faults none = {.dice = {dice_next(&world->dice)}};

	buf_addf(&key, "%s/secret.key", world->options.dir);
	world->seal = seal_new(key.data, err);
	if (!world->seal)
		return -1;
	world->store = store_open_inline(world->loop, world->options.dir, &how, err);
	if (!world->store)
		return -1;
	world->engine = engine_new(world->loop, world->store, err);
	if (!world->engine)
		return -1;
	world->bus = bus_new(world->loop);
	world->agents = agents_new(world->loop, world->engine, world->store, world->bus, &none);
	if (open_script(world, err) < 0)
		return -1;
	engine_set_definitions(world->engine, world->model, world->lifecycles);
	script_runner(world->script, &world->runner);
	engine_set_runner(world->engine, &runner);
	world->purge = purge_new(world->loop, world->engine, world->store, err);
	if (!world->purge || engine_start(world->engine, err) < 0)
		return -1;
	script_call(world->script, "seed", "run", span_of("{}"), on_seeded, world);
	return 0;
}

static void close_parts(struct world *world)
{
	world->is_live = 0;
	agents_stop(world->agents);
	purge_free(STEAL(world->purge));
	script_free(STEAL(world->script));
	engine_free(STEAL(world->engine));
	agents_free(STEAL(world->agents));
	bus_free(STEAL(world->bus));
	lifecycles_unref(STEAL(world->lifecycles));
	model_unref(STEAL(world->model));
	reader_close(STEAL(world->reader));
	store_close(STEAL(world->store));
	seal_free(STEAL(world->seal));
}

static void on_rise(void *arg)
{
	struct world *world = arg;
	struct error err;

	world->rise = NULL;
	if (world_open(world, &err) < 0)
		give_up(&err);
}

int world_mend(struct world *world)
{
	if (!world->is_crashed)
		return 0;
	world->is_crashed = 0;
	close_parts(world);
	world->rise =
		loop_after(world->loop, 1 + dice_below(&world->dice, DOWN_MS), on_rise, world);
	return 1;
}

void world_calm(struct world *world)
{
	world->is_calm = 1;
}

struct engine *world_engine(const struct world *world)
{
	return world->is_live ? world->engine : NULL;
}

struct script *world_script(const struct world *world)
{
	return world->is_live ? world->script : NULL;
}

struct reader *world_reader(struct world *world)
{
	struct error err;

	if (!world->is_live)
		return NULL;
	if (!world->reader)
		world->reader = reader_open(world->store, &err);
	return world->reader;
}

struct wire world_dial(struct world *world, int64_t agent_id, const struct ws_events *events,
		       struct error *err)
{
	struct wire mine, theirs;

	if (!world->is_live) {
		error_set(err, ERROR_UNAVAILABLE, "the server is down");
		return (struct wire){0};
	}
	wire_pair(world->loop, &mine, &theirs);
	wire_set_events(mine, events);
	agents_attach(world->agents, agent_id, theirs);
	return mine;
}

void world_stats(const struct world *world, struct world_stats *ret)
{
	*ret = world->stats;
}

struct world *world_new(struct loop *loop, const struct world_options *options)
{
	struct world *world = calloc(1, sizeof(*world));

	if (!world)
		abort();
	world->loop = loop;
	world->options = *options;
	world->dice.state = options->seed;
	return world;
}

void world_free(struct world *world)
{
	if (!world)
		return;
	timer_cancel(world->rise);
	if (world->store)
		close_parts(world);
	free(world);
}
