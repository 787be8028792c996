/*
 * One run: everything in it follows from the seed, so the log of two runs is the same, byte for
 * byte. For so many virtual minutes things go wrong; then all is calm, every life must end, and
 * what must hold is looked at.
 */
#include "sim_seed.h"

#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/auto.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"
#include "role.h"
#include "sim_client.h"
#include "sim_group.h"
#include "sim_world.h"

#define BEGIN INT64_C(1767225600000) /* 2026-01-01 */
#define FAULTS "lost=2%,doubled=2%,late=30%:50,failing=1%,dying=60:10"
#define CRASHES "1%"

enum { PATIENCE_MS = 3600000, SETTLE_MS = 90000, FAULTS_MAX = 20, DRAIN_TURNS = 50 };

struct seed_run {
	const struct config *config;
	uint64_t seed;
	int hosts, instances, minutes;
	char dir[64];
	struct buf root;
	struct loop *loop;
	struct world *world;
	struct sim_group *group;
	struct client *client;
	struct faults faults;
	double crashes;
	FILE *log; /* NULL: only its hash is kept */
	uint64_t hash;
	int64_t lines;
	int fault_count, is_over, client_made;
};

/* A host's way to the server, however often that is opened. */
struct road {
	struct seed_run *run;
	int64_t agent_id;
};

/* --- The log ---------------------------------------------------------------------------- */

static void note(void *arg, const char *text)
{
	struct seed_run *run = arg;
	char line[600];
	int len = snprintf(line, sizeof(line), "%10" PRId64 " %s\n", clock_now() - BEGIN, text);

	if (len >= (int)sizeof(line))
		len = (int)sizeof(line) - 1;
	for (int i = 0; i < len; i++)
		run->hash = (run->hash ^ (unsigned char)line[i]) * UINT64_C(1099511628211);
	run->lines++;
	if (run->log)
		fwrite(line, 1, (size_t)len, run->log);
}

static void on_fault(void *arg, const char *text)
{
	struct seed_run *run = arg;
	char line[560];

	snprintf(line, sizeof(line), "FAULT %s", text);
	note(run, line);
	if (run->fault_count++ < FAULTS_MAX)
		fprintf(stderr, "%s\n", line);
}

/* --- Hosts ------------------------------------------------------------------------------ */

static struct wire dial(void *arg, const struct ws_events *events, struct error *err)
{
	struct road *road = arg;

	return world_dial(road->run->world, road->agent_id, events, err);
}

static void on_moved(void *arg, struct sim_agent *agent, const char *uuid, int runs)
{
	struct seed_run *run = arg;
	char text[160];

	snprintf(text, sizeof(text), "host %.8s %s %.8s", sim_agent_uuid(agent),
		 runs ? "runs" : "drops", uuid);
	note(run, text);
}

static void on_agent(void *arg, int64_t agent_id, const char *uuid)
{
	struct seed_run *run = arg;
	struct road *road = calloc(1, sizeof(*road));
	struct sim_agent_options options = {
		.uuid = uuid,
		.sim = {.hosts = 1, .pools = 1, .physical_host = 1},
		.link = {.dial = dial, .dial_arg = road},
		.moved = on_moved,
		.arg = run,
	};
	struct error err;

	if (!road)
		abort();
	*road = (struct road){run, agent_id};
	options.dial_owned = road;
	sim_group_add(run->group, &options, &err);
}

/* --- The server ------------------------------------------------------------------------- */

static void on_up(void *arg)
{
	struct seed_run *run = arg;

	note(run, "up");
	client_up(run->client);
}

static void on_crash(void *arg, int after)
{
	struct seed_run *run = arg;

	note(run, after ? "crash after a commit" : "crash before a commit");
	sim_group_cut(run->group);
}

static void on_changed(void *arg, const struct type *type, int64_t id, const char *state)
{
	char text[160];

	if (!state)
		return;
	snprintf(text, sizeof(text), "%s %" PRId64 " %s", type->base->name, id, state);
	note(arg, text);
}

/* --- The course of it ------------------------------------------------------------------- */

static void stop_soon(void *arg)
{
	struct seed_run *run = arg;

	loop_stop(run->loop);
}

/* What was asked last is settled, too, before it is looked at. */
static void on_over(void *arg)
{
	struct seed_run *run = arg;

	note(run, "every life is over");
	run->is_over = 1;
	world_calm(run->world);
	sim_group_calm(run->group);
	loop_after(run->loop, SETTLE_MS, stop_soon, run);
}

static void on_calm(void *arg)
{
	struct seed_run *run = arg;

	if (run->is_over)
		return;
	note(run, "calm");
	world_calm(run->world);
	sim_group_calm(run->group);
}

static int remove_one(const char *path, const struct stat *stat, int flag, struct FTW *ftw)
{
	(void)stat, (void)flag, (void)ftw;
	remove(path);
	return 0;
}

static int number_of(const char *text, int fallback)
{
	return text ? atoi(text) : fallback;
}

