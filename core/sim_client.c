/* Lives, and what must hold while they last (contract: sim_client.h). */
#include "sim_client.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/auto.h"
#include "base/buf.h"
#include "base/clock.h"
#include "engine/engine.h"
#include "sim/dice.h"
#include "sim_census.h"
#include "store/doc.h"

enum { TICK_MS = 500, ADMIN = 1, STEPS_MAX = 8 };

static const char *const PLANS[][STEPS_MAX] = {
	{"running", "stopped", "running", "stopped", "removed", "purged"},
	{"running", "stopped", "removed", "purged"},
	{"running", "removed", "purged"}, /* removing one that runs */
	{"stopped", "running", "removed", "purged"}, /* stopped in the middle of its first start */
};

enum { PLAN_COUNT = sizeof(PLANS) / sizeof(PLANS[0]) };

struct life {
	struct client *client;
	char name[24];
	const char *const *plan;
	int step; /* in the plan; its end: over */
	int64_t begins, moved; /* monotonic ms */
	int64_t id; /* 0: not known */
	int64_t process; /* the last one that was acknowledged, until it was looked for */
	int is_busy, was_asked, is_over;
	char message[160]; /* the error that was counted last */
	struct buf doc; /* of the create under way */
};

struct client {
	struct loop *loop;
	struct world *world;
	struct client_options options;
	struct dice dice;
	struct timer *tick;
	struct life *lives;
	struct client_stats stats;
	int64_t twice; /* STAMPEDE_FAULT=sim-twice:N: the Nth create is asked once more */
};