static int seed_open(struct seed_run *run, struct error *err)
{
	const struct config *config = run->config;
	const char *crashes = config->crashes ? config->crashes : CRASHES;
	struct world_options world = {.dir = run->dir,
				      .hosts = run->hosts,
				      .on_agent = on_agent,
				      .on_up = on_up,
				      .on_crash = on_crash,
				      .changed = on_changed,
				      .arg = run};
	struct client_options client = {.instances = run->instances,
					.spread = (int64_t)run->minutes * 30000,
					.patience = PATIENCE_MS,
					.note = note,
					.fault = on_fault,
					.over = on_over,
					.arg = run};
	struct dice dice = {run->seed};

	run->faults.dice.state = dice_next(&dice);
	if (faults_parse(config->faults ? config->faults : FAULTS, &run->faults, err) < 0 ||
	    faults_rate(crashes, &world.crashes, "crashes", err) < 0 ||
	    role_find_root(&run->root, err) < 0)
		return -1;
	/* In memory where there is such a place: nobody's power really fails. */
	snprintf(run->dir, sizeof(run->dir), "%s/stampede-sim.XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (!mkdtemp(run->dir))
		return error_errno(err, "%s cannot be made", run->dir);
	if (config->log && !(run->log = fopen(config->log, "we")))
		return error_errno(err, "--log %s cannot be written", config->log);
	id_seed(dice_next(&dice));
	clock_hold(BEGIN);
	run->loop = loop_new_virtual(err);
	if (!run->loop)
		return -1;
	world.root = run->root.data;
	world.drop_in = config->lua;
	world.seed = dice_next(&dice);
	client.seed = dice_next(&dice);
	run->world = world_new(run->loop, &world);
	run->group = sim_group_new(run->loop, &run->faults);
	run->client = client_new(run->loop, run->world, &client);
	loop_after(run->loop, (int64_t)run->minutes * 60000, on_calm, run);
	return world_open(run->world, err);
}

static void run_it(struct seed_run *run)
{
	struct sim_group_stats stats;

	do
		loop_run(run->loop);
	while (world_mend(run->world) && (client_down(run->client), 1));
	if (!run->is_over) {
		on_fault(run, "nothing can happen any more, and lives are not over");
		return;
	}
	client_check(run->client);
	sim_group_stats(run->group, &stats);
	if (stats.running)
		on_fault(run, "instances still run on hosts");
	if (stats.twice)
		on_fault(run, "an instance ran on two hosts at once");
}

static void seed_close(struct seed_run *run)
{
	client_free(run->client);
	sim_group_free(run->group);
	world_free(run->world);
	if (run->loop) {
		for (int i = 0; i < DRAIN_TURNS; i++)
			loop_once(run->loop, 1);
		loop_free(run->loop);
	}
	if (run->log)
		fclose(run->log);
	buf_done(&run->root);
	if (run->dir[0])
		nftw(run->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void print_result(const struct seed_run *run)
{
	const struct config *config = run->config;
	struct sim_group_stats sim;
	struct client_stats client;
	struct world_stats world;

	sim_group_stats(run->group, &sim);
	client_stats(run->client, &client);
	world_stats(run->world, &world);
	printf("seed %" PRIu64 ": %" PRId64 " of %" PRId64
	       " lives over after %.1f virtual minutes, "
	       "%" PRId64 " steps, %" PRId64 " errors stated\n"
	       "  %" PRId64 " commits, %" PRId64 " crashes; %" PRId64 " messages lost, %" PRId64
	       " doubled, %" PRId64 " late; %" PRId64 " of %" PRId64 " commands failed, %" PRId64
	       " hosts died\n"
	       "  log: %" PRId64 " lines, hash %016" PRIx64 "\n",
	       run->seed, client.over, client.lives, (double)(clock_now() - BEGIN) / 60000,
	       client.steps, client.errors, world.commits, world.crashes, sim.lost, sim.doubled,
	       sim.late, sim.failed, sim.calls, sim.deaths, run->lines, run->hash);
	if (!run->fault_count)
		return;
	printf("%d FAULTS. The same again, with its log:\n"
	       "  stampede sim --seed %" PRIu64
	       " --hosts %d --instances %d --minutes %d --crashes %s --faults %s --lua %s --log "
	       "sim.log\n",
	       run->fault_count, run->seed, run->hosts, run->instances, run->minutes,
	       config->crashes ? config->crashes : CRASHES,
	       config->faults ? config->faults : FAULTS, config->lua);
}

int sim_seed_run(const struct config *config)
{
	struct seed_run run = {.config = config, .hash = UINT64_C(14695981039346656037)};
	struct error err = {0};
	int code = EXIT_FAILED;

	run.seed = strtoull(config->seed, NULL, 10);
	run.hosts = number_of(config->hosts, 4);
	run.instances = number_of(config->instances, 20);
	run.minutes = number_of(config->minutes, 10);
	if (!config->debug)
		log_set_level(LOG_ERROR);
	if (seed_open(&run, &err) < 0) {
		role_fail("sim", &err);
	} else {
		run_it(&run);
		print_result(&run);
		code = run.fault_count ? EXIT_FAILED : EXIT_OK;
	}
	seed_close(&run);
	return code;
}