static void note(struct client *client, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void fault(struct client *client, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void note(struct client *client, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	client->options.note(client->options.arg, text);
}

static void fault(struct client *client, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	client->options.fault(client->options.arg, text);
}

static const struct type *instance_type(const struct client *client)
{
	return model_type(engine_model(world_engine(client->world)), "instance");
}

/* --- Asking ----------------------------------------------------------------------------- */

static void answered(void *arg, const struct outcome *outcome)
{
	struct life *life = arg;

	life->is_busy = 0;
	if (outcome->rc < 0) {
		note(life->client, "refused %s: %s", life->name, outcome->err.text);
		return;
	}
	life->process = outcome->process_id;
	note(life->client, "acknowledged %s process %lld", life->name,
	     (long long)outcome->process_id);
}

static void created(void *arg, const struct outcome *outcome)
{
	struct life *life = arg;

	answered(life, outcome);
	if (outcome->rc == 0)
		life->id = outcome->id;
}

static void insert(struct life *life, struct span input)
{
	struct engine *engine = world_engine(life->client->world);
	const struct type *type = model_type(engine_model(engine), "container");
	struct row row = {.progress = -1, .account_id = ADMIN, .kind = "container"};

	buf_clear(&life->doc);
	doc_merge_typed(type, span_of("{}"), input, &life->doc);
	row.name = life->name;
	row.doc = (struct span){life->doc.data, life->doc.len};
	engine_create(engine, type, &row, span_of("{}"), NULL, "sim", created, life);
}

static void checked(void *arg, int rc, struct span data, const struct error *err)
{
	struct life *life = arg;

	if (rc < 0) {
		life->is_busy = 0;
		note(life->client, "refused %s: %s", life->name, err->text);
		return;
	}
	insert(life, json_get(data, "input"));
}

static void create(struct life *life)
{
	AUTO(buf_done) struct buf data = {0};

	note(life->client, "create %s", life->name);
	life->is_busy = life->was_asked = 1;
	life->client->stats.asked++;
	buf_addf(&data,
		 "{\"type\":\"container\",\"accountId\":%d,\"input\":{\"name\":\"%s\","
		 "\"imageUuid\":\"sim:seed\",\"instanceTriggeredStop\":\"restart\"}}",
		 ADMIN, life->name);
	script_call(world_script(life->client->world), "checks", "create",
		    (struct span){data.data, data.len}, checked, life);
	if (life->client->twice && --life->client->twice == 0)
		script_call(world_script(life->client->world), "checks", "create",
			    (struct span){data.data, data.len}, checked, life);
}

static void ask(struct life *life, const char *verb)
{
	struct engine *engine = world_engine(life->client->world);
	struct request request = {.verb = verb,
				  .type = instance_type(life->client),
				  .id = life->id,
				  .data = span_of("{}"),
				  .actor = "sim"};

	note(life->client, "ask %s %s", verb, life->name);
	life->is_busy = 1;
	life->client->stats.asked++;
	if (strcmp(verb, "remove") == 0)
		engine_remove(engine, request.type, life->id, request.data, 0, "sim", answered,
			      life);
	else
		engine_schedule(engine, &request, answered, life);
}

/* --- Looking ---------------------------------------------------------------------------- */

struct found {
	const char *name;
	int64_t id;
	int count;
};

static int find_one(void *arg, const struct row *row)
{
	struct found *found = arg;

	found->id = row->id;
	found->count++;
	return 0;
}

/* By name, for one whose create was not answered. */
static void find(struct life *life)
{
	const struct type *type = instance_type(life->client);
	struct filter filter = {type_field(type, "name", 4), STORE_EQ, life->name};
	struct query query = {.type = type, .filters = &filter, .filter_count = 1, .limit = 10};
	struct found found = {.name = life->name};
	struct error err;

	if (reader_list(world_reader(life->client->world), &query, find_one, &found, &err) < 0)
		return;
	if (found.count > 1)
		fault(life->client, "%s was made %d times", life->name, found.count);
	if (found.count)
		life->id = found.id;
	else
		create(life);
}

static void life_over(struct life *life)
{
	struct client *client = life->client;

	life->is_over = 1;
	if (++client->stats.over == client->stats.lives)
		client->options.over(client->options.arg);
}

static void stepped(struct life *life, const char *state)
{
	life->moved = clock_mono();
	life->client->stats.steps++;
	note(life->client, "reached %s %s", life->name, state);
	if (!life->plan[++life->step])
		life_over(life);
}

static void count_error(struct life *life, const struct row *row)
{
	const char *message = row->message ? row->message : "";

	if (!*message)
		fault(life->client, "%s ended in an error that says nothing", life->name);
	if (strncmp(life->message, message, sizeof(life->message) - 1) != 0) {
		life->client->stats.errors++;
		snprintf(life->message, sizeof(life->message), "%s", message);
		note(life->client, "error %s: %s", life->name, message);
	}
}

struct open_process {
	struct buf text;
};

static int add_open(void *arg, const struct process_row *row)
{
	struct open_process *open = arg;

	buf_addf(&open->text, " %s %lld attempt %d phase %s handler %s error '%s'", row->name,
		 (long long)row->id, row->attempt, row->phase ? row->phase : "-",
		 row->handler ? row->handler : "-", row->last_error ? row->last_error : "");
	return 0;
}

static void check_patience(struct life *life, const struct row *row)
{
	struct client *client = life->client;
	struct open_process open = {0};
	struct error err;

	if (clock_mono() - life->moved < client->options.patience)
		return;
	reader_pending(world_reader(client->world), "instance", life->id, 0, 10, add_open, &open,
		       &err);
	fault(client, "%s is stuck in %s on its way to %s:%s", life->name, row->state,
	      life->plan[life->step], open.text.len ? open.text.data : " no process is open");
	buf_done(&open.text);
	life_over(life);
}

/* What was acknowledged is there, whatever happened since. */
static void check_acknowledged(struct life *life)
{
	struct process_row row;
	struct error err;

	if (life->process &&
	    reader_process(world_reader(life->client->world), life->process, &row, &err) < 0)
		fault(life->client, "process %lld of %s was acknowledged and is lost",
		      (long long)life->process, life->name);
	life->process = 0;
}

static const char *verb_to(const char *wanted, const char *state)
{
	if (strcmp(wanted, "running") == 0)
		return strcmp(state, "stopped") == 0 ? "start" : NULL;
	if (strcmp(wanted, "stopped") == 0)
		return strcmp(state, "running") == 0 ? "stop" : NULL;
	if (strcmp(wanted, "removed") == 0)
		return "remove";
	return strcmp(state, "removed") == 0 ? "purge" : NULL;
}

/* A state at rest, or one of those in between that a plan cuts short. */
static void advance(struct life *life, const struct row *row)
{
	const char *wanted = life->plan[life->step], *verb;

	if (strcmp(row->state, wanted) == 0) {
		stepped(life, row->state);
		return;
	}
	/* A create that fails is undone by a removal, and says why. */
	if (strcmp(row->state, "removed") == 0 && strcmp(wanted, "purged") != 0) {
		if (!row->error)
			fault(life->client, "%s was removed by nobody", life->name);
		while (life->plan[life->step + 1])
			life->step++;
		life->moved = clock_mono();
		return;
	}
	if (strcmp(row->state, "purged") == 0) {
		while (!life->is_over)
			stepped(life, row->state);
		return;
	}
	verb = verb_to(wanted, row->state);
	if (verb)
		ask(life, verb);
}

static void look(struct life *life)
{
	struct client *client = life->client;
	const struct type *type = instance_type(client);
	struct reader *reader = world_reader(client->world);
	struct error err;
	struct row row;

	if (!life->id) {
		if (life->was_asked)
			find(life);
		else
			create(life);
		return;
	}
	check_acknowledged(life);
	if (reader_get(reader, type, life->id, &row, &err) < 0) {
		fault(client, "%s (%lld) was acknowledged and is lost: %s", life->name,
		      (long long)life->id, err.text);
		life_over(life);
		return;
	}
	if (row.error)
		count_error(life, &row);
	if (!type_is_transitioning(type, row.state)) {
		advance(life, &row);
	} else if (life->plan == PLANS[3] && life->step == 0 &&
		   strcmp(row.state, "starting") == 0) {
		ask(life, "stop");
	}
	if (!life->is_over)
		check_patience(life, &row);
}

static void on_tick(void *arg)
{
	struct client *client = arg;
	int64_t now = clock_mono();

	for (int i = 0; i < client->options.instances; i++) {
		struct life *life = &client->lives[i];

		if (!world_engine(client->world))
			return;
		if (!life->is_over && !life->is_busy && life->begins <= now)
			look(life);
	}
}

void client_up(struct client *client)
{
	timer_cancel(client->tick);
	client->tick = loop_every(client->loop, TICK_MS, on_tick, client);
}

void client_down(struct client *client)
{
	timer_cancel(STEAL(client->tick));
	for (int i = 0; i < client->options.instances; i++)
		client->lives[i].is_busy = 0;
}

void client_check(struct client *client)
{
	census_take(client->world, client->options.instances, client->options.fault,
		    client->options.arg);
}

void client_stats(const struct client *client, struct client_stats *ret)
{
	*ret = client->stats;
}

struct client *client_new(struct loop *loop, struct world *world,
			  const struct client_options *options)
{
	struct client *client = calloc(1, sizeof(*client));
	const char *broken = getenv("STAMPEDE_FAULT");
	int64_t now = clock_mono();

	if (!client)
		abort();
	/* So that a spec can see the checks fail. */
	if (broken && strncmp(broken, "sim-twice:", 10) == 0)
		client->twice = atoll(broken + 10);
	client->loop = loop;
	client->world = world;
	client->options = *options;
	client->dice.state = options->seed;
	client->stats.lives = options->instances;
	client->lives = calloc((size_t)options->instances + 1, sizeof(*client->lives));
	if (!client->lives)
		abort();
	for (int i = 0; i < options->instances; i++) {
		struct life *life = &client->lives[i];

		life->client = client;
		snprintf(life->name, sizeof(life->name), "life-%d", i + 1);
		life->plan = PLANS[dice_below(&client->dice, PLAN_COUNT)];
		life->begins = now + dice_below(&client->dice, options->spread + 1);
		life->moved = life->begins;
	}
	return client;
}

void client_free(struct client *client)
{
	if (!client)
		return;
	timer_cancel(client->tick);
	for (int i = 0; i < client->options.instances; i++)
		buf_done(&client->lives[i].doc);
	free(client->lives);
	free(client);
}
